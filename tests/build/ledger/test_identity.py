"""The ids of stories by a ledger, and what a ledger says after a build."""

from feedtool.build.ledger import identity
from feedtool.feeds import select as selection
from feedtool.model import ledger
from feedtool.model.ledger import Ledger
from feedtool.model.record import Candidate
from tests.conftest import make_record
from tests.feeds.selected import NOW, candidate


def made(name: str, url: str, *, own_id: str | None = None) -> Candidate:
    given = {} if own_id is None else {"id": own_id}
    return candidate(make_record(name, original=f"https://example.org/{url}", **given))


def known(*lines: str) -> Ledger:
    """A ledger of lines ``id url… path…``, where an address has no dot."""
    entries = []
    for line in lines:
        story, *parts = line.split()
        facts = (
            f"path={part}" if "." in part else f"url=https://example.org/{part}" for part in parts
        )
        entries.append(ledger.parse("\t".join(("2023-01-01T00:00:00Z", story, *facts))))
    return ledger.of(filter(None, entries))


def ids(candidates: list[Candidate], of: Ledger) -> list[str]:
    return [one.id for one in identity.with_ids(candidates, of, str)]


def after(candidates: list[Candidate], of: Ledger) -> dict[str, list[str]]:
    with_ids = identity.with_ids(candidates, of, str)
    selected = selection.select(with_ids, NOW, first_given=of.first_given)
    found = identity.updated(of, selected, with_ids, str)
    return {
        story: sorted(value.rpartition("/")[2] for _, value in entry.facts)
        for story, entry in found.entries.items()
    }


def test_an_address_that_is_known_has_its_id_whatever_the_file() -> None:
    assert ids([made("renamed", "a")], known("urn:1 a a.md")) == ["urn:1"]


def test_an_address_that_is_corrected_under_one_path_keeps_its_id() -> None:
    assert ids([made("a", "b")], known("urn:1 a a.md")) == ["urn:1"]
    assert after([made("a", "b")], known("urn:1 a a.md")) == {"urn:1": ["a", "a.md", "b"]}


def test_address_and_path_changed_at_once_are_a_new_story() -> None:
    (found,) = ids([made("b", "b")], known("urn:1 a a.md"))
    assert found == made("b", "b").id


def test_a_file_whose_story_has_gone_on_to_another_one_begins_anew() -> None:
    first, second = ids([made("latest", "b"), made("old", "a")], known("urn:1 a latest.md"))
    assert (first, second) == (made("latest", "b").id, "urn:1")


def test_an_id_that_the_record_says_stays() -> None:
    assert ids([made("a", "a", own_id="urn:own")], known("urn:1 a a.md")) == ["urn:own"]
    assert after([made("a", "a", own_id="urn:own")], known("urn:1 a a.md")) == {
        "urn:own": ["a", "a.md"]
    }


def test_records_that_are_merged_keep_the_id_first_given() -> None:
    own = made("b", "a", own_id="urn:own")
    assert after([made("a", "a"), own], known("urn:1 a a.md")) == {"urn:1": ["a", "a.md", "b.md"]}


def test_a_story_that_is_gone_stays_in_the_ledger() -> None:
    assert after([], known("urn:1 a a.md")) == {"urn:1": ["a", "a.md"]}


def test_a_renamed_file_leaves_its_old_name() -> None:
    assert after([made("b", "a")], known("urn:1 a a.md")) == {"urn:1": ["a", "b.md"]}
