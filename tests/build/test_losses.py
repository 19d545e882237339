"""What subscribers would lose, or get as new: feeds that vanish, items that go, ids that change."""

from pathlib import Path

import pytest

from feedtool.build import ledgers, losses
from feedtool.build.artifacts import Artifacts
from tests.build import tasks
from tests.conftest import make_config
from tests.feeds.render.test_render import feed, item

TOPIC = '[topics.old]\nname = "Old"\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Six stories of a topic, published."""
    write(tmp_path, "Old")
    tasks.build(tmp_path, TOPIC)
    return tmp_path


def write(site: Path, topic: str, numbers: range = range(6), host: str = "www.example.org") -> None:
    tasks.write(site, **{
        f"s{number}": tasks.story(f"s{number}", topics=[topic], originalUrl=f"https://{host}/s{number}",
                                  webUrl=f"https://site.example/s{number}")
        for number in numbers
    })  # fmt: skip


def test_a_feed_that_vanishes_is_a_loss_and_its_heir_is_named(site: Path) -> None:
    write(site, "New")
    report = tasks.build(site, '[topics.new]\nname = "New"\n')
    (problem,) = report.problems
    assert (problem.code, problem.path) == ("guard-feed", "topics/old")
    assert problem.hint == 'write renamed_from = ["old"] into [topics.new]'
    assert report.published is None
    obeyed = tasks.build(site, '[topics.new]\nname = "New"\nrenamed_from = ["old"]\n')
    assert obeyed.problems == ()
    assert {feed.new for feed in obeyed.feeds} == {0}


def test_a_feed_that_vanishes_without_an_heir(site: Path) -> None:
    write(site, "New", range(3))
    write(site, "Other", range(3, 6))
    (problem,) = tasks.build(site).problems
    assert problem.code == "guard-feed"
    assert "renamed_from" in (problem.hint or "")
    assert "ended" in (problem.hint or "")


def test_a_feed_that_may_vanish(site: Path) -> None:
    write(site, "New")
    assert tasks.build(site, '[feeds]\nexclude_topics = ["Old"]\n').problems == ()
    write(site, "Newer", range(4))
    tasks.build(site, accept_loss=True)
    write(site, "New", range(4))
    assert tasks.build(site).problems == (), "newer had a few items only"


def test_ids_that_change_while_the_stories_stay(site: Path) -> None:
    write(site, "Old", host="other.example")
    report = tasks.build(site, TOPIC)
    assert tasks.codes(report) == {"guard-ids"}
    assert report.published is None
    assert "6 stories would get other ids" in report.problems[0].message
    assert "feedtool ledger init" in (report.problems[0].hint or "")
    assert tasks.build(site, TOPIC, accept_loss=True, dry_run=True).published is not None
    ledgers.begin(make_config(site, TOPIC), "seeds", tasks.make_run())
    obeyed = tasks.build(site, TOPIC)
    assert obeyed.problems == ()
    assert {feed.new for feed in obeyed.feeds} == {0}


def test_stories_that_are_new_are_no_change_of_ids(site: Path) -> None:
    limited = f"{TOPIC}[feeds]\nlimit = 6\n"
    tasks.build(site, limited)
    late = {"publishedDateTime": "2023-09-09T00:00:00Z", "topics": ["Old"]}
    tasks.write(site, **{
        f"n{number}": tasks.story(f"n{number}", webUrl=f"https://site.example/n{number}", **late)
        for number in range(6)
    })  # fmt: skip
    assert tasks.build(site, limited).problems == ()


def test_one_id_that_changes_is_told_where_the_ledger_is_lost(site: Path) -> None:
    write(site, "Old", range(1), host="other.example")
    assert tasks.codes(tasks.build(site, TOPIC, dry_run=True)) == set()
    required = f"{TOPIC}[feeds]\nledger = true\n"
    found = tasks.build(site, required, accept_loss=True).problems
    assert {one.code for one in found} == {"ledger-missing", "guard-ids"}
    assert (
        "1 story would get other ids"
        in next(one for one in found if one.code == "guard-ids").message
    )


def test_what_moves_into_an_archive_is_not_lost(site: Path) -> None:
    task = tasks.make_task(site, TOPIC)
    one = feed(item(1), name="all")
    output = Artifacts(task, tasks.make_store(task), (one,), task.known)
    before = {"all": frozenset(f"urn:test:{number}" for number in range(1000))}
    assert [problem.code for problem in losses.losses(task, output, [one], before, ())] == [
        "guard-items"
    ]
    assert list(losses.losses(task, output, [one], before, (), archived=before)) == []
