import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.build import pipeline
from feedtool.build.task import Run
from feedtool.config import settings as config
from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.feeds import layout as ours
from feedtool.feeds.layout import is_marked
from feedtool.model.report import Published
from feedtool.publish import placement, publish
from feedtool.storage import atomic, folders, signature
from feedtool.storage.folders import LocalFolder
from feedtool.storage.place import Url
from tests.conftest import record, unprivileged, write_config

RSS = b"<rss><generator>feedtool</generator>%d</rss>"
ATOM = b'<feed><generator uri="x" version="1">feedtool</generator></feed>'
JSON = b'{"_feedtool": {}}'
OPML = b'<opml version="2.0"><!-- generator="feedtool" --><head/></opml>'
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
    planned = publish.plan(LocalFolder(output), ours, files)
    publish.publish(LocalFolder(output), ours, planned, 2 if layout == "generations" else None)
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
        ("all.atom", JSON),
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
    left = [atomic.staged(tmp_path / name) for name in ("all.rss", "gone.atom", "topics/ai.rss")]
    for file in left:
        file.write_bytes(b"half")
    other = tmp_path / ".other-staged"
    other.touch()
    put(tmp_path, FILES | {"all.rss": RSS % 7})
    assert tree(tmp_path) == FILES | {"all.rss": RSS % 7, ".other-staged": b""}


