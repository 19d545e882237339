"""One story in several files."""

from typing import Any

import pytest

from feedtool.diagnostics.problem import Severity
from feedtool.feeds import select as selection
from feedtool.feeds.select import Clustered, Duplicate, Embargo, Selection
from feedtool.model.record import Provider, Record
from tests.conftest import make_record
from tests.feeds.selected import NOW, at, candidate, held, select


def test_a_story_is_published_once_with_the_best_of_each_record() -> None:
    old = make_record(
        "old", original="https://a.example/", published=at(6), updated=at(7), heat=90, topics=("AI", "Old")
    )  # fmt: skip
    new = make_record(
        "new", original="https://a.example/", published=at(8), updated=at(9), heat=10, topics=("New", "AI")
    )  # fmt: skip
    selected = select(old, new)
    assert selected.records == (
        new._replace(published=at(6), heat=90, topics=("New", "AI", "Old")),
    )
    assert selected.held == held(duplicate=1)


def test_a_story_in_two_files_is_a_warning_that_names_both() -> None:
    early = make_record("z", original="https://a.example/", published=at(6))
    late = make_record("a", original="https://a.example/", published=at(7))
    last = make_record("b", original="https://a.example/", published=at(7))
    problems = select(last, late, early).problems
    assert [problem.path for problem in problems] == ["a.md", "b.md"]
    for problem in problems:
        assert (problem.code, problem.severity) == ("record-duplicate", Severity.WARNING)
        assert "z.md" in problem.message


@pytest.mark.parametrize(
    "newer",
    [
        {"updated": at(9)},
        {"updated": at(8), "published": at(8)},
        {"updated": at(8), "published": at(7), "path": "z.md"},
    ],
)
def test_the_newest_text_is_that_of_the_last_update_then_publication_then_path(
    newer: dict[str, Any],
) -> None:
    one = make_record("a", original="https://a.example/", published=at(7), updated=at(8))
    two = make_record("b", original="https://a.example/")._replace(**({"published": at(7)} | newer))
    for order in ((one, two), (two, one)):
        (record,) = select(*order).records
        assert record.title == "Title b"


def test_an_unpublished_record_takes_no_part_in_a_story() -> None:
    shown = make_record("a", original="https://a.example/", heat=5)
    hidden = make_record("b", original="https://a.example/", heat=90, is_published=False)
    selected = select(shown, hidden)
    assert selected.records == (shown,)
    assert (selected.held, selected.problems) == (held(unpublished=1), [])


def test_an_explicit_id_wins() -> None:
    made = make_record("made", original="https://a.example/", updated=at(9))
    given_ = make_record(
        "given", original="https://a.example/", updated=at(8), id="tag:a.example,2023:x"
    )
    for order in ((made, given_), (given_, made)):
        (record,) = select(*order).records
        assert (record.id, record.title) == ("tag:a.example,2023:x", "Title made")


def test_of_two_explicit_ids_the_older_one_wins() -> None:
    older = make_record(
        "a", original="https://a.example/", updated=at(7), id="tag:a.example,2023:z"
    )
    newer = make_record(
        "b", original="https://a.example/", updated=at(8), id="tag:a.example,2023:a"
    )
    for order in ((older, newer), (newer, older)):
        (record,) = select(*order).records
        assert record.id == "tag:a.example,2023:z"


def test_an_edit_of_one_record_does_not_change_the_id_of_the_item() -> None:
    one = make_record(
        "a", original="https://a.example/", published=at(6), updated=at(6), id="urn:ab:1"
    )
    two = make_record(
        "b", original="https://a.example/", published=at(7), updated=at(7), id="urn:ab:2"
    )
    edited = one._replace(updated=at(9), title="A better title")
    before, after = select(one, two).records[0], select(edited, two).records[0]
    assert before.id == after.id


def test_stories_are_one_where_records_share_a_url_or_an_id() -> None:
    first = make_record("a", original="https://a.example/", id="urn:ab:1")
    second = make_record("b", original="https://b.example/", id="urn:ab:1")
    third = make_record("c", original="https://b.example/")
    fourth = make_record("d", original="https://d.example/", id=third.id)
    other = make_record("e")
    for order in ([first, second, third, fourth, other], [fourth, first, other, third, second]):
        selected = select(*order)
        assert len(selected.records) == 2
        assert selected.held == held(duplicate=3)


