"""Of a block with a few odd entries the careful pass goes over these alone, and finds the same."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool.diagnostics.problem import Problem
from feedtool.frontmatter.careful import Pass
from feedtool.frontmatter.odd import entries
from feedtool.frontmatter.source import SourceText, of_text
from tests.calls import calls
from tests.frontmatter.odd.test_pieces import BROKEN, ODD
from tests.frontmatter.test_ordinary import typed
from tests.tables import each

# Wrong by itself, whatever stands around it.
WRONG = [
    "a: &b x\n",
    "a: *b\n",
    "a: !c x\n",
    "a: yes\n",
    "a: 1\n'a': 2\n",
    "<<: x\n",
    "a:\n  - b: 1\n    b: 2\n",
    "a: 99999999999999999999\n",
    "first: 2\n",
    '"first": 2\n',
    "a:\n  b: {c: &d e}\n",
    "a: {1: x}\n",
    "a: |+\n\n\n",
    "a:\n  ? [x]\n  : y\n",
]
ORDINARY = [
    'first: "1"\n',
    "others:\n  - name: a\n    url: b\n",
    "# a comment\nlast: [a, b]\n",
    "text: |-\n  one\n  two\n",
    "long: some words that make this entry the larger part of the block, so that it pays to leave it out\n",
]


def found(value: object, problems: list[Problem]) -> object:
    return problems, typed(value), [*value] if isinstance(value, dict) else None


def careful(source: SourceText) -> object:
    return found(*Pass(source).run())


@each("entry", [*WRONG, *ODD, *BROKEN])
def test_an_entry_among_ordinary_ones(entry: str) -> None:
    for parts in itertools.permutations([entry, *ORDINARY], 3):
        for text in ("".join(parts), "".join(parts).replace("\n", "\r\n")):
            source = of_text("a.md", text)
            assert found(*entries.read(source)) == careful(source)


def test_a_key_that_is_there_twice_stands_where_it_is_first() -> None:
    source = of_text("a.md", "name: x\nname: y\n" + "".join(ORDINARY) + "images: &a b\n")
    value, _ = entries.read(source)
    assert isinstance(value, dict)
    assert [*value] == ["name", "first", "others", "last", "text", "long", "images"]


@given(
    st.lists(
        st.sampled_from([*WRONG, *ODD, *BROKEN, *ORDINARY, "\n", "---\n", "...\n", "  x\n", "%\n"]),
        max_size=8,
    )
)
@settings(deadline=None)
def test_entries_in_any_order(parts: list[str]) -> None:
    source = SourceText("a.md", f"---\n{''.join(parts)}---\n", 4, 4 + len("".join(parts)))
    assert found(*entries.read(source)) == careful(source)


def test_ordinary_entries_are_not_gone_over() -> None:
    """A wrong one of a large block takes no more steps than of a small one."""
    steps = []
    for others in (100, 1000):
        block = "heat: &a 60\n" + "".join(f"key{number}: 1\n" for number in range(others))
        counted = calls(entries.read, of_text("a.md", block))
        steps.append({name: n for (module, name), n in counted.items() if module == "careful"})
    assert steps[0] == steps[1]
    assert steps[0]["_refuse_properties"] == 1
