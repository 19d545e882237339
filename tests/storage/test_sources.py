import errno
import os
import random
import re
import shutil
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.storage import sources
from feedtool.storage.folders import LocalFolder
from feedtool.storage.place import Raw, Source
from tests.conftest import unprivileged

ALL = ("**/*.md", "**/*.txt")


def fill(folder: Path, *names: str) -> Path:
    """The folder, with files of these names in it."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return folder


def found(folder: Path, *include: str) -> list[str]:
    return [source.path for source in sources.folder(folder, "seeds", include or ALL)]


def read(file: Path, max_bytes: int = 1000) -> Raw | Problem:
    return sources.read(Source(file, f"seeds/{file.name}"), max_bytes)


def refused(file: Path, max_bytes: int = 1000) -> str:
    """The code of the problem that a file is; it must be one."""
    outcome = read(file, max_bytes)
    assert isinstance(outcome, Problem)
    assert (outcome.path, outcome.span) == (f"seeds/{file.name}", None)
    assert outcome.hint
    return outcome.code


# --- which files are records


def test_files_are_found_by_path_whatever_the_order_they_were_made_in(tmp_path: Path) -> None:
    names = ["B.md", "a.md", "a/b.md", "a/b/c.md", "a0.md", "b.txt", "é.md", "\U0001f600.md"]
    random.Random(1).shuffle(names)
    expected = [
        "seeds/B.md", "seeds/a.md", "seeds/a/b.md", "seeds/a/b/c.md", "seeds/a0.md",
        "seeds/b.txt", "seeds/é.md", "seeds/\U0001f600.md",
    ]  # fmt: skip
    assert found(fill(tmp_path, *names)) == expected


def test_a_source_is_where_the_file_is_and_what_it_is_called(tmp_path: Path) -> None:
    fill(tmp_path, "a/b.md")
    assert sources.folder(tmp_path, "../x", ALL) == (
        Source(tmp_path / "a" / "b.md", "../x/a/b.md", tmp_path),
    )


def test_names_that_begin_with_a_dot_are_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", ".b.md", ".git/c.md", "d/.e/f.md", "d/.g.md", "h/..md")
    assert found(tmp_path, "**") == ["seeds/a.md"]


@pytest.mark.parametrize(
    ("include", "expected"),
    [
        (("**/*.md",), {"a.md", "b.md", "a/c.md", "a/x/d.md", "ab/e.md"}),
        (("*.md",), {"a.md", "b.md"}),
        (("a/**",), {"a/c.md", "a/x/d.md", "a/f.txt"}),
        (("a/*",), {"a/c.md", "a/f.txt"}),
        (("**/x/*.md",), {"a/x/d.md"}),
        (("a/**/d.md",), {"a/x/d.md"}),
        (("a/**/c.md",), {"a/c.md"}),
        (("[ab].md",), {"a.md", "b.md"}),
        (("[!a].md",), {"b.md"}),
        (("[a-c].md",), {"a.md", "b.md"}),
        (("?.md",), {"a.md", "b.md"}),
        (("??/*",), {"ab/e.md"}),
        (("*",), {"a.md", "b.md"}),
        (("**",), {"a.md", "b.md", "a/c.md", "a/x/d.md", "a/f.txt", "ab/e.md"}),
        (("a.md", "*/f.txt"), {"a.md", "a/f.txt"}),
        (("A.MD",), set()),
        (("a.m",), set()),
        (("a?md",), {"a.md"}),
        (("a",), set()),
        ((".*",), set()),
        (("(a|b).md",), set()),
    ],
)
def test_patterns_say_which_files_are_records(
    include: tuple[str, ...], expected: set[str], tmp_path: Path
) -> None:
    fill(tmp_path, "a.md", "b.md", "a/c.md", "a/x/d.md", "a/f.txt", "ab/e.md")
    assert set(found(tmp_path, *include)) == {f"seeds/{name}" for name in expected}


@pytest.mark.parametrize("pattern", ["[(].md", "a+.md", "a{1}.md", "a$.md", "a\n.md"])
def test_what_means_something_to_a_regular_expression_means_itself(
    pattern: str, tmp_path: Path
) -> None:
    name = pattern.replace("[(]", "(")
    assert found(fill(tmp_path, name, "x.md"), pattern) == [f"seeds/{name}"]


@pytest.mark.parametrize("pattern", ["[z-a].md", "[\\].md", "[!x", "[a.md"])
def test_a_pattern_that_makes_no_sense_matches_nothing_or_is_wrong_use(
    pattern: str, tmp_path: Path
) -> None:
    fill(tmp_path, "a.md")
    with suppress(UsageError):
        assert found(tmp_path, pattern) == []


def test_of_several_patterns_the_one_that_is_none_is_named(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    with pytest.raises(UsageError, match=r"!\[z-a\]\.md is no pattern"):
        found(tmp_path, "*.md", "![z-a].md", "b*")


def test_a_file_that_matches_twice_is_found_once(tmp_path: Path) -> None:
    assert found(fill(tmp_path, "a.md"), "*.md", "**/*.md", "a*") == ["seeds/a.md"]


@pytest.mark.linux
def test_a_name_may_hold_any_bytes(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xff\n.md"
    Path(os.fsdecode(raw)).write_text("x")
    (source,) = sources.folder(tmp_path, "seeds", ALL)
    assert source.path == "seeds/\udcff\n.md"
    assert read(source.file) == Raw(f"seeds/{source.file.name}", b"x")


def test_folders_are_not_followed_out_by_links(tmp_path: Path) -> None:
    fill(tmp_path / "outside", "secret.md")
    inside = fill(tmp_path / "inside", "a.md")
    (inside / "folder").symlink_to(tmp_path / "outside")
    (inside / "loop").symlink_to(inside)
    (inside / "folder.md").symlink_to(tmp_path / "outside")
    assert found(inside) == ["seeds/a.md", "seeds/folder.md"]
    assert refused(inside / "folder.md") == "file-not-regular"


@pytest.mark.parametrize("below", ["a", "a/x"])
def test_a_folder_that_became_a_link_after_it_was_listed_is_not_followed(
    below: str, tmp_path: Path
) -> None:
    outside = fill(tmp_path / "outside", "x/secret.md", "secret.md")
    inside = fill(tmp_path / "inside", "a/x/secret.md", "b.md")
    listed = sources.folder(inside, "seeds", ALL)
    names = [source.file.relative_to(inside).as_posix() for source in listed]
    shutil.rmtree(inside / below)
    (inside / below).symlink_to(outside)
    one_by_one = [sources.read(source, 1000) for source in listed]
    together = list(LocalFolder(inside).records(names, "seeds", 1000))
    assert one_by_one == together
    assert isinstance(together[0], Problem)
    assert together[0].code == "file-not-regular"
    assert together[1] == Raw("seeds/b.md", b"b.md")


def test_a_folder_that_has_gone_since_it_was_listed(tmp_path: Path) -> None:
    inside = fill(tmp_path / "inside", "a/b.md", "c.md")
    shutil.rmtree(inside / "a")
    found = list(LocalFolder(inside).records(["a/b.md", "c.md"], "seeds", 1000))
    assert [one.code if isinstance(one, Problem) else "" for one in found] == [
        "file-unreadable",
        "",
    ]
    shutil.rmtree(inside)
    found = list(LocalFolder(inside).records(["a/b.md", "c.md"], "seeds", 1000))
    assert {one.code for one in found if isinstance(one, Problem)} == {"file-unreadable"}


def test_files_of_any_folders_in_any_order(tmp_path: Path) -> None:
    names = ["a/b.md", "c.md", "a/x/d.md", "a/e.md", "f.md", "a/x/g.md"]
    inside = fill(tmp_path, *names)
    found = list(LocalFolder(inside).records(names, "seeds", 1000))
    assert found == [Raw(f"seeds/{name}", name.encode()) for name in names]


def test_reading_leaves_nothing_open(tmp_path: Path) -> None:
    inside = fill(tmp_path, "a/b.md", "a/x/c.md", "d.md")
    before = len(list(Path("/dev/fd").iterdir()))
    list(LocalFolder(inside).records(["a/b.md", "a/x/c.md", "d.md", "no/e.md"], "seeds", 1000))
    sources.folder(inside, "seeds", ALL)
    assert len(list(Path("/dev/fd").iterdir())) == before


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("a/STORY.MD", 'rename it to seeds/a/STORY.md, or add "**/*.MD" to records.include'),
        ("b.Txt", 'rename it to seeds/b.txt, or add "**/*.Txt" to records.include'),
    ],
)
def test_a_file_that_is_passed_over_for_its_capital_letters(
    name: str, hint: str, tmp_path: Path
) -> None:
    listing = sources.listing(fill(tmp_path, "good.md", "image.PNG", name), "seeds", ALL)
    assert listing.names == ["good.md"]
    assert [(p.path, p.code, p.hint) for p in listing.problems] == [
        (f"seeds/{name}", "file-passed-over", hint)
    ]


def test_no_file_may_match(tmp_path: Path) -> None:
    assert found(fill(tmp_path, "image.png")) == []


@pytest.mark.parametrize("names", [(), (".git/config", ".hidden.md")])
def test_an_empty_folder_is_wrong_use(names: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(
        UsageError,
        match=r"^no records: the folder seeds holds no file \(hidden ones do not count\)$",
    ):
        found(fill(tmp_path, *names))


@pytest.mark.parametrize("name", ["missing", "file", "file/below", "x" * 300])
def test_a_folder_that_cannot_be_listed_is_wrong_use(name: str, tmp_path: Path) -> None:
    fill(tmp_path, "file")
    with pytest.raises(UsageError, match=r"^cannot list the records folder .*: \w"):
        found(tmp_path / name)


# --- what is in a file


def test_the_bytes_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\r\n\0")
    assert read(tmp_path / "a.md") == Raw("seeds/a.md", b"\xff\r\n\0")
    (tmp_path / "empty.md").touch()
    assert read(tmp_path / "empty.md") == Raw("seeds/empty.md", b"")


def test_a_file_may_be_as_large_as_the_bound(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"x" * 1000)
    assert read(tmp_path / "a.md", 1000) == Raw("seeds/a.md", b"x" * 1000)
    assert refused(tmp_path / "a.md", 999) == "file-too-large"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(1 << 40)  # it takes no room on the disk, and would take all memory
    outcome = read(tmp_path / "a.md")
    assert isinstance(outcome, Problem)
    assert outcome.code == "file-too-large"
    assert "1,099,511,627,776" in outcome.message


@pytest.mark.linux
def test_a_file_is_not_read_beyond_the_bound_whatever_size_it_claims() -> None:
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("needs a file that is longer than it says")
    assert status.stat().st_size == 0
    assert refused(status, 10) == "file-too-large"


@contextmanager
def fifo(folder: Path) -> Iterator[Path]:
    os.mkfifo(folder / "fifo.md")
    yield folder / "fifo.md"


@contextmanager
def written_fifo(folder: Path) -> Iterator[Path]:
    """A FIFO that somebody holds open and never writes to: to read it would take forever."""
    with fifo(folder) as file:
        holder = os.open(file, os.O_RDWR | os.O_NONBLOCK)
        yield file
        os.close(holder)


@contextmanager
def listening_socket(folder: Path) -> Iterator[Path]:
    with socket.socket(socket.AF_UNIX) as server, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)  # the path of a socket must be short
        server.bind("socket.md")
        yield folder / "socket.md"


@contextmanager
def subfolder(folder: Path) -> Iterator[Path]:
    (folder / "folder.md").mkdir()
    yield folder / "folder.md"


@pytest.mark.parametrize("make", [fifo, written_fifo, listening_socket, subfolder])
def test_what_is_no_ordinary_file_is_refused_at_once(
    make: Callable[[Path], AbstractContextManager[Path]], tmp_path: Path
) -> None:
    with make(tmp_path) as file:
        assert refused(file) == "file-not-regular"


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/tty"])
def test_a_device_is_refused(device: str) -> None:
    if not Path(device).exists():
        pytest.skip(f"there is no {device}")
    assert refused(Path(device)) in ("file-not-regular", "file-unreadable")


@pytest.mark.parametrize("target", ["a.md", "/etc/passwd", "missing.md", "link.md", "."])
def test_a_link_is_refused_wherever_it_leads(target: str, tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    (tmp_path / "link.md").symlink_to(target)
    assert found(tmp_path) == ["seeds/a.md", "seeds/link.md"]
    assert refused(tmp_path / "link.md") == "file-not-regular"


def test_a_hard_link_is_a_file(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    (tmp_path / "b.md").hardlink_to(tmp_path / "a.md")
    assert read(tmp_path / "b.md") == Raw("seeds/b.md", b"a.md")


def test_a_file_that_has_gone_is_unreadable(tmp_path: Path) -> None:
    outcome = read(tmp_path / "a.md")
    assert isinstance(outcome, Problem)
    assert outcome.code == "file-unreadable"
    assert outcome.message == "cannot be read: No such file or directory"


def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    (tmp_path / "a.md").chmod(0)
    with unprivileged(tmp_path):
        outcome = read(Path("a.md"))
    assert isinstance(outcome, Problem)
    assert (outcome.code, outcome.message) == (
        "file-unreadable",
        "cannot be read: Permission denied",
    )


@pytest.mark.linux
def test_no_file_stays_open(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "b.md/c.md")
    held_open = Path("/proc/self/fd")
    if not held_open.exists():
        pytest.skip("needs a list of open files")
    before = len(list(held_open.iterdir()))
    for _ in range(20):
        read(tmp_path / "a.md")
        read(tmp_path / "a.md", 1)
        read(tmp_path / "b.md")
    assert len(list(held_open.iterdir())) == before


@pytest.mark.linux
def test_what_this_process_lacks_is_no_fault_of_a_file() -> None:
    for number in (errno.EMFILE, errno.ENFILE, errno.ENOMEM):
        with pytest.raises(StorageError, match=r"cannot read a\.md: "):
            sources.unreadable("a.md", OSError(number, os.strerror(number)))


def test_a_file_whose_reading_fails_is_unreadable() -> None:
    memory = Path("/proc/self/mem")
    if not memory.exists():
        pytest.skip("needs an ordinary file that cannot be read from its start")
    assert refused(memory) == "file-unreadable"


@given(
    st.lists(st.sampled_from(["a", "b", "/", "*", "**/", "/**/", "?", "[ab]", "[!a]"]), max_size=9),
    st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=4),
)
def test_what_a_star_takes_at_least_is_enough(tokens: list[str], names: list[str]) -> None:
    """A glob takes what it would take if each star were tried at each length."""
    glob, path = "".join(tokens), "/".join(names)
    try:
        frugal = sources._expression(glob)
    except UsageError:
        return
    trying_all = re.fullmatch(sources._literal(glob), path, re.DOTALL)
    assert bool(re.fullmatch(frugal, path, re.DOTALL)) == bool(trying_all), (glob, path)


@pytest.mark.parametrize(
    "glob", ["**/*/" * 20 + "x.md", "**/" * 30 + "*.md", "*a" * 30 + "b.md", "**/a*/" * 20 + "x.md"]
)
def test_no_glob_takes_for_ever(glob: str) -> None:
    path = "/".join(["a" * 20] * 12) + "/" + "a" * 100 + ".mdx"
    assert re.fullmatch(sources._expression(glob), path) is None


def test_a_glob_that_would_take_for_ever_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    with pytest.raises(UsageError, match="too many stars within names"):
        found(tmp_path, "a**b**c**d**e.md")


def test_folders_may_lie_deeper_than_functions_can_call_each_other(tmp_path: Path) -> None:
    depth, before = 300, sys.getrecursionlimit()
    fill(tmp_path, f"{'d/' * depth}a.md")
    sys.setrecursionlimit(sum(1 for _ in traceback.walk_stack(None)) + 200)
    try:
        names = found(tmp_path, "**/*.md")
    finally:
        sys.setrecursionlimit(before)
    assert names == [f"seeds/{'d/' * depth}a.md"]


def test_a_glob_may_leave_out_what_lies_beside_another_file() -> None:
    found = ["a.md", "b/c.md", "b/d/e.md", "b/d/f/g.md", "b/d/index.md", "index.md"]
    names = sources.included(found, "x", ("**/*.md", "!**/index.*/../**")).names
    assert names == ["a.md", "b/c.md", "b/d/index.md", "index.md"]
