"""nginx, configured as docs/operations.md says, serves the output while builds change it.

LOAD_SECONDS sets how long at most, and how much is enough; the default suits a run of all tests.
"""

import hashlib
import http.client
import os
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest

from feedtool.feeds import layout
from tests.conftest import record
from tests.integration import support
from tests.integration.recipes import adapted, recipes

pytestmark = [pytest.mark.program, pytest.mark.slow]

SECONDS = float(os.environ.get("LOAD_SECONDS", "20"))  # noqa: TID251 - set by hand
STATES = 5
STORIES = 30
READERS = 3

TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json",
    "opml": "text/x-opml; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "html": "text/html; charset=utf-8",
}

# Around the recipe: a server that needs no rights, and keeps all it writes in the folder of the test.
MAIN = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/temporary;
    proxy_temp_path {folder}/temporary;
    fastcgi_temp_path {folder}/temporary;
    uwsgi_temp_path {folder}/temporary;
    scgi_temp_path {folder}/temporary;
    {server}
}}
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A site whose records change, and nginx before its output."""

    folder: Path
    port: int

    def build(self, state: int, *arguments: str) -> None:
        done = support.feedtool(
            "-C", self.folder, "build", "-q", "--seeds", f"seeds-{state}", "--now", support.NOW,
            *arguments,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")

    def get(self, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
        return support.get(self.port, path, **headers)


@pytest.fixture(params=["files", "generations"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if nginx is None:
        pytest.skip("nginx is not installed")
    (tmp_path / "feedtool.toml").write_text(
        '[site]\ntitle = "A site"\nurl = "https://example.org/"\n'
        f'[feeds]\nlayout = "{request.param}"\n',
        encoding="utf-8",
    )
    for state in range(STATES):
        write_records(tmp_path / f"seeds-{state}", state)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "/srv/news/output": str(tmp_path / "output"),
    }
    configuration = tmp_path / "nginx.conf"
    server = adapted(recipes("nginx")[0], changes)
    configuration.write_text(MAIN.format(folder=tmp_path, server=server), encoding="utf-8")
    made = Site(tmp_path, port)
    made.build(0)
    with subprocess.Popen(
        [nginx, "-p", tmp_path, "-c", configuration], stderr=subprocess.DEVNULL
    ) as process:
        try:
            support.wait_for(port)
            yield made
        finally:
            process.terminate()


def write_records(folder: Path, state: int) -> None:
    """Stories of which some change from state to state, some in their length and some not."""
    folder.mkdir()
    for number in range(STORIES):
        length = 1 + (state * 40 if number % 2 else 0)
        text = record(
            title=f"Story {number} {state if number < 4 else ''}",
            excerpt=f"{state if number < 4 else ''}" + "x" * length,
            publishedDateTime=f"2023-09-01T09:{number:02d}:00Z",
            originalUrl=f"https://example.org/{number}",
            topics=[f"Topic {number % 4}"],
        )
        (folder / f"{number}.md").write_text(text, encoding="utf-8")


def test_types_caching_and_compression(site: Site) -> None:
    for path in support.tree(site.folder / "output"):
        status, headers, body = site.get(path, Accept_Encoding="gzip")
        is_list = path == layout.TOPICS_LIST
        expected = "application/json" if is_list else TYPES[path.rpartition(".")[2]]
        assert (status, headers["Content-Type"]) == (200, expected), path
        assert headers["Content-Encoding"] == "gzip", path
        assert headers["Cache-Control"] == "public, max-age=300"
        assert len(body) < (site.folder / "output" / path).stat().st_size
    (site.folder / "output" / ".all.rss.feedtool-staged").write_bytes(b"half")
    assert site.get(".all.rss.feedtool-staged")[0] == 404
    assert site.get("")[1]["Content-Type"] == TYPES["html"]


def test_what_does_not_change_is_not_sent_again(site: Site) -> None:
    paths = [*support.tree(site.folder / "output")]
    answers = {path: site.get(path)[1] for path in paths}
    site.build(0)
    for path in paths:
        for condition in (
            {"If_None_Match": answers[path]["ETag"]},
            {"If_Modified_Since": answers[path]["Last-Modified"]},
        ):
            assert site.get(path, **condition)[0] == 304, path
    site.build(1)
    files = support.tree(site.folder / "output")
    status, _, body = site.get("all.rss", If_None_Match=answers["all.rss"]["ETag"])
    assert (status, body) == (200, files["all.rss"])


@dataclass
class Seen:
    """What the readers saw."""

    answers: int = 0
    not_modified: int = 0
    wrong: list[str] = field(default_factory=list)
    # The bodies that were ever sent with an ETag: more than one would make a reader keep the wrong one.
    bodies: dict[tuple[str, str], str] = field(default_factory=dict)


def test_no_body_is_torn_or_mixed_while_builds_run(site: Site) -> None:
    allowed = every_state(site)
    site.build(0)
    stop, seen = Event(), Seen()
    threads = [Thread(target=read, args=(site, allowed, stop, seen, n)) for n in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        builds = 0
        deadline = time.monotonic() + SECONDS / 2  # there are two layouts
        while time.monotonic() < deadline and not (
            builds >= SECONDS and seen.answers > 200 * SECONDS and seen.not_modified
        ):
            builds += 1
            site.build(builds % STATES)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    print(f"{builds} builds, {seen.answers} answers, {seen.not_modified} times 304")  # noqa: T201
    assert seen.wrong == []
    assert builds >= SECONDS / 10
    assert seen.answers > 100 * SECONDS / 2
    assert seen.not_modified


def every_state(site: Site) -> dict[str, set[bytes]]:
    """Each path, and all bodies that it may ever have."""
    allowed: dict[str, set[bytes]] = {}
    for state in range(STATES):
        site.build(state)
        for path, content in support.tree(site.folder / "output").items():
            allowed.setdefault(path, set()).add(content)
    return allowed


def read(
    site: Site, allowed: Mapping[str, set[bytes]], stop: Event, seen: Seen, number: int
) -> None:
    """Be a reader that asks for what it has, until told to stop."""
    drawn = random.Random(number)
    paths = sorted(allowed)
    tags: dict[str, str] = {}
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    while not stop.is_set():
        path = drawn.choice(paths)
        known = {"If-None-Match": tags[path]} if path in tags and drawn.random() < 0.5 else {}
        try:
            connection.request("GET", f"/{path}", headers=known)
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            seen.wrong.append(f"{path}: {error!r}")
            connection.close()
            continue
        seen.answers += 1
        if response.status == 304:
            seen.not_modified += 1
            continue
        tag = tags[path] = str(response.headers["ETag"])
        digest = hashlib.sha256(body).hexdigest()
        if response.status != 200 or body not in allowed[path]:
            seen.wrong.append(f"{path}: {response.status}, {len(body)} bytes of no state")
        elif seen.bodies.setdefault((path, tag), digest) != digest:
            seen.wrong.append(f"{path}: two bodies with the ETag {tag}")
    connection.close()
