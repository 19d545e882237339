"""A ledger as a value and as text: what a line says, and what two lines of one story say together."""

from hypothesis import given
from hypothesis import strategies as st

from feedtool.model import ledger
from feedtool.model.ledger import ARCHIVE, DIGEST, FEED, KEYS, PATH, URL, LedgerEntry
from tests.tables import each

DATE = "2024-01-01T00:00:00Z"
ENTRIES = st.builds(
    LedgerEntry,
    st.text(min_size=1).filter(ledger.may_be_id),
    st.just(DATE),
    st.frozensets(st.tuples(st.sampled_from(KEYS), st.text(min_size=1))),
)


def entry(story: str, *facts: tuple[str, str], published: str = DATE) -> LedgerEntry:
    return LedgerEntry(story, published, frozenset(facts))


def test_a_line_is_read_by_people() -> None:
    one = entry("urn:1", (PATH, "a.md"), (URL, "https://a.example/"), (DIGEST, "week:2024-W01"))
    line = "2024-01-01T00:00:00Z\turn:1\turl=https://a.example/\tpath=a.md\tdigest=week:2024-W01"
    assert one.line == line
    assert ledger.parse(line) == one


@given(ENTRIES)
def test_every_entry_is_read_again_from_its_line(one: LedgerEntry) -> None:
    assert "\n" not in one.line
    assert ledger.parse(one.line) == one


@each(
    "line",
    [
        "",
        "urn:1",
        f"{DATE}",
        f"{DATE}\t",
        f"{DATE}\t\turl=https://a.example/",
        f"{DATE}\turn:1\turl",
        f"{DATE}\turn:1\turl=",
        f"{DATE}\turn:1\tcolour=red",
        "2024-01-01\turn:1\turl=https://a.example/",
    ],
)
def test_what_is_no_line(line: str) -> None:
    assert ledger.parse(line) is None


@each("story", ["a\0b", "a\x01", "a\ud800", " ", "\u2028", "a\ufffe"])
def test_an_id_that_no_feed_can_carry_is_none(story: str) -> None:
    assert not ledger.may_be_id(story)
    assert ledger.parse(f"2024-01-01T00:00:00Z\t{story}\turl=https://a.example/") is None


def test_the_name_of_a_file_that_is_no_text_is_left_out() -> None:
    one = entry("urn:1", (URL, "https://a.example/"), (PATH, "\udcff.md"))
    assert one.line.split("\t")[1:] == ["urn:1", "url=https://a.example/"]


def test_two_lines_of_one_story_are_one_whatever_their_order() -> None:
    one = entry(
        "urn:1", (URL, "https://a.example/"), (ARCHIVE, "all:10"), (DIGEST, "week:2024-W02")
    )
    two = entry("urn:1", (URL, "https://b.example/"), (ARCHIVE, "all:9"), (ARCHIVE, "ai:10"),
                (DIGEST, "week:2024-W01"), published="2023-01-01T00:00:00Z")  # fmt: skip
    both = ledger.of([one, two])
    assert both == ledger.of([two, one])
    assert both.entries["urn:1"] == entry(
        "urn:1", (URL, "https://a.example/"), (URL, "https://b.example/"), (ARCHIVE, "all:9"),
        (ARCHIVE, "ai:10"), (DIGEST, "week:2024-W01"), published="2023-01-01T00:00:00Z",
    )  # fmt: skip


def test_what_stories_are_in_a_feed() -> None:
    known = ledger.of([
        entry("urn:1", (ARCHIVE, "all:1"), (ARCHIVE, "topics/ai:2"), (FEED, "hot")),
        entry("urn:2", (ARCHIVE, "all:2"), (FEED, "hottest")),
    ])  # fmt: skip
    assert known.values(ARCHIVE, "all") == {"urn:1": "1", "urn:2": "2"}
    assert known.values(ARCHIVE, "topics/ai") == {"urn:1": "2"}
    assert known.shown("hot") == {"urn:1"}
    changed = known.with_values(ARCHIVE, "all", {"urn:1": "3", "urn:9": "3"})
    assert changed.values(ARCHIVE, "all") == {"urn:1": "3", "urn:2": "2"}
    assert changed.values(ARCHIVE, "topics/ai") == {"urn:1": "2"}
    assert set(changed.entries) == {"urn:1", "urn:2"}


def test_the_id_that_was_given_first() -> None:
    known = ledger.of([entry("urn:1"), entry("urn:2", published="2023-01-01T00:00:00Z")])
    assert known.first_given(["urn:1", "urn:2", "urn:3"]) == "urn:2"
    assert known.first_given(["urn:3"]) is None


@given(st.lists(ENTRIES))
def test_equal_entries_give_equal_text(entries: list[LedgerEntry]) -> None:
    text = ledger.of(entries).text
    assert text == ledger.of(reversed(entries)).text
    lines = text.split("\n")[1:-1]
    assert lines == sorted(lines)
    assert ledger.of(filter(None, map(ledger.parse, lines))).text == text
