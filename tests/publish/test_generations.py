"""Generations: the output is a link, and no two feeds in it are ever of different ages."""

from pathlib import Path

import pytest

from feedtool.diagnostics.errors import UsageError
from feedtool.publish import generations

FIRST = {"all.rss": b"1", "topics/ai.rss": b"2"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def publish(
    output: Path, changed: dict[str, bytes], *, stale: frozenset[str] = frozenset(), keep: int = 2
) -> dict[str, bytes]:
    """Publish, and say what stands in the output then."""
    unchanged = FIRST.keys() - changed.keys() - stale if output.exists() else set[str]()
    generations.publish(output, changed, unchanged, stale, keep)
    files = (file for file in output.rglob("*") if file.is_file())
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in files}


def kept(output: Path) -> list[str]:
    return sorted(path.name for path in generations.generations_folder(output).iterdir())


def test_the_output_is_a_link_to_the_first_generation(output: Path) -> None:
    assert generations.current_generation(output) is None
    assert publish(output, FIRST) == FIRST
    assert output.is_symlink()
    assert generations.generations_folder(output) == output.parent / ".output-generations"
    assert (
        generations.current_generation(output)
        == generations.generations_folder(output) / "000000001"
    )
    assert not output.readlink().is_absolute(), "the site may be moved"


def test_what_stays_is_the_same_file_and_what_is_stale_is_gone(output: Path) -> None:
    publish(output, FIRST)
    first = output.resolve()
    inode = (output / "topics/ai.rss").stat().st_ino
    assert publish(output, {"all.rss": b"3"}) == {"all.rss": b"3", "topics/ai.rss": b"2"}
    assert (output / "topics/ai.rss").stat().st_ino == inode
    assert (first / "all.rss").read_bytes() == b"1", "who reads the old one reads on"
    assert publish(output, {}, stale=frozenset(["topics/ai.rss"])) == {"all.rss": b"3"}


def test_nothing_to_do_makes_no_generation(output: Path) -> None:
    publish(output, FIRST)
    publish(output, {})
    assert kept(output) == ["000000001"]


@pytest.mark.parametrize(
    ("keep", "names"),
    [
        (1, ["000000004"]),
        (2, ["000000003", "000000004"]),
        (9, ["000000001", "000000002", "000000003", "000000004"]),
    ],
)
def test_so_many_are_kept(keep: int, names: list[str], output: Path) -> None:
    for number in range(4):
        publish(output, {**FIRST, "all.rss": b"%d" % number}, keep=keep)
    assert kept(output) == names
    assert (
        generations.current_generation(output)
        == generations.generations_folder(output) / "000000004"
    )


def test_what_a_killed_run_left_is_swept(output: Path) -> None:
    publish(output, FIRST)
    store = generations.generations_folder(output)
    (store / "000000002.unfinished").mkdir()
    (store / "000000002").mkdir()  # finished, and never linked to
    (store / "notes").mkdir()
    assert publish(output, {"all.rss": b"3"})["all.rss"] == b"3"
    assert kept(output) == ["000000001", "000000002", "notes"]


def test_an_empty_folder_gives_way_and_a_full_one_does_not(output: Path) -> None:
    output.mkdir()
    assert generations.current_generation(output) is None
    assert publish(output, FIRST) == FIRST
    output.unlink()
    output.mkdir()
    (output / "mine.txt").touch()
    with pytest.raises(UsageError, match="is a folder: move it away"):
        generations.current_generation(output)


@pytest.mark.parametrize("target", ["elsewhere", ".output-generations/notes", "."])
def test_a_link_that_leads_elsewhere_is_not_ours(target: str, output: Path) -> None:
    output.symlink_to(target)
    with pytest.raises(UsageError, match="leads elsewhere"):
        generations.current_generation(output)


def test_a_link_to_a_generation_that_was_deleted_is_none(output: Path) -> None:
    output.symlink_to(".output-generations/000000007")
    assert generations.current_generation(output) is None
