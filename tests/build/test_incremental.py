"""A build that knows what an earlier one did makes the same bytes, and says the same, as one that does not."""

import hashlib
import os
import shutil
import sqlite3
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedtool.build import pipeline
from feedtool.build.cache import opening
from feedtool.build.reading import scan
from feedtool.build.task import Run
from feedtool.config import settings as config
from feedtool.model.config import Config
from feedtool.model.record import Record
from feedtool.model.report import BuildReport
from feedtool.records import convert
from tests.build.tasks import make_run
from tests.checkout import Checkout
from tests.conftest import files
from tests.conftest import record as make_record

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "news"
NOW = datetime(2023, 9, 10, tzinfo=UTC)
SITE = """\
[site]
title = "A site"
url = "https://example.org/"
[records]
path = "news"
[feeds]
min_heat = 10
limit = 3
show_heat = true
[topics.ai]
name = "AI"
"""
GOOD = """\
---
category: news
title: "Story {number}"
excerpt: "An excerpt."
publishedDateTime: 2023-09-{day:02}T09:19:00Z
originalUrl: "https://www.example.org/{number}"
type: article
quality: 39
heat: {heat:02}
published: {published}
provider:
  name: Example
  domain: example.org
topics:
  - {topic}
secured: EXAMPLE_SECURED_1
---
"""


def record(number: int, **changed: Any) -> str:
    fields = {"day": 1 + number, "heat": 50, "published": "true", "topic": "AI"} | changed
    return GOOD.format(number=number, **fields)


# What clean builds made, by a digest of their input: case after case wants the same.
_clean: dict[bytes, tuple[dict[str, bytes], BuildReport]] = {}
MOST_CLEAN = 50


@dataclass
class Site:
    """A folder with records, built again and again, beside a clean build of the same."""

    folder: Path
    now: datetime = NOW

    def __post_init__(self) -> None:
        (self.folder / "news").mkdir(parents=True)
        (self.folder / "feedtool.toml").write_text(SITE)
        (self.folder / "news" / ".kept").touch()
        self.write("keeps-the-folder-filled.md", record(99, day=1))

    def path(self, name: str) -> Path:
        return self.folder / "news" / name

    def write(self, name: str, text: str) -> None:
        self.path(name).write_text(text)

    def config(self) -> Config:
        return config.load(self.folder / "feedtool.toml", {})

    def build(self, **options: Any) -> BuildReport:
        return pipeline.build(
            self.config(), "news", make_run(now=self.now, accept_loss=True, **options)
        )

    def output(self) -> dict[str, bytes]:
        return tree(self.folder / "output")

    def clean(self) -> tuple[dict[str, bytes], BuildReport]:
        """What a build makes that knows nothing, and what it reports; of equal input it is made once."""
        key = self._input()
        if key is None or key not in _clean:
            made = self._built_anew()
            if key is None:
                return made
            if len(_clean) >= MOST_CLEAN:
                del _clean[next(iter(_clean))]
            _clean[key] = made
        return _clean[key]

    def _input(self) -> bytes | None:
        """A digest of all that a build reads; None where some of it is no file of the folder."""
        digest = hashlib.blake2b(self.now.isoformat().encode())
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if name.split("/")[0] in ("output", "clean", opening.FOLDER):
                continue
            status = path.lstat()
            content = b""
            if stat.S_ISREG(status.st_mode):
                try:
                    content = path.read_bytes()
                except OSError:
                    return None
            elif not stat.S_ISDIR(status.st_mode):
                return None
            digest.update(os.fsencode(f"{name}\0{status.st_mode}\0{len(content)}\0") + content)
        config = (self.folder / "feedtool.toml").read_text()
        return None if '"/' in config or '"..' in config else digest.digest()

    def _built_anew(self) -> tuple[dict[str, bytes], BuildReport]:
        other = self.folder / "clean"
        shutil.rmtree(other, ignore_errors=True)
        settings = self.config()
        settings = settings._replace(feeds=settings.feeds._replace(output=other, layout="files"))
        run = make_run(now=self.now, accept_loss=True, use_cache=False)
        report = pipeline.build(settings, "news", run)
        return tree(other), report

    def check(self) -> BuildReport:
        """An incremental build, held against a clean one."""
        report = self.build()
        made, clean = self.clean()
        if clean.published is None:
            assert report.published is None
        else:
            assert self.output() == made
        assert said(report) == said(clean)
        assert report.notice is None
        return report


def tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def said(report: BuildReport) -> object:
    feeds = [(feed.name, feed.items, feed.files) for feed in report.feeds]
    return report.records, report.valid, report.selected, report.held, feeds, report.problems


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


# Every opening of a file is told to the hook of this process, which listens while a list is there.
_opened: list[str] | None = None
# What is to happen before Python sets the times of a file or folder, by its path.
_before_utime: dict[str, Callable[[], None]] = {}


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _opened is not None:
        _opened.append(str(arguments[0]))
    if event == "os.utime" and (act := _before_utime.get(str(arguments[0]))):
        act()


sys.addaudithook(_note)


@contextmanager
def opened() -> Iterator[list[str]]:
    """The paths of the files that are opened within, by whatever call."""
    global _opened  # noqa: PLW0603 - an audit hook can never be removed
    _opened = []
    try:
        yield _opened
    finally:
        _opened = None


class Follower:
    """A progress that writes down each file that is rendered."""

    def __init__(self) -> None:
        self.rendered: list[str] = []

    def __call__(self, items: Iterable[T], total: int, doing: str) -> Iterable[T]:  # noqa: ARG002
        for item in items:
            if doing == "Rendering":
                assert isinstance(item, tuple)
                self.rendered.append(item[0])
            yield item


def test_nothing_changed_is_told_without_reading_a_record(site: Site) -> None:
    for number in range(5):
        site.write(f"{number}.md", record(number))
    site.write("bad.md", record(7, heat="hot"))
    age(site)
    first = site.check()
    with opened() as files:
        again = site.build()
    assert files
    assert not [file for file in files if file.endswith(".md")]
    assert said(again) == said(first)
    assert again.published is not None
    assert (again.published.written, again.published.removed) == ((), ())
    assert [problem.code for problem in again.problems] == ["schema-type"]


def age(site: Site) -> None:
    """Wait until the files are older than a tick of the clock that files are stamped with."""
    newest = max(file.stat().st_ctime_ns for file in (site.folder / "news").iterdir())
    probe = site.folder / "probe"
    while True:
        probe.write_bytes(b"")
        if probe.stat().st_mtime_ns > newest:
            return


def test_only_feeds_whose_selection_changed_are_rendered(site: Site) -> None:
    site.write("1.md", record(1, topic="AI"))
    site.write("2.md", record(2, topic="Other"))
    site.build()
    follower = Follower()
    site.write("2.md", record(2, topic="Other", heat=60, day=4))
    site.build(progress=follower)
    names = [path.partition(".")[0] for path in follower.rendered]
    assert [*dict.fromkeys(names)] == ["all", "topics/other", "sitemap", "feeds", "index"]


