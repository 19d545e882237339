"""The lines of an odd block in which one value stands; that their places are right is in ``test_places``."""

from typing import Any

import yaml

from feedtool.frontmatter import loader
from feedtool.frontmatter.odd.stretches import Stretches
from feedtool.frontmatter.places import YamlPlaces
from feedtool.frontmatter.search import keys_of_any
from tests.frontmatter.test_places import NotedSource, is_read_whole
from tests.tables import each

BLOCK = """\
title:\tA
"related":
  # the first
  - title:\tOne
    provider: {name: x}
  - 'title': Two
    text: >-
      - no item
      title: no key
    lists:
    - - a
      - b
    -
      c:\t1
heat: 1
"""


def read(block: str) -> Any:
    return yaml.load(block, loader.LOADER)


def smallest(block: str, pointer: str) -> str:
    value = read(block)
    stretch = Stretches(block, keys_of_any(block, [*value]), value).smallest(pointer)
    return block[stretch.start : stretch.end]


@each(
    ("pointer", "lines"),
    [
        ("/title", "title:\tA\n"),
        ("/related/0", "  - title:\tOne\n    provider: {name: x}\n"),
        ("/related/0/title", "title:\tOne\n"),
        ("/related/0/provider/name", "provider: {name: x}\n"),
        ("/related/1/title", "'title': Two\n"),
        ("/related/1/text", "text: >-\n      - no item\n      title: no key\n"),
        ("/related/1/lists/0/1", "    - - a\n      - b\n"),
        ("/related/1/lists/1/c", "c:\t1\n"),
        ("/related/1/absent", BLOCK[BLOCK.index("  - 'title'") : BLOCK.index("heat")]),
        ("/related/9", BLOCK[BLOCK.index('"related') : BLOCK.index("heat")]),
    ],
)
def test_the_lines_of_a_value(pointer: str, lines: str) -> None:
    assert smallest(BLOCK, pointer) == lines


@each(
    "block",
    [
        "a:\n  - 'x\n  - y'\n  - z\n",  # a line of a text begins like an item
        "a:\n  b: 'x\n  c: y'\n  d: z\n",  # or like a key
        "a: &m\n  b: 1\n",
        "a:\n  ? b\n  : 1\n",
        "a: {b: 1,\n  c: 2}\n",
        "a:\n  b: >-\n  # no text\n  c: 1\n",  # by itself, b would have this as its text
        "m: &m\n  x: 1\na:\n  <<: *m\n  b: 2\n",
    ],
)
def test_where_the_lines_do_not_tell_all_of_a_key_is_read(block: str) -> None:
    value = read(block)["a"]
    pointer = f"/a/{0 if isinstance(value, list) else next(iter(value))}"
    assert smallest(block, pointer) == block[block.index("a:") :]


def test_a_value_of_an_odd_record_takes_a_pass_over_its_line() -> None:
    block = "related:\n" + "".join(f"  - title:\tn{n}\n    url:\tu{n}\n" for n in range(40))
    source = NotedSource(block)
    places = YamlPlaces(source, read(block), is_ordinary=False)
    assert places.find("/related/7/url") == places.find("/related/7/url")
    assert source.read == ["url:\tu7\n"]
    assert not is_read_whole(places)
    assert places.find("/related/7/url") == places.all["/related/7/url"]
