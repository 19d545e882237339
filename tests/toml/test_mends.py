import pytest

from feedtool.toml.mends import Mend, NumberedLines
from tests.tables import each

WORK = NumberedLines.of('[site]\ntitle = "A"\nttl = x\ndraft = y\n')
TTL = (2, 2)


def test_lines_keep_the_numbers_that_they_had_at_first() -> None:
    work = WORK.with_lines(1, 1, ["one", "two"]).with_lines(0, 0, [])
    assert work.text == "one\ntwo\nttl = x\ndraft = y\n"
    assert work.numbers == [2, 2, 3, 4, 5]
    assert work.above(2) == ["[site]", 'title = "A"']


def test_line_ends_are_those_of_unix_from_here_on() -> None:
    assert NumberedLines.of("a\r\nb").lines == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "table"),
    [("a = 1\n", ()), ('[topics."big"] # b\n\n', ("topics", "big")), ("[a]\n[[b.c]]\n", ("b", "c"))],
)  # fmt: skip
def test_a_line_is_in_the_table_of_the_nearest_header(text: str, table: tuple[str, ...]) -> None:
    work = NumberedLines.of(text + "x = 1")
    assert work.table(len(work.lines) - 1) == table


@each(
    ("where", "new", "hint"),
    [
        (TTL, "ttl = 5", "write ttl = 5"),
        (TTL, "ttl = 5 # note", "write ttl = 5"),
        (TTL, "ttl = 5\ndraft = true", "write two lines: ttl = 5 and draft = true"),
        (TTL, "", "delete this line"),
        ((2, 3), "", "delete these 2 lines"),
        ((2, 3), "ttl = 5", "write all in one line: ttl = 5"),
        (TTL, f'ttl = "{"x" * 240}"', "write it as TOML has it: https://toml.io"),
    ],
)
def test_the_hint_says_what_to_write(where: tuple[int, int], new: str, hint: str) -> None:
    assert Mend.of_lines(WORK, where, new, "wrong").hint == hint


@pytest.mark.parametrize(
    ("where", "new", "expected"),
    [
        (TTL, "ttl = 5", (3, 7, 3, 8)),  # from where the lines differ
        (TTL, "", (3, 1, 3, 8)),
        ((2, 3), "ttl = 5", (3, 7, 4, 10)),
    ],
)
def test_the_place_is_that_of_the_fault(
    where: tuple[int, int], new: str, expected: tuple[int, int, int, int]
) -> None:
    mend = Mend.of_lines(WORK, where, new, "wrong")
    assert tuple(mend.span) == expected


@each(
    ("new", "expected"),
    [("ttl = 5", True), ("", True), ("ttl = z", False), ("ttl = x", False), ("title = 5", True)],
)
def test_a_mend_is_right_if_all_can_be_read_down_to_it(new: str, *, expected: bool) -> None:
    assert Mend.of_lines(WORK, TTL, new, "wrong").is_right(WORK) is expected


def test_a_mend_is_not_right_below_what_cannot_be_read() -> None:
    work = NumberedLines.of("a = [\nttl = x\n")
    assert not Mend.of_lines(work, (1, 1), "ttl = 5", "wrong").is_right(work)


def test_a_mend_is_made() -> None:
    mend = Mend.of_lines(WORK, (2, 3), "ttl = 5", "wrong")
    assert mend.applied(WORK).text == '[site]\ntitle = "A"\nttl = 5\n'