# What the pages show beside the text of a story, and what it may become.
PARTS = """\
images:
  - url: "https://i.example.org/a.jpg"
    width: 640
    height: 480
related:
  - title: "Another story"
    webUrl: "https://r.example.org/"
    provider:
      name: Related
      domain: related.example.org
"""
ICON = """\
  domain: example.org
  images:
    - url: "https://i.example.org/icon.png"
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/a.jpg", "/b.jpg"),
        ("640", "641"),
        ("/icon.png", "/logo.png"),
        ("Another story", "Another headline"),
        ("//r.example.org", "//s.example.org"),
        ("name: Related", "name: Relative"),
        ("name: Example", "name: Sample"),
        ("An excerpt", "The excerpt"),
        (PARTS, ""),
    ],
)
def test_a_page_is_made_again_when_something_that_it_shows_changes(
    site: Site, old: str, new: str
) -> None:
    text = record(1).replace("secured:", f"{PARTS}secured:")
    text = text.replace("  domain: example.org\n", ICON)
    site.write("1.md", text)
    assert site.check().valid == 2
    before = site.output()
    site.write("1.md", text.replace(old, new))
    site.check()
    changed = {path for path, content in site.output().items() if before[path] != content}
    assert changed >= {"index.html", "all.html", "topics/ai.html"}


def test_a_page_is_made_again_when_a_topic_has_another_name_or_parent(site: Site) -> None:
    site.write("1.md", record(1))
    site.check()
    for topics in (
        SITE.replace('name = "AI"', 'name = "Artificial"\naliases = ["AI"]'),
        SITE + 'parent = "All AI"\n[topics.all-ai]\nname = "All AI"\n',
        SITE + '[topics.all-ai]\nname = "All AI"\n',
        SITE.replace('url = "https', 'language = "de"\nurl = "https'),
    ):
        before = site.output()
        (site.folder / "feedtool.toml").write_text(topics)
        site.check()
        assert site.output()["index.html"] != before["index.html"]


@pytest.mark.parametrize(
    ("configured", "heat", "rendered"),
    [
        ("show_heat = false", 90, []),
        ("show_heat = true", 69, []),
        ("show_heat = true", 70, ["all.json", "topics/ai.json"]),
    ],
)
def test_where_only_heat_has_changed_only_json_that_tells_it_is_rendered(
    site: Site, configured: str, heat: int, rendered: list[str]
) -> None:
    (site.folder / "feedtool.toml").write_text(SITE.replace("show_heat = true", configured))
    site.write("1.md", record(1, topic="AI", heat=60))
    site.build()
    follower = Follower()
    site.write("1.md", record(1, topic="AI", heat=heat))
    site.build(progress=follower)
    assert follower.rendered == rendered
    assert site.output() == site.clean()[0]


@pytest.mark.parametrize(
    "harm",
    [
        Path.unlink,
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:90]),
        lambda file: file.write_bytes(file.read_bytes()[:4096] + b"spoilt"),
        lambda file: file.write_bytes(bytes(4096)),
    ],
)
def test_a_file_that_somebody_spoilt_is_made_again(
    site: Site, harm: Callable[[Path], object]
) -> None:
    site.build()
    for name in ("all.rss", "topics/ai.html", "index.html"):
        harm(site.folder / "output" / name)
        site.check()


def test_a_forged_date_deceives_nobody(site: Site) -> None:
    site.write("1.md", record(1, heat=50))
    before = site.path("1.md").stat()
    site.build()
    site.write("1.md", record(1, heat=51))
    os.utime(site.path("1.md"), ns=(before.st_atime_ns, before.st_mtime_ns))
    site.check()


def test_an_embargo_ends_without_a_change_of_files(site: Site) -> None:
    site.write("1.md", record(1, day=20))
    age(site)
    assert site.check().held["embargo"] == 1
    site.now = NOW + timedelta(days=30)
    assert site.check().held["embargo"] == 0
    site.now = NOW
    assert site.check().held["embargo"] == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [('title = "A site"', 'title = "B site"'), ("min_heat = 10", "min_heat = 60"), ("= 3", "= 2")],
)
def test_another_configuration_is_another_build(site: Site, old: str, new: str) -> None:
    site.write("1.md", record(1))
    site.build()
    (site.folder / "feedtool.toml").write_text(SITE.replace(old, new))
    site.check()


def test_another_schema_is_another_build(tmp_path: Path) -> None:
    """Such as the next version of feedtool ships."""
    checkout = Checkout.copied(tmp_path)
    assert checkout.build(a=make_record())["valid"] == 1
    schema = tmp_path / "schemas" / "record.schema.json"
    text = schema.read_text("utf-8")
    assert '"minimum": -1,' in text
    schema.write_text(text.replace('"minimum": -1,', '"minimum": 99,'), "utf-8")
    assert checkout.build()["valid"] == 0


def test_a_dry_run_writes_nothing(site: Site) -> None:
    site.build(dry_run=True)
    assert not (site.folder / ".feedtool-cache").exists()
    site.build()
    before = tree(site.folder / ".feedtool-cache")
    site.write("1.md", record(1))
    assert site.build(dry_run=True).selected == 2
    assert tree(site.folder / ".feedtool-cache") == before


def test_strict_holds_for_what_is_only_remembered(site: Site) -> None:
    site.write("bad.md", record(1, heat="hot"))
    age(site)
    assert site.build().published is not None
    assert site.build(strict=True).published is None


NAMES = st.sampled_from(["a.md", "b.md", "c.md", "sub/d.md"])
TEXTS = st.one_of(
    st.builds(
        record,
        st.integers(0, 4),
        heat=st.sampled_from([9, 10, 50, 51]),
        published=st.sampled_from(["true", "false"]),
        topic=st.sampled_from(["AI", "Other", "ai", "C/C++"]),
        day=st.integers(1, 20),
    ),
    st.sampled_from(["", "---\ntitle: [\n---\n", "no record", record(1, heat="hot")]),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), NAMES, TEXTS),
        st.tuples(st.just("edit"), NAMES, st.sampled_from([("50", "51"), ("AI", "IA")])),
        st.tuples(st.just("retract"), NAMES),
        st.tuples(st.just("delete"), NAMES),
        st.tuples(st.just("rename"), NAMES, NAMES),
        st.tuples(st.just("touch"), NAMES, st.integers(-5, 5)),
        st.tuples(st.just("turn back"), NAMES),
        st.tuples(st.just("wait"), st.integers(-9, 9)),
        st.tuples(st.just("spoil"), st.sampled_from(["all.rss", "all.html", "topics/ai.json"])),
        st.tuples(
            st.just("drop"),
        ),
        st.tuples(
            st.just("build"),
        ),
    ),
    max_size=12,
)


@pytest.mark.slow
@given(steps=STEPS)
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_history_ends_like_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    site = Site(tmp_path_factory.mktemp("history") / "site")
    for step, *arguments in steps:
        _STEPS[step](site, *arguments)
    site.check()
    site.check()


def _write(site: Site, name: str, text: str) -> None:
    site.path(name).parent.mkdir(exist_ok=True)
    site.write(name, text)


def _edit(site: Site, name: str, change: tuple[str, str]) -> None:
    """Change a file without changing its size or its time."""
    file = site.path(name)
    if file.exists():
        before = file.stat()
        file.write_text(file.read_text().replace(*change))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _retract(site: Site, name: str) -> None:
    _edit(site, name, ("published: true", "published: false"))


def _delete(site: Site, name: str) -> None:
    site.path(name).unlink(missing_ok=True)


def _rename(site: Site, name: str, other: str) -> None:
    if site.path(name).exists():
        site.path(other).parent.mkdir(exist_ok=True)
        site.path(name).rename(site.path(other))


def _touch(site: Site, name: str, seconds: int) -> None:
    if site.path(name).exists():
        moment = site.path(name).stat().st_mtime_ns + seconds * 1_000_000_000
        os.utime(site.path(name), ns=(moment, moment))


def _turn_back(site: Site, name: str) -> None:
    """Write as if the clock had been set back to the first build's time."""
    if site.path(name).exists():
        site.write(name, site.path(name).read_text().replace("Story", "Storx"))
        os.utime(site.path(name), ns=(0, 0))


