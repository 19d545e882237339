"""Which lines differ: by what is made of it, and by how much is looked at."""

from difflib import SequenceMatcher
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feedtool.text.linediff import LineMatcher

LINES = st.lists(st.sampled_from("abcdefghij"), max_size=12)


@given(old=LINES, new=LINES)
def test_the_differences_make_one_text_of_the_other(old: list[str], new: list[str]) -> None:
    made: list[str] = []
    kinds: list[str] = []
    for kind, start, end, first, last in LineMatcher(old, new).get_opcodes():
        made += old[start:end] if kind == "equal" else new[first:last]
        assert kind != "equal" or old[start:end] == new[first:last]
        kinds.append(kind)
    assert made == new
    # What is equal, and what is not, is told in as few parts as there can be.
    assert all((one == "equal") != (other == "equal") for one, other in pairwise(kinds))


def test_lines_in_another_order_are_left_to_difflib() -> None:
    old, new = list("abcd"), list("bcda")
    assert LineMatcher(old, new).get_opcodes() == SequenceMatcher(None, old, new).get_opcodes()


class Line(str):
    """A line that counts how often one is looked up."""

    __slots__ = ()
    looked_up = 0

    def __hash__(self) -> int:
        Line.looked_up += 1
        return super().__hash__()


def test_every_other_line_changed_is_no_more_work_for_each() -> None:
    def work(lines: int) -> int:
        Line.looked_up = 0
        old = [Line(number) for number in range(lines)]
        new = [Line(f"{line}!") if number % 2 else line for number, line in enumerate(old)]
        assert len(LineMatcher(old, new).get_opcodes()) == lines
        return Line.looked_up

    assert work(4000) < 2.2 * work(2000)
