"""A topic that is renamed, and one that ends, over several builds."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from feedtool.build import pipeline
from feedtool.feeds import layout
from feedtool.model.report import BuildReport
from tests.build import tasks
from tests.conftest import make_config

BEFORE = '[topics.facebook-ai]\nname = "Facebook AI"\n'
AFTER = '[topics.meta-ai]\nname = "Meta AI"\nrenamed_from = ["facebook-ai"]\n'
ENDED = f'{AFTER}ended = "2024-01-01"\nsuccessor = "AI"\n[topics.ai]\nname = "AI"\n'
FORMATS = ("rss", "atom", "json")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Three stories of a topic, published under its old name."""
    tasks.write(tmp_path, **{name: tasks.story(name, topics=["Facebook AI"]) for name in "abc"})
    tasks.build(tmp_path, BEFORE)
    return tmp_path


def build(site: Path, config: str, day: str) -> BuildReport:
    now = datetime.fromisoformat(day).replace(tzinfo=UTC)
    run = tasks.make_run()._replace(now=now)
    return pipeline.build(make_config(site, config), "seeds", run)


def read(site: Path, path: str) -> bytes:
    return (site / "output" / path).read_bytes()


def known(site: Path, path: str) -> set[str]:
    """The ids by which readers know the items of a feed."""
    content = read(site, path)
    if path.endswith(".json"):
        return {item["id"] for item in json.loads(content)["items"]}
    return {entry.id for entry in feedparser.parse(content).entries}


@pytest.mark.parametrize(
    "records_say", ["Facebook AI", "facebook-ai", "FACEBOOK AI", "Meta AI", "Facebook-AI!"]
)
def test_a_rename_brings_no_reader_an_unread_item(site: Path, records_say: str) -> None:
    before = {form: known(site, f"topics/facebook-ai.{form}") for form in FORMATS}
    tasks.write(site, **{name: tasks.story(name, topics=[records_say]) for name in "abc"})
    report = tasks.build(site, AFTER, check=True)
    assert report.problems == ()
    assert {feed.new for feed in report.feeds} == {0}
    for form in FORMATS:
        for name in ("facebook-ai", "meta-ai"):
            assert known(site, f"topics/{name}.{form}") == before[form]
        assert read(site, f"topics/facebook-ai.{form}") == read(site, f"topics/meta-ai.{form}")


def test_a_feed_keeps_its_id_and_has_the_address_of_now(site: Path) -> None:
    old = json.loads(read(site, "topics/facebook-ai.json"))
    tasks.build(site, AFTER)
    new = json.loads(read(site, "topics/facebook-ai.json"))
    assert new["_feedtool"]["id"] == old["_feedtool"]["id"]
    assert new["feed_url"].endswith("topics/meta-ai.json")
    assert feedparser.parse(read(site, "topics/meta-ai.atom")).feed.id == new["_feedtool"]["id"]


def test_the_old_paths_go_with_the_key_and_so_do_the_files_for_servers(site: Path) -> None:
    tasks.build(site, AFTER)
    assert all((site / "output" / path).exists() for path in layout.SERVER_FILES)
    assert b"meta-ai.html" in read(site, "topics/facebook-ai.html")
    unchanged = tasks.build(site, AFTER).published
    assert unchanged is not None
    assert unchanged.written == ()
    tasks.write(site, **{name: tasks.story(name, topics=["Meta AI"]) for name in "abc"})
    tasks.build(site, AFTER.partition("renamed")[0])
    assert not any((site / "output" / path).exists() for path in layout.SERVER_FILES)
    assert not (site / "output/topics/facebook-ai.rss").exists()


def test_lists_name_the_feed_once(site: Path) -> None:
    tasks.build(site, AFTER)
    assert b"facebook-ai" not in read(site, "feeds.opml") + read(site, "index.html")


def test_a_file_of_somebody_else_stays_and_the_feeds_are_published(site: Path) -> None:
    (site / "output/.htaccess").write_text("Options -Indexes\n", "utf-8")
    report = tasks.build(site, AFTER)
    assert [(one.code, one.severity) for one in report.problems] == [
        ("redirects-foreign", "warning")
    ]
    assert read(site, ".htaccess") == b"Options -Indexes\n"
    assert b"301" in read(site, "_redirects")
    assert [one.code for one in tasks.build(site, AFTER).problems] == ["redirects-foreign"]
    (site / "output/.htaccess").unlink()
    assert tasks.build(site, AFTER).problems == ()
    assert b"Redirect permanent" in read(site, ".htaccess")


