"""``feedtool ping``, and ``feedtool build --ping``."""

from pathlib import Path

from tests import hub as hubs
from tests.build.tasks import story, write
from tests.conftest import make_config
from tests.integration import support


def test_the_command_and_the_option(tmp_path: Path) -> None:
    with hubs.running() as hub:
        write(tmp_path, a=story("a"))
        make_config(tmp_path)
        file = tmp_path / "feedtool.toml"
        file.write_text(file.read_text().replace("[site]\n", f'[site]\nhub = "{hub.url}"\n', 1))
        done = support.feedtool("build", "--ping", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert f"told {hub.url} of 6 feeds" in done.stderr.decode()
        assert len(hub.told) == 6
        assert "no feed has changed" in support.feedtool("ping", cwd=tmp_path).stderr.decode()
        assert support.feedtool("ping", "--dry-run", cwd=tmp_path).stdout == b""
        write(tmp_path, b=story("b"))
        assert support.feedtool("build", cwd=tmp_path).returncode == 0
        listed = support.feedtool("ping", "--dry-run", cwd=tmp_path).stdout.split()
        assert len(listed) == 6
        hub.answers = [410] * 6
        refused = support.feedtool("ping", "-q", cwd=tmp_path)
        assert (refused.returncode, refused.stdout) == (3, b"")
        assert "was not told of 6 feeds: 410" in refused.stderr.decode()
        assert support.feedtool("build", "--ping", "--dry-run", cwd=tmp_path).returncode == 2
