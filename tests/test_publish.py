import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedtool import folders, publish, storage
from feedtool.problems import StorageError, UsageError
from feedtool.publish import Published
from tests.conftest import unprivileged

RSS = b"<rss><generator>feedtool</generator>%d</rss>"
ATOM = b'<feed><generator uri="x" version="1">feedtool</generator></feed>'
JSON = b'{"_feedtool": {}}'
HTML = b'<meta name="generator" content="feedtool">'
FILES = {
    "all.rss": RSS % 1,
    "all.json": JSON,
    "topics/ai.rss": RSS % 2,
    "topics/ai.html": HTML,
    "index.html": HTML,
}

LAYOUTS = pytest.mark.parametrize("layout", ["files", "generations"])


def put(output: Path, files: dict[str, bytes], layout: str = "files") -> Published:
    """Publish the files, and say what that did."""
    planned = publish.plan(output, files)
    publish.publish(output, planned, layout, keep=2)
    return planned.published


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, the hidden ones too."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def times(folder: Path) -> dict[str, int]:
    """When each file below a folder was last written."""
    return {name: (folder / name).stat().st_mtime_ns for name in tree(folder)}


def backdate(folder: Path) -> None:
    """Make every file below a folder an old one."""
    for name in tree(folder):
        os.utime(folder / name, ns=(10**18, 10**18))


# --- what a publication does


@LAYOUTS
def test_the_folder_holds_the_files_and_nothing_else(layout: str, tmp_path: Path) -> None:
    output = tmp_path / "a" / "b" / "output"
    assert put(output, FILES, layout) == Published(tuple(sorted(FILES)), (), ())
    assert tree(output) == FILES
    assert {path.name for path in output.iterdir()} == {
        "all.rss",
        "all.json",
        "index.html",
        "topics",
    }