@pytest.mark.parametrize("left", [b"", b"\0" * 300, b"# gener", b"# generator: fee" + b"\0" * 300])
@pytest.mark.parametrize("has_cache", [True, False])
def test_what_a_crash_left_of_a_file_for_servers_is_written_anew(
    site: Path, left: bytes, *, has_cache: bool
) -> None:
    tasks.build(site, AFTER)
    whole = {path: read(site, path) for path in layout.SERVER_FILES}
    for path in whole:
        (site / "output" / path).write_bytes(left)
    if not has_cache:
        shutil.rmtree(site / ".feedtool-cache")
    report = tasks.build(site, AFTER)
    assert report.problems == ()
    assert {path: read(site, path) for path in layout.SERVER_FILES} == whole


@pytest.mark.parametrize("has_cache", [True, False])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(
    "more", ["", '[[digest]]\nname = "day"\nevery = "day"\n', "[feeds]\narchive_size = 1\n"]
)
def test_what_git_makes_of_the_output_on_windows_is_ours_and_written_anew(
    site: Path, bom: bytes, more: str, *, has_cache: bool
) -> None:
    tasks.build(site, more + AFTER)
    written = {file: file.read_bytes() for file in (site / "output").rglob("*") if file.is_file()}
    for file, content in written.items():
        file.write_bytes(bom + content.replace(b"\n", b"\r\n"))
    if not has_cache:
        shutil.rmtree(site / ".feedtool-cache")
    assert tasks.build(site, more + AFTER).problems == ()
    assert {file: file.read_bytes() for file in written} == written


def test_a_topic_ends_on_its_day_with_one_item_and_is_gone_later(site: Path) -> None:
    tasks.build(site, AFTER)
    before = known(site, "topics/meta-ai.rss")
    assert build(site, ENDED, "2023-12-31").problems == ()
    assert known(site, "topics/meta-ai.rss") == before
    build(site, ENDED, "2024-01-01")
    (last,) = known(site, "topics/meta-ai.rss") - before
    (found,) = [
        e for e in feedparser.parse(read(site, "topics/meta-ai.rss")).entries if e.id == last
    ]
    assert (found.title, found.published[:16]) == ("Meta AI has ended", "Mon, 01 Jan 2024")
    assert b"410" not in read(site, "_redirects")
    assert b"meta-ai" not in read(site, "feeds.opml")
    build(site, ENDED, "2024-03-31")
    assert b"/topics/meta-ai.rss 410!" in read(site, "_redirects")
    assert known(site, "topics/meta-ai.rss") == before | {last}
    assert build(site, ENDED, "2024-04-01").published is not None


def test_a_build_knows_that_the_day_has_come_though_no_record_has_changed(site: Path) -> None:
    build(site, ENDED, "2023-12-31")
    changed = build(site, ENDED, "2024-01-02").published
    assert changed is not None
    assert "topics/meta-ai.rss" in changed.written


def test_stories_after_the_end_are_not_in_the_feed(site: Path) -> None:
    build(site, ENDED, "2024-01-02")
    before = known(site, "topics/meta-ai.atom")
    late = tasks.story("late", topics=["Meta AI"], publishedDateTime="2024-01-05T00:00:00Z")
    tasks.write(site, late=late)
    build(site, ENDED, "2024-01-06")
    assert known(site, "topics/meta-ai.atom") == before
    assert len(known(site, "all.atom")) == 4


def test_sticky_stories_stay_where_the_feed_is_renamed(tmp_path: Path) -> None:
    sticky = "[feeds]\nsticky = true\nmin_heat = 50\n"
    hot = {name: tasks.story(name, topics=["Facebook AI"], heat=60) for name in "abc"}
    tasks.write(tmp_path, **hot)
    tasks.build(tmp_path, f"{sticky}{BEFORE}min_heat = 55\n")
    tasks.write(
        tmp_path, **{name: tasks.story(name, topics=["Facebook AI"], heat=10) for name in "abc"}
    )
    tasks.build(tmp_path, f"{sticky}{AFTER}min_heat = 55\n")
    assert len(known(tmp_path, "topics/meta-ai.rss")) == 3
