from datetime import UTC, datetime

from feedtool.model import record
from feedtool.model.record import Candidate

DAY = 86_400


def test_a_candidate_is_made_of_its_facts() -> None:
    found = record.candidate("a.md", "digest", ["urn:a", "key", True, DAY, 2 * DAY, 7, ["AI"]])
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
    same = record.candidate("a.md", "digest", ["urn:a", "key", False, DAY, DAY, 7, []])
    assert same.updated == same.published
