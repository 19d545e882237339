"""What the integration tests share: the command as users start it, sites to build, a web server."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests import forked

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
SEEDS = ROOT / "seeds"
SCRIPT = Path(sys.executable).with_name("feedtool")
FORMATS = ("rss", "atom", "json")
# Long before the embargo of any record of the tests would matter, and long after all of them.
NOW = "2026-01-01T00:00:00Z"


def needs(program: str) -> str:
    """The full path of a program; where it is missing the test is skipped."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed")
    return path


def needs_shared() -> Path:
    """The folder of the shared corpus; where it is missing the test is skipped."""
    if not CORPUS.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


def environment(**changes: str) -> dict[str, str]:
    """The environment of a user: this one, less what only the tests set."""
    kept = {
        name: value
        for name, value in os.environ.items()  # noqa: TID251 - users have one too
        if not name.startswith(("FEEDTOOL_", "PYTEST_", "COV_", "COVERAGE_"))
    }
    return kept | changes


def feedtool(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """One run of the command, its exit code not yet judged: a copy of this process, which has all imports."""
    return forked.feedtool(arguments, cwd=cwd or ROOT, env=environment() if env is None else env)


def started(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    timeout: float = 60,
) -> subprocess.CompletedProcess[bytes]:
    """One run of the installed command, where it counts how Python starts: its environment, its imports."""
    return subprocess.run(
        [SCRIPT, *arguments],
        cwd=cwd or ROOT,
        env=environment() if env is None else env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=timeout,
        check=False,
    )


def let_in(folder: Path) -> None:
    """Let every user reach a folder of a test: those that pytest makes are its user's alone."""
    for one in (folder, *folder.parents):
        if any(part.startswith("pytest-of-") for part in one.parts):
            one.chmod(one.stat().st_mode | 0o111)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder: its path there, and its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def corpus_config(folder: Path, *, url: str = "https://example.org/feeds/") -> Path:
    """A configuration, in a folder, that builds the whole corpus with its registry of topics."""
    file = folder / "feedtool.toml"
    file.write_text(
        f"""
[site]
title = "Power & Platform <Every Day>"
url = "{url}"
description = "News of the platform, \\"picked\\" by hand."
language = "en-US"
author = {{ name = "Ann & Bob", email = "ann@example.org", url = "https://example.org/" }}
rights = "Headlines and excerpts belong to their publishers."

[records]
path = "{CORPUS / "news"}"
topic_registry = "{CORPUS / "topics" / "*.yaml"}"

[feeds]
output = "output"
limit = 1000
""",
        encoding="utf-8",
    )
    return file


def seeds_config(folder: Path, *, url: str = "https://example.org/feeds/") -> Path:
    """The project's own configuration, copied to a folder, served somewhere else."""
    text = (ROOT / "feedtool.toml").read_text(encoding="utf-8")
    text = text.replace('"https://everyday.cc/ai/"', f'"{url}"', 1)
    text = text.replace('path = "seeds"', f'path = "{SEEDS}"')
    file = folder / "feedtool.toml"
    file.write_text(text, encoding="utf-8")
    return file


def build(config: Path) -> Path:
    """The output folder of a configuration, built."""
    done = feedtool("build", "--config", config, "--now", NOW, "-q")
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    return config.parent / "output"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader shows of an item; what it cannot show is None, or no categories."""

    title: str
    link: str
    published: datetime
    image: str | None
    categories: tuple[str, ...]


def expected(json_feed: Path) -> list[Seen]:
    """What a reader should see, told by the JSON Feed of the same items."""
    document: dict[str, Any] = json.loads(json_feed.read_bytes())
    return [
        Seen(
            title=item["title"],
            link=item["url"],
            published=datetime.fromisoformat(item["date_published"]),
            image=item.get("image"),
            categories=tuple(item.get("tags", ())),
        )
        for item in document["items"]
    ]


class Handler(SimpleHTTPRequestHandler):
    """A server of files that knows the types of feeds."""

    extensions_map = {  # noqa: RUF012 - the base class has it so
        ".html": "text/html",
        ".rss": "application/rss+xml",
        ".atom": "application/atom+xml",
        ".json": "application/feed+json",
        ".opml": "text/x-opml",
    }

    def log_message(self, *_: object) -> None:
        """Nothing: a test needs no log."""


@contextmanager
def served(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """The URL where a folder is served, on the loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def get(port: int, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    """The status, the headers and the body that a server on the loopback answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", f"/{path}", headers=fields)
        response = connection.getresponse()
        return response.status, dict(response.headers), response.read()
    finally:
        connection.close()


def wait_for(port: int) -> None:
    """Wait until a server takes connections."""
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError
