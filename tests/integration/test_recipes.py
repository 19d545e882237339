"""The recipes of docs/operations.md for Caddy and logrotate, run with the real programs."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedtool.feeds import layout
from tests.integration import support
from tests.integration.recipes import adapted, recipes

pytestmark = pytest.mark.program

TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json",
    "opml": "text/x-opml; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
}


def type_of(path: str) -> str:
    """As what a file of the output is to be served."""
    return "application/json" if path == layout.TOPICS_LIST else TYPES[path.rpartition(".")[2]]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return support.build(support.seeds_config(tmp_path))


@pytest.fixture
def port(output: Path) -> Iterator[int]:
    """The port where Caddy serves the output as the recipe says."""
    caddy = support.needs("caddy")
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = int(free.getsockname()[1])
    changes = {
        "feeds.example.org": f"http://127.0.0.1:{number}",
        "/srv/news/output": str(output),
    }
    folder = output.parent
    file = folder / "Caddyfile"
    file.write_text("{\n\tadmin off\n}\n" + adapted(recipes("caddy")[0], changes), "utf-8")
    env = support.environment(
        HOME=str(folder), XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder)
    )
    options = ["--config", str(file), "--adapter", "caddyfile"]
    subprocess.run([caddy, "validate", *options], env=env, capture_output=True, check=True)
    with subprocess.Popen([caddy, "run", *options], env=env, stderr=subprocess.DEVNULL) as process:
        try:
            support.wait_for(number)
            yield number
        finally:
            process.terminate()


def test_caddy_serves_the_feeds_and_tells_who_has_them(output: Path, port: int) -> None:
    (output / ".all.rss.feedtool-staged").write_bytes(b"half")
    assert support.get(port, ".all.rss.feedtool-staged")[0] == 404
    (output / ".all.rss.feedtool-staged").unlink()
    for path, content in support.tree(output).items():
        status, headers, body = support.get(port, path)
        assert (status, body) == (200, content), path
        assert headers["Content-Type"] == type_of(path), path
        assert headers["Cache-Control"] == "public, max-age=300"
        assert support.get(port, path, If_None_Match=headers["Etag"])[0] == 304, path
        assert support.get(port, path, If_Modified_Since=headers["Last-Modified"])[0] == 304, path
        packed = support.get(port, path, Accept_Encoding="gzip")[1]
        # Caddy packs from 512 bytes on, where nobody says otherwise.
        expected = "gzip" if len(content) >= 512 else ""
        assert packed.get("Content-Encoding", "") == expected, path


def test_caddy_sends_what_has_changed(output: Path, port: int) -> None:
    tag = support.get(port, "all.rss")[1]["Etag"]
    config = output.parent / "feedtool.toml"
    support.feedtool(
        "build",
        "--config",
        config,
        "--now",
        support.NOW,
        "-q",
        "--min-heat",
        "1000",
        "--accept-loss",
    )
    status, headers, body = support.get(port, "all.rss", If_None_Match=tag)
    assert (status, body) == (200, (output / "all.rss").read_bytes())
    assert headers["Etag"] != tag


def test_logrotate_rotates_the_log(tmp_path: Path) -> None:
    logrotate = support.needs("logrotate")
    log = tmp_path / "build.log"
    log.write_text("a line\n", "utf-8")
    changes = {"/var/log/feedtool/build.log": str(log)}
    changes |= {"    su feedtool feedtool\n": "", "0640 feedtool feedtool": "0640"}
    file = tmp_path / "logrotate.conf"
    file.write_text(adapted(recipes("logrotate")[0], changes), "utf-8")
    file.chmod(0o644)
    tmp_path.chmod(0o755)
    command = [logrotate, "--state", str(tmp_path / "state"), str(file)]
    checked = subprocess.run([*command, "--debug"], capture_output=True, text=True, check=True)
    assert "error" not in checked.stderr
    subprocess.run([*command, "--force"], env={"PATH": os.defpath}, check=True)
    assert log.read_bytes() == b""
    assert (tmp_path / "build.log.1.gz").is_file()
