import json
from datetime import UTC, datetime

from feedtool.build.reading import facts
from feedtool.build.reading.facts import SelectionFacts
from feedtool.model.query import Traits
from feedtool.model.record import Candidate

DAY = 86_400


def test_a_candidate_is_made_of_its_facts() -> None:
    found = facts.candidate("a.md", "digest", ["urn:a", "key", True, DAY, 2 * DAY, 7, ["AI"]])
    assert found == Candidate(
        "a.md",
        "digest",
        "urn:a",
        "key",
        explicit_id=True,
        published=datetime(1970, 1, 2, tzinfo=UTC),
        updated=datetime(1970, 1, 3, tzinfo=UTC),
        heat=7,
        topics=("AI",),
    )
    same = facts.candidate("a.md", "digest", ["urn:a", "key", False, DAY, DAY, 7, []])
    assert same.updated == same.published


def test_what_few_records_have_is_stored_for_these_alone() -> None:
    usual = SelectionFacts(
        "urn:a", "key", explicit_id=True, published=DAY, updated=DAY, heat=7, topics=("AI",)
    )
    rare = usual._replace(
        expires=0,
        wording=("A title", "An excerpt.", "a.org", DAY),
        traits=("article", "A", "a.org", None, "en"),
        is_episode=True,
    )
    assert len(usual.plain) == 7
    found = facts.candidate("a.md", "digest", json.loads(json.dumps(rare.plain)))
    assert found == facts.candidate("a.md", "digest", usual.plain)._replace(
        expires=datetime(1970, 1, 1, tzinfo=UTC),
        wording=rare.wording,
        traits=Traits("article", "A", "a.org", None, "en"),
        is_episode=True,
    )
    assert facts.candidate("a.md", "", usual._replace(expires=0).plain).expires is not None