def _wait(site: Site, days: int) -> None:
    site.now = NOW + timedelta(days=days)


def _spoil(site: Site, name: str) -> None:
    file = site.folder / "output" / name
    if file.exists():
        file.write_bytes(file.read_bytes()[:4096] + b"spoilt")


def _drop(site: Site) -> None:
    shutil.rmtree(site.folder / ".feedtool-cache", ignore_errors=True)


_STEPS: dict[str, Callable[..., object]] = {
    "write": _write, "edit": _edit, "retract": _retract, "delete": _delete, "rename": _rename,
    "touch": _touch, "turn back": _turn_back, "wait": _wait, "spoil": _spoil, "drop": _drop,
    "build": lambda site: site.check(),
}  # fmt: skip


def test_changes_that_add_up_end_like_a_clean_build(site: Site) -> None:
    """Of hundreds of records: in the cache stands what was put beside it, until there is much of it."""
    names = [f"{number}.md" for number in range(600)]
    for number, name in enumerate(names):
        site.write(name, record(number, day=1 + number % 9))
    site.check()
    for turn in range(1, 11):
        age(site)
        for number in range(turn, 590, 600 // turn**2):
            site.write(names[number], record(number, day=1 + number % 9, heat=50 + turn))
        site.path(names[-turn]).unlink()
        site.write(f"new-{turn}.md", record(600 + turn, day=9))
        age(site)
        site.check()
    for name in names[:590]:
        site.path(name).unlink()
    site.check()


@pytest.mark.parametrize("table", ["records", "files"])
def test_where_the_last_changes_are_lost_the_ones_before_them_are_not_believed(
    site: Site, table: str
) -> None:
    for number in range(4):
        site.write(f"{number}.md", record(number))
    site.build()
    for heat in (60, 70, 80):
        time.sleep(0.05)  # a file is trusted once it is older than a tick of that clock
        site.write("1.md", record(1, heat=heat))
        site.build()
    with closing(sqlite3.connect(site.folder / opening.FOLDER / opening.FILE)) as cache, cache:
        query = f"DELETE FROM {table} WHERE name LIKE '-%'"
        assert cache.execute(query).rowcount > 0
    site.check()
    site.write("1.md", record(1, heat=60))  # as it was once
    site.check()


def spoil_in_place(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"Story", b"STORY"))