@LAYOUTS
def test_a_file_whose_bytes_stay_is_not_touched(layout: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(output, FILES, layout)
    backdate(output)
    before = times(output)
    folder = output.resolve().stat().st_mtime_ns
    assert put(output, FILES, layout) == Published((), tuple(sorted(FILES)), ())
    assert times(output) == before
    assert output.resolve().stat().st_mtime_ns == folder

    changed = FILES | {"topics/ai.rss": RSS % 3, "topics/new.rss": RSS % 4}
    done = put(output, changed, layout)
    assert done.written == ("topics/ai.rss", "topics/new.rss")
    assert tree(output) == changed
    assert {name for name, time in times(output).items() if before.get(name) != time} == {
        "topics/ai.rss",
        "topics/new.rss",
    }


@LAYOUTS
def test_a_changed_file_is_younger_by_a_second_however_fast_it_changes(
    layout: str, tmp_path: Path
) -> None:
    output, seconds = tmp_path / "output", []
    for number in range(3):
        put(output, {"all.rss": RSS % number}, layout)
        seconds.append((output / "all.rss").stat().st_mtime_ns // 10**9)
    assert seconds[0] < seconds[1] < seconds[2]


@LAYOUTS
def test_what_is_published_can_be_read_by_everybody_whatever_the_umask(
    layout: str, tmp_path: Path
) -> None:
    output = tmp_path / "new" / "output"
    umask = os.umask(0o077)
    try:
        put(output, FILES, layout)
        put(output, FILES | {"all.rss": RSS % 9}, layout)
    finally:
        os.umask(umask)
    for path in (tmp_path / "new", output.resolve(), output / "topics"):
        assert path.stat().st_mode & 0o777 == 0o755
    for name in FILES:
        assert (output / name).stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("umask", [0, 0o022, 0o777])
def test_no_file_can_be_written_by_others(umask: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        put(tmp_path / "output", FILES)
    finally:
        os.umask(before)
    assert (tmp_path / "output").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "output" / "all.rss").stat().st_mode & 0o777 == 0o644


@LAYOUTS
def test_what_a_build_would_no_longer_write_is_removed(layout: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    old = {
        "all.atom": ATOM,
        "topics/old.rss": RSS % 1,
        "topics/old.json": JSON,
        "topics/old-2.html": HTML,
    }
    put(output, FILES | old, layout)
    assert put(output, FILES, layout) == Published((), tuple(sorted(FILES)), tuple(sorted(old)))
    assert tree(output) == FILES


@LAYOUTS
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("all.rss", b"<rss>written by hand</rss>"),
        ("all.html", b"<p>feedtool</p>"),
        ("all.atom", b"x" * 65_536 + ATOM),
        ("topics/old.rss", b""),
        ("topics/old.json", b'{"feedtool": 1}'),
        ("all.xml", RSS),
        ("all.rss.bak", RSS),
        ("other.rss", RSS),
        ("feeds.opml", RSS),
        ("topics/OLD.rss", RSS),
        ("topics/.old.rss", RSS),
        ("topics/-old.rss", RSS),
        ("topics/a_b.rss", RSS),
        ("topics/deep/old.rss", RSS),
        ("news/old.rss", RSS),
        ("README.md", HTML),
        (".htaccess", b""),
    ],
)
def test_files_of_others_are_never_touched(
    name: str, content: bytes, layout: str, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    put(output, FILES, layout)
    (output / name).parent.mkdir(exist_ok=True)
    (output / name).write_bytes(content)
    rest = {path: new for path, new in FILES.items() if path != name}
    assert put(output, rest | {"index.html": HTML + b"2"}, layout).removed == ()
    assert (output / name).read_bytes() == content


def test_a_folder_or_a_dangling_link_with_the_name_of_a_feed_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "topics" / "old.rss").mkdir(parents=True)
    (tmp_path / "topics" / "gone.rss").symlink_to("nowhere")
    assert put(tmp_path, FILES).removed == ()
    assert (tmp_path / "topics" / "old.rss").is_dir()
    assert (tmp_path / "topics" / "gone.rss").is_symlink()


def test_a_link_in_place_of_a_file_is_replaced_and_its_target_is_not(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_bytes(RSS % 0)
    output = tmp_path / "output"
    (output / "topics").mkdir(parents=True)
    (output / "all.rss").symlink_to(target)
    (output / "topics" / "old.rss").symlink_to(target)
    assert put(output, FILES).removed == ("topics/old.rss",)
    assert target.read_bytes() == RSS % 0
    assert not (output / "all.rss").is_symlink()


def test_what_a_killed_run_has_staged_is_swept_up(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    left = [storage.staged(tmp_path / name) for name in ("all.rss", "gone.atom", "topics/ai.rss")]
    for file in left:
        file.write_bytes(b"half")
    other = tmp_path / ".other-staged"
    other.touch()
    put(tmp_path, FILES | {"all.rss": RSS % 7})
    assert tree(tmp_path) == FILES | {"all.rss": RSS % 7, ".other-staged": b""}


@LAYOUTS
def test_a_plan_changes_nothing(layout: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert publish.plan(output, FILES).published == Published(tuple(sorted(FILES)), (), ())
    assert list(tmp_path.iterdir()) == []
    put(output, FILES | {"all.atom": ATOM}, layout)
    before, at = tree(tmp_path), times(tmp_path)
    new = {"all.rss": RSS % 8, "all.json": JSON}
    found = publish.plan(output, new).published
    assert found == Published(
        ("all.rss",), ("all.json",), ("all.atom", "topics/ai.html", "topics/ai.rss")
    )
    assert (tree(tmp_path), times(tmp_path)) == (before, at)


def test_what_is_published_can_be_read_back(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    assert folders.at(tmp_path).read("topics/ai.rss") == RSS % 2
    assert folders.at(tmp_path).read("topics/other.rss") is None
    assert folders.at(tmp_path / "missing").read("all.rss") is None


# --- what goes wrong


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow beyond ten bytes, as if there were no more room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@LAYOUTS
def test_when_the_disk_is_full_all_stays_as_it_was(layout: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(output, FILES, layout)
    before, at = tree(output), times(output)
    changed = FILES | {"all.rss": b"short", "topics/ai.rss": RSS % 99, "all.json": b"{}"}
    with full_disk(), pytest.raises(StorageError, match=r"cannot write .*: File too large"):
        put(output, changed, layout)
    assert (tree(output), times(output)) == (before, at)
    put(output, changed, layout)
    assert tree(output) == changed


def block_folder(output: Path) -> None:
    (output / "topics").write_bytes(b"")


def block_output(output: Path) -> None:
    output.rmdir()
    output.write_bytes(b"")


def block_file(output: Path) -> None:
    (output / "all.rss").mkdir()


@pytest.mark.parametrize("block", [block_folder, block_output, block_file])
def test_what_stands_in_the_way_is_a_storage_error(
    block: Callable[[Path], None], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    output.mkdir()
    block(output)
    before = tree(tmp_path)
    with pytest.raises(StorageError, match=r"^cannot \w+ /"):
        put(output, FILES)
    assert tree(tmp_path) == before


@LAYOUTS
def test_a_folder_that_must_not_be_written_to_is_a_storage_error(
    layout: str, tmp_path: Path
) -> None:
    put(tmp_path / "output", FILES, layout)
    before = tree(tmp_path)
    with (
        unprivileged(tmp_path),
        pytest.raises(StorageError, match=r"cannot \w+ .*: Permission denied"),
    ):
        put(Path("output"), FILES | {"all.rss": RSS % 9}, layout)
    assert tree(tmp_path) == before


def test_a_folder_that_must_not_be_read_is_a_storage_error(tmp_path: Path) -> None:
    put(tmp_path / "output", FILES)
    (tmp_path / "output" / "all.rss").chmod(0)
    with unprivileged(tmp_path):
        with pytest.raises(StorageError, match=r"cannot read output/all\.rss: Permission denied"):
            publish.plan(Path("output"), FILES)
        # Whether it is ours to remove cannot be told: passing it over would leave a stale feed.
        with pytest.raises(StorageError, match=r"cannot read output/all\.rss: Permission denied"):
            publish.plan(Path("output"), {})
    (tmp_path / "output" / "topics").chmod(0)
    with unprivileged(tmp_path), pytest.raises(StorageError, match="cannot list output/topics"):
        publish.plan(Path("output"), {})


def test_files_are_put_in_place_in_their_order_once_all_are_staged(tmp_path: Path) -> None:
    put(tmp_path, {"z.rss": b"1", "m.rss": b"1", "a.rss": b"1"})
    planned = publish.plan(tmp_path, {"z.rss": b"2", "m.rss": b"2", "a.rss": b"2"})
    (tmp_path / "m.rss").unlink()
    (tmp_path / "m.rss" / "x").mkdir(parents=True)
    with pytest.raises(StorageError, match=r"m\.rss: "):
        publish.publish(tmp_path, planned, "files", keep=1)
    assert tree(tmp_path) == {"z.rss": b"2", "a.rss": b"1"}


def test_a_name_too_long_to_be_staged_leaves_no_trace(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    with pytest.raises(StorageError, match="File name too long"):
        put(tmp_path, {"all.rss": RSS % 9, f"{'x' * 250}.rss": b"x"})
    assert tree(tmp_path) == FILES


# --- generations


def generations(output: Path) -> list[str]:
    return sorted(path.name for path in publish.lock_folder(output, "generations").iterdir())


def test_a_generation_stays_as_it_is_when_the_next_one_is_published(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(output, FILES, "generations")
    first = output.resolve()
    put(output, FILES | {"all.rss": RSS % 2}, "generations")
    second = output.resolve()
    assert (first.name, second.name) == ("000000001", "000000002")
    assert tree(first) == FILES
    assert (first / "all.json").samefile(second / "all.json")
    put(output, FILES | {"all.rss": RSS % 3}, "generations")
    assert generations(output) == ["000000002", "000000003"]  # two are kept


def test_nothing_new_makes_no_new_generation(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(output, FILES, "generations")
    put(output, FILES, "generations")
    assert generations(output) == ["000000001"]


def test_what_a_killed_run_has_left_is_removed(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(output, FILES, "generations")
    store = publish.lock_folder(output, "generations")
    for name in ("000000002", "000000003.unfinished"):
        (store / name).mkdir()
        (store / name / "all.rss").write_bytes(b"half")
    (store / "notes").mkdir()
    put(output, FILES | {"all.rss": RSS % 2}, "generations")
    assert generations(output) == ["000000001", "000000002", "notes"]
    assert tree(output) == FILES | {"all.rss": RSS % 2}


def test_a_full_folder_is_not_made_a_link(tmp_path: Path) -> None:
    put(tmp_path / "output", FILES)
    with pytest.raises(UsageError, match=r"feeds\.layout"):
        put(tmp_path / "output", FILES, "generations")
    assert tree(tmp_path / "output") == FILES


def test_an_empty_folder_is_made_a_link(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    put(tmp_path / "output", FILES, "generations")
    assert (tmp_path / "output").is_symlink()
    assert tree(tmp_path / "output") == FILES


def test_what_is_locked_stays_whatever_becomes_of_the_output(tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert publish.lock_folder(output, "files") == output
    assert publish.lock_folder(output, "generations") == tmp_path / ".output-generations"


def test_a_link_of_others_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "output").symlink_to("elsewhere")
    with pytest.raises((UsageError, StorageError)):
        put(tmp_path / "output", FILES, "generations")
