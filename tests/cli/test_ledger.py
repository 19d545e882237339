"""``feedtool ledger``: what it prints, and its exit codes."""

from pathlib import Path

import pytest

from tests import forked
from tests.conftest import record, write_config
from tests.integration import support

FEED = "<rss version='2.0'><channel><item><link>{}</link><guid>https://old.example/1</guid></item></channel></rss>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_config(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.md").write_text(record(originalUrl="https://example.org/a"), "utf-8")
    (tmp_path / "old.xml").write_text(FEED.format("https://example.org/a"), "utf-8")
    (tmp_path / "other.xml").write_text(FEED.format("https://example.org/other"), "utf-8")
    (tmp_path / "bad.xml").write_text("<rss>", "utf-8")
    return tmp_path


def run(site: Path, *arguments: str) -> tuple[int, str, str]:
    done = forked.feedtool(["ledger", *arguments], cwd=site, env=support.environment())
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_ledger_is_begun_once(site: Path) -> None:
    code, out, err = run(site, "init")
    assert (code, out) == (0, "feedtool.lock: 1 story\n")
    assert "write ledger = true into [feeds]" in err
    assert run(site, "init")[0] == 2


def test_ids_are_adopted(site: Path) -> None:
    code, out, _ = run(site, "import", "old.xml", "other.xml")
    assert code == 0
    assert out.splitlines() == [
        "feedtool.lock: 1 story",
        "1 id taken from the feeds, found by address",
    ]
    assert (
        "https://old.example/1\turl=https://example.org/a" in (site / "feedtool.lock").read_text()
    )


def test_feeds_of_which_nothing_is_adopted_fail(site: Path) -> None:
    code, out, err = run(site, "import", "other.xml")
    assert code == 1
    assert "not taken: https://old.example/1 (no title): no record tells its story" in out
    assert "no id was adopted" in err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("begin",),
        ("init", "old.xml"),
        ("import",),
        ("import", "none.xml"),
        ("import", "bad.xml"),
    ],
)
def test_wrong_use(site: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run(site, *arguments)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert not (site / "feedtool.lock").exists()


def test_quiet_and_dry(site: Path) -> None:
    assert run(site, "init", "--dry-run")[1] == "feedtool.lock: 1 story\n"
    assert not (site / "feedtool.lock").exists()
    assert run(site, "init", "-q") == (0, "", "")
