"""The guards against disaster by data, as a build meets them: nothing is published, unless one insists."""

import subprocess
from pathlib import Path

import pytest

from tests import forked
from tests.conftest import record, write_config
from tests.integration import support

Done = subprocess.CompletedProcess[bytes]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Ten stories, published; all in one topic, seven of them in another one too."""
    write_config(tmp_path)
    (tmp_path / "seeds").mkdir()
    for number in range(10):
        write(tmp_path, number)
    assert build(tmp_path).returncode == 0
    return tmp_path


def write(site: Path, number: int, **changed: object) -> None:
    topics = ["AI", "Few"] if number < 7 else ["AI"]
    fields = {"originalUrl": f"https://example.org/{number}", "topics": topics, **changed}
    (site / "seeds" / f"{number}.md").write_text(record(**fields), "utf-8")


def build(site: Path, *arguments: str) -> Done:
    now = ("--now", support.NOW)
    return forked.feedtool(["build", "-q", *now, *arguments], cwd=site, env=support.environment())


def assert_held_back(site: Path, *words: str) -> None:
    """A build publishes nothing and says why; one that is told to accept the loss goes on."""
    before = support.tree(site / "output")
    done = build(site)
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (1, b"")
    assert "nothing was published" in said.splitlines()[-1]
    for word in words:
        assert word in said
    assert support.tree(site / "output") == before
    assert build(site).returncode == 1, "it is not forgotten"
    accepted = build(site, "--accept-loss")
    assert b"Traceback" not in accepted.stderr
    assert support.tree(site / "output") != before
    assert build(site).returncode == accepted.returncode


def test_most_records_gone(site: Path) -> None:
    for number in range(4, 10):
        (site / "seeds" / f"{number}.md").unlink()
    assert_held_back(site, "guard-records", "guard-items", "all")


def test_most_records_broken(site: Path) -> None:
    for number in range(4, 10):
        (site / "seeds" / f"{number}.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert_held_back(site, "guard-records", "seeds/9.md")


def test_most_records_retracted(site: Path) -> None:
    for number in range(4, 10):
        write(site, number, published=False)
    assert_held_back(site, "guard-items", "all")


def test_one_feed_that_loses_most(site: Path) -> None:
    for number in range(6):
        write(site, number, topics=["AI"])
    assert_held_back(site, "guard-items", "few")


def test_a_feed_may_lose_a_few_whatever_their_share(site: Path) -> None:
    for number in range(4):
        write(site, number, topics=["AI"])
    assert build(site).returncode == 0


def test_items_are_counted_without_a_cache_too(site: Path) -> None:
    for number in range(4, 10):
        (site / "seeds" / f"{number}.md").unlink()
    for file in (site / ".feedtool-cache").iterdir():
        file.unlink()
    assert_held_back(site, "guard-items", "all")


def test_half_may_go(site: Path) -> None:
    for number in range(5, 10):
        (site / "seeds" / f"{number}.md").unlink()
    assert build(site).returncode == 0


def test_a_flood_of_new_items(site: Path) -> None:
    write_config(site, "[feeds]\nmax_new = 2\n")
    for number in range(10, 13):
        write(site, number)
    assert_held_back(site, "guard-new", "all")


def test_the_first_build_may_have_any_number_of_new_items(tmp_path: Path) -> None:
    write_config(tmp_path, "[feeds]\nmax_new = 2\n")
    (tmp_path / "seeds").mkdir()
    for number in range(10):
        write(tmp_path, number)
    assert build(tmp_path).returncode == 0


def test_a_layout_of_generations_is_guarded_as_well(tmp_path: Path) -> None:
    write_config(tmp_path, '[feeds]\nlayout = "generations"\n')
    (tmp_path / "seeds").mkdir()
    for number in range(10):
        write(tmp_path, number)
    assert build(tmp_path).returncode == 0
    for number in range(4, 10):
        (tmp_path / "seeds" / f"{number}.md").unlink()
    assert_held_back(tmp_path, "guard-records")
