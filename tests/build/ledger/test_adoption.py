"""Items of other feeds and the records of the same stories."""

from datetime import UTC, datetime, timedelta

from feedtool.build.ledger import adoption
from feedtool.build.ledger.adoption import BY_ADDRESS, BY_TITLE
from feedtool.feeds.entries import IssuedEntry
from feedtool.model import ledger
from feedtool.model.record import Record
from tests.conftest import make_record

DAY = datetime(2023, 9, 1, tzinfo=UTC)
A = make_record("a", link="https://site.example/a")
B = make_record("b")


def item(
    story: str, *links: str, title: str = "", published: datetime | None = None
) -> IssuedEntry:
    return IssuedEntry(story, links, title, published)


def found(
    *entries: IssuedEntry, records: tuple[Record, ...] = (A, B)
) -> list[tuple[str, str, str]]:
    adopted = adoption.adopt(entries, records, ("utm_*",)).adopted
    return [(one.entry.id, one.record.path, one.by) for one in adopted]


def test_an_address_in_any_spelling_finds_its_record() -> None:
    for link in ("https://EXAMPLE.org/a?utm_source=x#top", "https://site.example/a"):
        assert found(item("1", link)) == [("1", "a.md", BY_ADDRESS)]


def test_title_and_date_find_it_where_addresses_do_not() -> None:
    moved = item(
        "1", "https://old.example/?p=1", title="TITLE a", published=DAY + timedelta(hours=9)
    )
    assert found(moved) == [("1", "a.md", BY_TITLE)]
    assert found(moved._replace(published=DAY + timedelta(days=2))) == []
    assert found(moved._replace(published=None)) == []
    twin = make_record("c", title="Title a")
    assert found(moved, records=(A, twin)) == [], "which of the two nobody knows"


def test_what_is_not_adopted_has_a_reason() -> None:
    own = make_record("own", id="urn:own")
    items = [
        item("1", A.original), item("2", A.original), item("3", "https://x.example/"), item("4", own.original)
    ]  # fmt: skip
    left = adoption.adopt(items, (A, own), ()).left
    assert [(entry.id, reason) for entry, reason in left] == [
        ("2", "a.md has the id of another item: 1"),
        ("3", "no record tells its story"),
        ("4", "own.md has an id of its own: urn:own"),
    ]


def test_an_item_that_stands_in_several_feeds_is_one_and_one_id_of_all_is_told() -> None:
    feed = item("1", A.original, title="A")
    # As another feed has it: with a new title, or at an address of its own.
    same = [feed._replace(title="New"), feed._replace(links=("https://x.example/",))]
    others = [item("1", B.original, title="B"), item("1", "https://y.example/")]
    made = adoption.adopt([feed, *same, *others], (A, B), ())
    assert [one.record.path for one in made.adopted] == ["a.md"]
    assert made.left == tuple((one, "another item has this id, too: A") for one in others)


def test_a_story_has_the_adopted_id_and_all_that_was_known_of_it() -> None:
    before = ledger.of(
        filter(None, [ledger.parse(f"2020-01-01T00:00:00Z\turn:1\turl={A.key}\tarchive=all:1")])
    )
    adopted = adoption.adopt([item("7", A.original)], (A,), ()).adopted
    (entry,) = adoption.with_adopted(before, adopted, str).entries.values()
    assert entry.line == f"2020-01-01T00:00:00Z\t7\turl={A.key}\tpath=a.md\tarchive=all:1"


def test_an_id_that_no_feed_can_carry_is_not_taken() -> None:
    entry = item("a\x01", "https://site.example/a")
    made = adoption.adopt([entry], (A, B), ())
    assert made == ((), ((entry, "its id holds characters that no feed can carry"),))
