import pytest

from feedtool.toml.mends import Mend, NumberedLines
from feedtool.toml.repeated import repeated

LISTS = {"properties": {"feed": {"type": "array"}, "records": {"type": ["object", "array"]}}}


def mend(text: str, at: int) -> Mend:
    (found,) = repeated(NumberedLines.of(text), at, LISTS)
    return found


def test_a_key_that_stands_twice() -> None:
    text = "[site]\na = 1\nb = 2\na = 3\n"
    found = mend(text, 3)
    assert found.message == "a stands twice: in line 2 too"
    assert found.hint == "delete this line, or line 2"
    assert found.applied(NumberedLines.of(text)).text == "[site]\na = 1\nb = 2\n"


def test_a_table_that_begins_twice_in_a_row() -> None:
    found = mend("[site]\n[site]\n", 1)
    assert (found.new, found.hint) == ((), "delete this line")


def test_a_table_that_is_begun_again_further_below() -> None:
    text = "[site]\na = 1\n[x]\n[site]\nb = 1\n[y]\n"
    found = mend(text, 3)
    assert found.message == "the table site stands twice: it begins in line 1"
    assert found.hint == "move the lines below it to below line 1, and delete this one"
    assert found.applied(NumberedLines.of(text)).text == "[site]\nb = 1\na = 1\n[x]\n[y]\n"


@pytest.mark.parametrize("name", ["feed", "records"])
@pytest.mark.parametrize(
    ("above", "below", "where"), [("[{}]", "[[{}]]", "in line 1"), ("[[{}]]", "[{}]", "here")]
)
def test_the_tables_of_a_list_stand_in_double_brackets(
    name: str, above: str, below: str, where: str
) -> None:
    text = f"{above.format(name)}\na = 1\n{below.format(name)}\na = 2\n"
    found = mend(text, 2)
    assert found.hint == f"write [[{name}]] {where}"
    assert found.applied(NumberedLines.of(text)).text == f"[[{name}]]\na = 1\n[[{name}]]\na = 2\n"


def test_a_table_that_dotted_keys_began() -> None:
    text = "site.a = 1\nsite.b = 2\n[site]\nc = 1\n"
    found = mend(text, 2)
    assert found.message == "the table site is begun already: lines 1, 2"
    assert found.applied(NumberedLines.of(text)).text == "[site]\na = 1\nb = 2\nc = 1\n"


@pytest.mark.parametrize("text", ['site.a = """\n"""\n[site]\n', "\n\n[other]\n", "\n\n# words\n"])
def test_nothing_is_said_of_what_cannot_be_moved_or_stands_once(text: str) -> None:
    assert list(repeated(NumberedLines.of(text), 2, LISTS)) == []
