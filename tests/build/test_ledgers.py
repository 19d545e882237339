"""A ledger over several builds: what is corrected, merged, lost or adopted, and what subscribers see of it."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from feedtool.build import ledgers, pipeline
from feedtool.build.ledger import ledgerfile
from feedtool.build.ledgers import LedgerReport
from feedtool.diagnostics.errors import UsageError
from tests.build import tasks
from tests.conftest import make_config

OLD = """<rss version="2.0"><channel>
<item><title>Story a</title><link>https://www.example.org/a</link><guid>https://old.example/?p=1</guid></item>
<item><title>Story x</title><guid isPermaLink="false">17</guid></item>
</channel></rss>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two stories that are published, and a ledger."""
    tasks.write(tmp_path, a=tasks.story("a"), b=tasks.story("b"))
    tasks.build(tmp_path)
    begin(tmp_path)
    return tmp_path


def begin(site: Path) -> LedgerReport:
    return ledgers.begin(make_config(site), "seeds", tasks.make_run())


def ledger(site: Path) -> str:
    return (site / ledgerfile.FILE_NAME).read_text("utf-8")


def ids(site: Path) -> dict[str, str]:
    items = json.loads((site / "output/all.json").read_bytes())["items"]
    return {item["title"]: item["id"] for item in items}


def test_a_ledger_begins_with_what_is_published(site: Path) -> None:
    assert [line.split("\t")[1] for line in ledger(site).splitlines()[1:]] == sorted(
        ids(site).values()
    )
    assert (site / ".gitattributes").read_text("utf-8") == "feedtool.lock merge=union\n"
    with pytest.raises(UsageError, match="there already"):
        begin(site)


def test_an_id_that_the_output_shows_is_kept_though_it_would_be_another_one(tmp_path: Path) -> None:
    tasks.write(tmp_path, a=tasks.story("a", id="urn:test:1"))
    tasks.build(tmp_path)
    tasks.write(tmp_path, a=tasks.story("a"))
    begin(tmp_path)
    tasks.build(tmp_path)
    assert ids(tmp_path) == {"Story a": "urn:test:1"}


def test_a_corrected_address_makes_no_new_item(site: Path) -> None:
    before = ids(site)
    tasks.write(site, a=tasks.story("a", originalUrl="https://www.example.org/better"))
    report = tasks.build(site)
    assert ids(site) == before
    assert [feed.new for feed in report.feeds] == [0] * len(report.feeds)
    assert "url=https://www.example.org/a\turl=https://www.example.org/better" in ledger(site)
    tasks.write(site, a=tasks.story("a", originalUrl="https://www.example.org/best"))
    tasks.build(site, use_cache=False)
    assert ids(site) == before


def test_without_a_ledger_it_makes_one(site: Path) -> None:
    before = ids(site)
    (site / ledgerfile.FILE_NAME).unlink()
    (site / ledgerfile.ATTRIBUTES).unlink()
    tasks.write(site, a=tasks.story("a", originalUrl="https://www.example.org/better"))
    tasks.build(site)
    assert ids(site) != before


def test_new_stories_are_added_and_a_dry_run_adds_none(site: Path) -> None:
    before = ledger(site)
    tasks.write(site, c=tasks.story("c"))
    tasks.build(site, dry_run=True)
    assert ledger(site) == before
    tasks.build(site)
    assert set(before.splitlines()) < set(ledger(site).splitlines())
    assert "https://www.example.org/c" in ledger(site)


def test_a_ledger_that_somebody_changes_is_read_again(site: Path) -> None:
    changed = ledger(site).replace(ids(site)["Story a"], "urn:test:1")
    (site / ledgerfile.FILE_NAME).write_text(changed, "utf-8")
    tasks.build(site)
    assert ids(site)["Story a"] == "urn:test:1"


def test_a_ledger_with_faults_publishes_nothing_and_stays_as_it_is(site: Path) -> None:
    wrong = f"<<<<<<< HEAD\n{ledger(site)}=======\n>>>>>>> other\n"
    (site / ledgerfile.FILE_NAME).write_text(wrong, "utf-8")
    tasks.write(site, c=tasks.story("c"))
    report = tasks.build(site, accept_loss=True)
    assert (report.published, tasks.codes(report)) == (None, {"ledger-conflict"})
    assert ledger(site) == wrong
    assert "Story c" not in ids(site)


@pytest.mark.parametrize("left", [None, ""])
def test_a_ledger_that_is_lost_publishes_nothing(left: str | None, site: Path) -> None:
    (site / ledgerfile.FILE_NAME).unlink()
    if left is not None:  # what a full disk may leave of a file
        (site / ledgerfile.FILE_NAME).write_text(left, "utf-8")
    report = tasks.build(site, "[feeds]\nledger = true\n")
    assert (report.published, tasks.codes(report)) == (None, {"ledger-missing"})
    assert (site / ledgerfile.FILE_NAME).exists() is (left is not None)
    begin(site)
    assert tasks.build(site, "[feeds]\nledger = true\n").published is not None


def test_a_ledger_that_git_was_told_of_is_missed_without_a_word_in_the_configuration(
    site: Path,
) -> None:
    (site / ledgerfile.FILE_NAME).unlink()
    assert tasks.codes(tasks.build(site)) == {"ledger-missing"}
    (site / ledgerfile.ATTRIBUTES).unlink()  # as the hint says: nobody wants one
    assert tasks.build(site).published is not None


def test_the_output_and_the_ledger_are_the_same_whatever_became_of_the_cache(site: Path) -> None:
    tasks.write(site, a=tasks.story("a", originalUrl="https://www.example.org/better"))
    tasks.build(site)
    files = {file: file.read_bytes() for file in site.rglob("output/**/*") if file.is_file()}
    before = ledger(site)
    tasks.build(site, use_cache=False)
    assert ({file: file.read_bytes() for file in files}, ledger(site)) == (files, before)


def test_ids_of_another_generator_are_adopted(site: Path) -> None:
    (site / "old.xml").write_text(OLD, "utf-8")
    done = ledgers.adopt(make_config(site), "seeds", tasks.make_run(), [site / "old.xml"])
    assert [item.entry.id for item in done.adoption.adopted] == ["https://old.example/?p=1"]
    assert [entry.id for entry, _ in done.adoption.left] == ["17"]
    kept = ids(site)["Story b"]
    tasks.build(site)
    assert ids(site) == {"Story a": "https://old.example/?p=1", "Story b": kept}
    guid = '<guid isPermaLink="false">https://old.example/?p=1</guid>'
    assert guid in (site / "output/all.rss").read_text("utf-8")


def test_an_adopted_id_that_is_no_uri_is_one_in_atom_alone(tmp_path: Path) -> None:
    tasks.write(tmp_path, x=tasks.story("x", publishedDateTime="2023-09-01T00:00:00Z"))
    dated = OLD.replace(
        "</title><guid isP", "</title><pubDate>1 Sep 2023 00:00:00 GMT</pubDate><guid isP"
    )
    (tmp_path / "old.xml").write_text(dated, "utf-8")
    ledgers.adopt(make_config(tmp_path), "seeds", tasks.make_run(), [tmp_path / "old.xml"])
    only_atom = '[feeds]\nformats = ["atom"]\n'
    assert tasks.build(tmp_path, only_atom, check=True).published is not None
    assert "<id>17</id>" not in (tmp_path / "output/all.atom").read_text("utf-8")
    tasks.write(
        tmp_path, x=tasks.story("x", publishedDateTime="2023-09-01T00:00:00Z", title="Other")
    )
    assert {feed.new for feed in tasks.build(tmp_path, only_atom).feeds} == {0}
    tasks.build(tmp_path)
    assert ids(tmp_path) == {"Other": "17"}


def test_what_is_no_feed_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    tasks.write(tmp_path, a=tasks.story("a"))
    (tmp_path / "old.xml").write_text("<html>", "utf-8")
    for name in ("old.xml", "none.xml"):
        with pytest.raises(UsageError, match=name):
            ledgers.adopt(make_config(tmp_path), "seeds", tasks.make_run(), [tmp_path / name])
    assert not (tmp_path / ledgerfile.FILE_NAME).exists()


def test_a_rule_for_git_is_asked_for_where_somebody_has_others(tmp_path: Path) -> None:
    tasks.write(tmp_path, a=tasks.story("a"))
    (tmp_path / ".gitattributes").write_text("*.png binary\n", "utf-8")
    assert begin(tmp_path).attributes is None
    assert (tmp_path / ".gitattributes").read_text("utf-8") == "*.png binary\n"


def test_a_record_that_keeps_its_id_is_not_warned_of(tmp_path: Path) -> None:
    link = {"webUrl": "https://site.example/a"}
    tasks.write(tmp_path, a=tasks.story("a", originalUrl=..., **link))
    tasks.build(tmp_path)
    before = ids(tmp_path)
    tasks.write(tmp_path, a=tasks.story("a", **link))
    assert "record-id-changed" in tasks.codes(tasks.build(tmp_path, strict=True, dry_run=True))
    tasks.write(tmp_path, a=tasks.story("a", originalUrl=..., **link))
    begin(tmp_path)
    tasks.write(tmp_path, a=tasks.story("a", **link))
    assert "record-id-changed" not in tasks.codes(tasks.build(tmp_path, strict=True))
    tasks.build(tmp_path)
    assert ids(tmp_path) == before


def test_a_build_that_dies_before_it_publishes_heals(site: Path) -> None:
    tasks.write(site, c=tasks.story("c"))
    before = {file: file.read_bytes() for file in site.rglob("output/**/*") if file.is_file()}
    tasks.build(site)
    after = ids(site)
    for file, content in before.items():  # the ledger is written, the output is not
        file.write_bytes(content)
    tasks.write(site, c=tasks.story("c", originalUrl="https://www.example.org/better"))
    tasks.build(site)
    assert ids(site) == after


def test_what_feeds_say_of_a_story_stays_through_builds(site: Path) -> None:
    file = site / ledgerfile.FILE_NAME
    file.write_text(ledger(site).replace("\tpath=a.md", "\tpath=a.md\tarchive=all:1"), "utf-8")
    tasks.write(
        site, a=tasks.story("a", originalUrl="https://www.example.org/better"), c=tasks.story("c")
    )
    tasks.build(site)
    assert "\tpath=a.md\tarchive=all:1\n" in ledger(site)


def test_a_build_that_waited_for_another_keeps_what_that_wrote(site: Path) -> None:
    line = "2020-01-01T00:00:00Z\turn:x:gone\turl=https://www.example.org/gone\n"
    config = make_config(site)
    with ThreadPoolExecutor(1) as other, pipeline.lock(config, tasks.make_run()):
        tasks.write(site, c=tasks.story("c"))
        is_waiting = Event()

        def tick() -> float:
            is_waiting.set()
            return 0

        run = tasks.make_run(lock_timeout=30, tick=tick)
        built = other.submit(pipeline.build, config, "seeds", run)
        is_waiting.wait(10)
        time.sleep(0.3)  # from when its clock is first read to when it waits
        with (site / ledgerfile.FILE_NAME).open("a", encoding="utf-8") as file:
            file.write(line)
    built.result()
    assert line in ledger(site)