def put_another_in_place(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(file.read_bytes().replace(b"Story", b"STORY"))
    before = file.stat()
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


def put_a_stale_one_beside(file: Path) -> None:
    shutil.copyfile(file, file.with_name("topics") / "gone.rss")


CHANGES = [spoil_in_place, put_another_in_place, Path.unlink, put_a_stale_one_beside]


@pytest.mark.parametrize("layout", ["files", "generations"])
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("is_written", [True, False], ids=["written", "unchanged"])
def test_what_is_changed_before_a_build_ends_is_not_taken_for_its_own(
    site: Site, layout: str, change: Callable[[Path], None], *, is_written: bool
) -> None:
    text = SITE.replace("[feeds]", f'[feeds]\nlayout = "{layout}"')
    (site.folder / "feedtool.toml").write_text(text)
    site.write("1.md", record(1))
    cache, feed = site.folder / opening.FOLDER, site.folder / "output" / "all.rss"
    if not is_written:
        site.build()
        shutil.rmtree(cache)

    def meddle() -> None:
        # The cache takes its time from the folder: when a build begins, and again once all is published.
        if turns.pop():
            # Before Linux 6.13 nothing tells what is written twice within one tick of the clock.
            time.sleep(0.05)
            change(feed)
            time.sleep(0.05)  # a file is trusted once it is older than a tick

    turns = [True, False]
    _before_utime[str(cache)] = meddle
    try:
        site.build()
    finally:
        _before_utime.clear()
    assert not turns
    assert site.output() != site.clean()[0]
    site.check()


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_a_history_of_the_corpus(site: Site) -> None:
    """The records come in by month, some are mended, some retracted, some renamed, some deleted."""
    found = files(CORPUS, "*.md")
    for start in range(0, len(found), 40):
        for file in found[start : start + 40]:
            shutil.copyfile(file, site.path(file.name))
        known = sorted(site.path("").glob("2*.md"))
        for file in known[::17]:
            file.write_text(file.read_text("utf-8").replace("published: true", "published: false"))
        for file in known[5::29]:
            file.write_text(file.read_text("utf-8").replace("title: ", "titel: "))
        known[-1].rename(known[-1].with_stem(f"{known[-1].stem}-renamed"))
        known[0].unlink()
        site.check()


@pytest.mark.linux
def test_names_that_are_not_text(tmp_path: Path) -> None:
    """A name may be any bytes: of records good, bad and of one story, of the site, and in the output."""
    site = Site(tmp_path / "caf\udce9")
    site.write("good-\udcff.md", record(1))
    site.write("twin-\udcfe.md", record(1))
    site.write("bad-\udcff.md", "---\ntitle: [\n---\n")
    first = site.build()
    assert (first.valid, first.notice) == (3, None)
    assert "news/bad-\udcff.md" in {problem.path for problem in first.problems}
    (site.folder / "output" / "theirs-\udcff").touch()
    again, unchanged = site.build(), site.build()
    assert said(again) == said(unchanged) == said(first)
    assert list(unchanged.seconds) == ["look for changes"]
    (site.folder / "output" / "theirs-\udcff").unlink()
    site.path("twin-\udcfe.md").unlink()
    site.check()


@pytest.mark.parametrize(
    "text",
    [
        record(4, heat=77),
        record(4, heat=1),
        record(4, published="false"),
        record(4, heat="hot"),
        record(4, day=9, topic="Robots"),
        "",
        None,
    ],
    ids=["hotter", "cold", "hidden", "bad", "another topic", "empty", "gone"],
)
@pytest.mark.parametrize("use_cache", [True, False])
def test_a_file_that_changes_while_it_is_built_from(
    site: Site, text: str | None, monkeypatch: pytest.MonkeyPatch, *, use_cache: bool
) -> None:
    monkeypatch.setattr(scan, "MOST_KEPT", 0)  # what is shown is read again
    for number in range(5):
        site.write(f"{number}.md", record(number))
    ticks = 0

    def tick() -> float:
        """Let all files be read and then, once, change one of those that are shown."""
        nonlocal ticks
        ticks += 1
        if ticks == 2 and text is not None:
            site.write("4.md", text)
        elif ticks == 2:
            site.path("4.md").rename(site.folder / "gone.md")
        return 0.0

    run = Run(now=NOW, tick=tick, use_cache=use_cache)
    report = pipeline.build(site.config(), "news", run)
    if text is None:  # it was there when the folder was listed, so it is told of
        assert [problem.code for problem in report.problems] == ["file-unreadable"]
        site.write("4.md", record(4, published="false"))
        assert site.output() == site.clean()[0]
    else:
        made, clean = site.clean()
        assert site.output() == made
        assert said(report) == said(clean)
    site.check()


def test_a_file_that_changes_once_it_was_read_is_built_from_the_next_time(site: Site) -> None:
    for number in range(5):
        site.write(f"{number}.md", record(number))
    before, _ = site.clean()
    ticks = iter(range(100))

    def tick() -> float:
        """Let all files be read and then, once, change one of those that are shown."""
        if next(ticks) == 1:
            site.write("4.md", record(4, heat=77))
        return 0.0

    pipeline.build(site.config(), "news", Run(now=NOW, tick=tick))
    assert site.output() == before
    site.check()
    assert site.output() != before


def test_what_was_shown_before_is_not_read_again(site: Site) -> None:
    for number in range(5):
        site.write(f"{number}.md", record(number))
    age(site)
    site.check()
    site.write("4.md", record(4, heat=77))
    with opened() as files:
        site.build()
    read = [Path(file).name for file in files if file.endswith(".md")]
    assert read == ["4.md"]


@pytest.mark.parametrize("changed", [1, 8])  # its topic alone shows it; the feed of everything does
def test_records_that_stay_as_they_are_are_not_made_again(
    site: Site, changed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 9):
        site.write(f"{number}.md", record(number, topic=f"Topic {number}"))
    site.check()
    made, make = list[str](), convert.record

    def counted(path: str, *rest: Any) -> Record:
        made.append(Path(path).name)
        return make(path, *rest)

    text = record(changed, topic=f"Topic {changed}").replace("Story", "Another story")
    site.write(f"{changed}.md", text)
    monkeypatch.setattr(convert, "record", counted)
    site.build()
    assert made == [f"{changed}.md"]
    monkeypatch.undo()
    site.check()


def test_of_the_output_only_what_is_to_change_is_read(site: Site) -> None:
    for number in range(4):
        site.write(f"{number}.md", record(number))
    age(site)
    site.build()
    time.sleep(0.05)  # a file is trusted once it is older than a tick of that clock
    site.write("1.md", record(1, heat=60))
    age(site)
    site.build()

    def suffixes(files: list[str]) -> set[str]:
        """Those of the feeds and pages that were opened, by their own names."""
        read = (Path(file) for file in files if file.startswith(f"{site.folder}/output/"))
        return {file.suffix for file in read if file.suffix and not file.name.startswith(".")}

    with opened() as files:
        site.build()
    assert suffixes(files) <= {".json"}  # these alone are young
    site.write("3.md", record(3, heat=77))
    with opened() as files:
        site.build()
    assert suffixes(files) == {".json"}