def test_a_record_that_joins_two_stories_makes_one_of_them() -> None:
    one = make_record("a", original="https://a.example/", id="urn:ab:1")
    two = make_record("b", original="https://b.example/", id="urn:ab:2")
    joining = make_record("c", original="https://a.example/", id="urn:ab:2")
    later = make_record("d", original="https://b.example/", id="urn:ab:3")
    for order in ([one, two, joining, later], [later, joining, two, one]):
        assert len(select(*order).records) == 1
    assert len(select(one, two).records) == 2


# --- a story at several publishers


def told_by(name: str, hour: int, **changed: Any) -> Record:
    """A record of one and the same story, at the publisher and in the file of a name."""
    own = {
        "title": "Robots learn to fold the laundry of a family",
        "provider": Provider(name, f"https://{name}.example/"),
        "published": at(hour),
    }
    return make_record(name, **(own | changed))


def merged(*records: Record, known: frozenset[str] = frozenset()) -> Selection:
    made = [candidate(record, with_wording=True) for record in records]
    return selection.select(made, NOW, published_ids=lambda: known)


def also(selected: Selection) -> dict[str, list[str]]:
    return {story.path: [other.path for other in story.also] for story in selected.stories}


def test_what_several_publishers_tell_is_the_story_that_was_published_first() -> None:
    early, late, last = told_by("c", 6), told_by("a", 7), told_by("b", 8)
    for order in ((early, late, last), (last, late, early)):
        selected = merged(*order, make_record("other"))
        assert also(selected) == {"c.md": ["a.md", "b.md"], "other.md": []}
        assert selected.held == {"a.md": Clustered("c.md"), "b.md": Clustered("c.md")}
        assert selected.counts({}) == held(cluster=2)
        assert selected.problems == []
    assert [story.id for story in merged(early, late).stories] == [early.id]


def test_it_keeps_its_own_words_and_date_and_takes_the_topics_and_the_highest_heat() -> None:
    first = told_by("a", 6, heat=10, topics=("AI",), updated=at(7))
    (story,) = merged(first, told_by("b", 8, heat=90, topics=("Robots", "AI"))).stories
    assert (story.heat, story.topics) == (90, ("AI", "Robots"))
    assert (story.published, story.updated) == (at(6), at(7))


def test_one_that_is_found_later_does_not_make_the_story_a_new_one() -> None:
    known, earlier = told_by("b", 8), told_by("a", 6)
    (story,) = merged(known, earlier, known=frozenset({known.id})).stories
    assert (story.id, [other.path for other in story.also]) == (known.id, ["a.md"])
    # Where subscribers have both, the first stays.
    (story,) = merged(known, earlier, known=frozenset({known.id, earlier.id})).stories
    assert story.id == earlier.id


def test_what_the_others_give_does_not_hang_on_what_was_published() -> None:
    # The next build finds the first one alone, and must come to the same.
    told = [told_by(name, hour, topics=(name,)) for hour, name in enumerate("abc", 6)]
    first, _, last = told
    (before,) = merged(*told, known=frozenset({first.id, last.id})).stories
    (after,) = merged(*told, known=frozenset({first.id})).stories
    assert before == after
    assert before.topics == ("a", "b", "c")


def test_only_what_could_be_published_counts() -> None:
    shown, due = told_by("a", 8), told_by("b", 20)
    selected = merged(shown, due)
    assert also(selected) == {"a.md": []}
    assert selected.held == {"b.md": Embargo(at(20))}


def test_two_records_of_one_publisher_are_merged_as_they_always_were() -> None:
    one, two = told_by("a", 6), told_by("a2", 7, original="https://example.org/a")
    other = told_by("b", 8)
    selected = merged(one, two, other)
    assert also(selected) == {"a2.md": ["b.md"]}
    assert selected.held == {"a2.md": Duplicate("a.md"), "b.md": Clustered("a.md")}
    # Each record that is no story of its own is held once.
    selected = merged(told_by("c", 5), one, two)
    assert also(selected) == {"c.md": ["a2.md"]}
    assert selected.held == {"a2.md": Duplicate("a.md"), "a.md": Clustered("c.md")}


def test_nothing_is_merged_where_it_was_not_asked_for() -> None:
    assert len(select(told_by("a", 6), told_by("b", 7)).records) == 2