@LAYOUTS
def test_a_plan_changes_nothing(layout: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert publish.plan(LocalFolder(output), ours, FILES).published == Published(
        tuple(sorted(FILES)), (), ()
    )
    assert list(tmp_path.iterdir()) == []
    put(output, FILES | {"all.atom": ATOM}, layout)
    before, at = tree(tmp_path), times(tmp_path)
    new = {"all.rss": RSS % 8, "all.json": JSON}
    found = publish.plan(LocalFolder(output), ours, new).published
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


def test_a_file_in_place_of_the_folder_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(StorageError, match=r"^cannot \w+ /"):
        put(tmp_path / "output", FILES)
    assert tree(tmp_path) == {"output": b""}


# --- what is not ours


def mine(file: Path) -> None:
    file.write_bytes(b"mine, and of no kind that feedtool writes")


def of_another_kind(file: Path) -> None:
    file.write_bytes(JSON if file.suffix != ".json" else HTML)


def empty(file: Path) -> None:
    file.touch()


def folder(file: Path) -> None:
    file.mkdir()


def link_to_nowhere(file: Path) -> None:
    file.symlink_to("nowhere")


def link_to_mine(file: Path) -> None:
    mine(file.parent / "precious")
    file.symlink_to("precious")


def pipe(file: Path) -> None:
    os.mkfifo(file)


def larger_than_any_feed(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.write(RSS)
        sparse.truncate(atomic.LARGEST + 1)


@pytest.mark.parametrize("name", [*FILES, "feeds.opml", "all.atom"])
@pytest.mark.parametrize(
    "make",
    [
        mine,
        of_another_kind,
        empty,
        folder,
        link_to_nowhere,
        link_to_mine,
        pipe,
        larger_than_any_feed,
    ],
)
def test_what_is_not_ours_is_not_replaced_and_nothing_is_written(
    make: Callable[[Path], None], name: str, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    (output / name).parent.mkdir(parents=True)
    make(output / name)
    before = sorted(output.rglob("*"))
    with pytest.raises(UsageError, match=rf"in the way of its feeds: {output}/{name}; move or"):
        publish.plan(LocalFolder(output), ours, FILES | {"feeds.opml": OPML, "all.atom": ATOM})
    assert sorted(output.rglob("*")) == before


def test_a_file_in_place_of_the_folder_of_topics_is_not_replaced(tmp_path: Path) -> None:
    mine(tmp_path / "topics")
    with pytest.raises(UsageError, match=rf"its feeds: {tmp_path}/topics; move or delete it"):
        publish.plan(LocalFolder(tmp_path), ours, FILES)
    (tmp_path / "topics").unlink()
    link_to_nowhere(tmp_path / "topics")
    with pytest.raises(UsageError, match=rf"its feeds: {tmp_path}/topics; move or delete it"):
        publish.plan(LocalFolder(tmp_path), ours, FILES)
    assert publish.plan(LocalFolder(tmp_path), ours, {"all.rss": RSS % 1}).published.written == (
        "all.rss",
    )


def test_all_that_is_in_the_way_is_told_of_within_reason(tmp_path: Path) -> None:
    for name in ("all.rss", "all.json", "index.html"):
        mine(tmp_path / name)
    named = f"{tmp_path}/all.rss, {tmp_path}/all.json, {tmp_path}/index.html; move or delete them"
    with pytest.raises(UsageError, match=named):
        publish.plan(LocalFolder(tmp_path), ours, FILES)


@pytest.mark.parametrize(
    ("number", "said"),
    [(5, r"topics/4\.rss; move"), (9, r"topics/4\.rss and 4 more; "), (12, r"and 7 more; ")],
)
def test_of_many_in_the_way_five_are_named(number: int, said: str, tmp_path: Path) -> None:
    many = {f"topics/{one}.rss": RSS % one for one in range(number)}
    (tmp_path / "topics").mkdir()
    for name in many:
        mine(tmp_path / name)
    with pytest.raises(UsageError, match=said):
        publish.plan(LocalFolder(tmp_path), ours, many)


def test_what_is_kept_is_unchanged_whether_it_was_made_again_or_not(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    made = {path: FILES[path] for path in ("all.rss", "index.html")}
    planned = publish.plan(LocalFolder(tmp_path), ours, made, ["all.rss", "all.json"])
    assert planned.unchanged == {"all.rss", "index.html", "all.json"}
    assert planned.stale == {"topics/ai.rss", "topics/ai.html"}


@pytest.mark.parametrize("left", [b"", bytes(500)])
def test_what_is_left_of_a_file_that_nobody_wants_is_removed_where_the_cache_knows_it(
    left: bytes, tmp_path: Path
) -> None:
    put(tmp_path, FILES)
    (tmp_path / "all.atom").write_bytes(left)
    folder = LocalFolder(tmp_path)
    assert publish.plan(folder, ours, FILES).stale == frozenset()
    assert publish.plan(folder, ours, FILES, (), {"all.atom"}).stale == {"all.atom"}
    (tmp_path / "all.atom").write_bytes(b"a page of my own")
    assert publish.plan(folder, ours, FILES, (), {"all.atom"}).stale == frozenset()


def cut_off(old: bytes) -> bytes:
    return old[:20]


def emptied(_old: bytes) -> bytes:
    return b""


def filled_with_zeros(old: bytes) -> bytes:
    return bytes(len(old))


def cut_off_and_filled_with_zeros(old: bytes) -> bytes:
    return old[:20] + bytes(500)


REMNANTS = pytest.mark.parametrize(
    "harm", [cut_off, emptied, filled_with_zeros, cut_off_and_filled_with_zeros]
)


@LAYOUTS
@REMNANTS
def test_what_a_crash_left_of_ours_is_healed(
    harm: Callable[[bytes], bytes], layout: str, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    put(output, FILES, layout)
    for name in ("all.rss", "index.html"):  # among others that are ours
        (output / name).write_bytes(harm(FILES[name]))
    put(output, FILES, layout)
    assert tree(output) == FILES


@REMNANTS
def test_where_nothing_else_is_ours_the_cache_must_know_it(
    harm: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    (tmp_path / "all.rss").write_bytes(harm(RSS % 1))
    files = {"all.rss": RSS % 1}
    with pytest.raises(UsageError, match=r"all\.rss"):
        publish.plan(LocalFolder(tmp_path), ours, files)
    assert publish.plan(LocalFolder(tmp_path), ours, files, (), {"all.rss"}).changed == files
    (tmp_path / "all.rss").write_bytes(b"a page of my own")
    with pytest.raises(UsageError, match=r"all\.rss"):
        publish.plan(LocalFolder(tmp_path), ours, files, (), {"all.rss"})


@LAYOUTS
def test_a_listing_that_is_short_keeps_no_vanished_feed_and_loses_none(
    layout: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C libraries end a listing in silence where the system says that the folder is gone."""
    output = tmp_path / "output"
    put(output, FILES, layout)
    monkeypatch.setattr(os, "listdir", lambda _: [])
    new = {"all.rss": RSS % 3}
    planned = publish.plan(LocalFolder(output), ours, new, {"index.html"}, FILES.keys())
    assert planned.stale == {"all.json", "topics/ai.rss", "topics/ai.html"}
    monkeypatch.setattr(os, "walk", lambda *_, **__: iter(()))
    publish.publish(LocalFolder(output), ours, planned, 2 if layout == "generations" else None)
    monkeypatch.undo()
    assert tree(output) == {"index.html": HTML, **new}


def test_all_that_a_build_writes_is_marked_as_ours(tmp_path: Path) -> None:
    write_config(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_text(record(), "utf-8")
    settings = config.load(tmp_path / "feedtool.toml", {})
    pipeline.build(settings, "seeds", Run(datetime(2024, 1, 1, tzinfo=UTC), lambda: 0.0))
    written = tree(tmp_path / "output")
    assert {Path(name).suffix for name in written} == {
        ".rss", ".atom", ".json", ".html", ".opml", ".xml",
    }  # fmt: skip
    assert [name for name, content in written.items() if not is_marked(name, content)] == []


def test_a_list_of_feeds_that_had_no_mark_yet_is_ours() -> None:
    feed = (
        '<outline type="rss" text="All" title="A &gt; B" description="" xmlUrl="{}" htmlUrl="{}"/>'
    )
    text = (
        '<opml version="2.0">\n  <head>\n    <title>A</title>\n'
        "    <docs>http://opml.org/spec2.opml</docs>\n  </head>\n  <body>\n    %s\n  </body></opml>\n"
    )
    own = feed.format("https://example.org/all.atom", "https://example.org/all.html")
    assert is_marked("feeds.opml", (text % own).encode())
    theirs = feed.format("https://example.org/all.atom", "https://example.com/all.html")
    assert not is_marked("feeds.opml", (text % theirs).encode())


# --- what goes wrong in a folder of ours


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
            publish.plan(LocalFolder(Path("output")), ours, FILES)
        # Whether it is ours to remove cannot be told: passing it over would leave a stale feed.
        with pytest.raises(StorageError, match=r"cannot read output/all\.rss: Permission denied"):
            publish.plan(LocalFolder(Path("output")), ours, {})
    (tmp_path / "output" / "topics").chmod(0)
    with unprivileged(tmp_path), pytest.raises(StorageError, match="cannot list output/topics"):
        publish.plan(LocalFolder(Path("output")), ours, {})


def test_files_are_put_in_place_in_their_order_once_all_are_staged(tmp_path: Path) -> None:
    put(tmp_path, dict.fromkeys(("topics/z.rss", "topics/m.rss", "topics/a.rss"), RSS % 1))
    planned = publish.plan(
        LocalFolder(tmp_path),
        ours,
        dict.fromkeys(("topics/z.rss", "topics/m.rss", "topics/a.rss"), RSS % 2),
    )
    (tmp_path / "topics/m.rss").unlink()
    (tmp_path / "topics/m.rss" / "x").mkdir(parents=True)
    with pytest.raises(StorageError, match=r"m\.rss: "):
        publish.publish(LocalFolder(tmp_path), ours, planned, None)
    assert tree(tmp_path) == {"topics/z.rss": RSS % 2, "topics/a.rss": RSS % 1}


def test_elsewhere_feeds_are_written_before_the_pages_that_lead_to_them() -> None:
    memory = pytest.importorskip("fsspec").filesystem("memory")
    output = folders.at(Url("memory://order"))
    files = {
        "index.html": HTML,
        "topics/ai.html": HTML,
        "all.rss": RSS % 1,
        "topics/ai.rss": RSS % 2,
    }
    publish.publish(output, ours, publish.plan(output, ours, files), None)
    written = [path for path in memory.store if path.startswith("/order/")]
    assert written == [f"/order/{path}" for path in sorted(files, key=ours.rank)]
    assert written[-1] == "/order/index.html"


@LAYOUTS
def test_the_signatures_of_what_was_written_are_given(layout: str, tmp_path: Path) -> None:
    output = LocalFolder(tmp_path / "output")
    put(output.path, FILES, layout)
    planned = publish.plan(output, ours, FILES | {"all.rss": RSS % 3})
    given = publish.publish(output, ours, planned, 2 if layout == "generations" else None)
    assert given.keys() == {"all.rss"}
    before, now = given["all.rss"], output.signature("all.rss")
    assert before is not None
    assert now is not None
    assert signature.is_same_content(before, now)


@LAYOUTS
def test_what_stands_where_a_build_writes_is_listed_with_its_generations(
    layout: str, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    put(output, FILES, layout)
    (output / "mine.txt").touch()
    kept = {path.name for path in (tmp_path / ".output-generations").glob("*")}
    assert bool(kept) is (layout == "generations")
    for asked in ("files", "generations"):
        found = placement.names(LocalFolder(output), ours.folders(), asked)
        own = kept if asked == "generations" else set()
        assert set(found) == {*FILES, "mine.txt", "topics"} | own
        assert len(found) == len(set(found))
    elsewhere = folders.at(Url(f"file://{output}"))
    assert set(placement.names(elsewhere, ours.folders(), "generations")) == {*FILES, "mine.txt"}


def test_a_name_too_long_to_be_staged_leaves_no_trace(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    with pytest.raises(StorageError, match="File name too long"):
        put(tmp_path, {"all.rss": RSS % 9, f"{'x' * 250}.rss": b"x"})
    assert tree(tmp_path) == FILES


# --- generations


def generations(output: Path) -> list[str]:
    return sorted(path.name for path in placement.lock_folder(output, "generations").iterdir())


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
    store = placement.lock_folder(output, "generations")
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
    assert placement.lock_folder(output, "files") == output
    assert placement.lock_folder(output, "generations") == tmp_path / ".output-generations"


def test_a_link_of_others_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "output").symlink_to("elsewhere")
    with pytest.raises((UsageError, StorageError)):
        put(tmp_path / "output", FILES, "generations")
