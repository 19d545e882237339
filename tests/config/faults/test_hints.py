import tomllib
from typing import Any

import pytest

from feedtool.config import settings
from feedtool.config.faults import hints, meanings
from feedtool.config.faults.hints import ConfigText, Hints
from feedtool.diagnostics import schemas
from feedtool.schema import validator
from tests.tables import each

SCHEMA = settings.json_schema()
GOOD = '[site]\ntitle = "A"\nurl = "https://a.example/"\n'


def of(text: str, **variables: str) -> tuple[Hints, dict[str, Any]]:
    """The hints for a text, with the values that variables (``feeds__limit``) are said to give."""
    table = tomllib.loads(text)
    paths = {tuple(path.split("__")): name for path, name in variables.items()}
    return Hints(ConfigText("feedtool.toml", text, paths), table, SCHEMA), table


def unknown(text: str, table: str, name: str) -> str:
    found, _ = of(text)
    path = tuple(table.split(".")) if table else ()
    meant = meanings.intended_key(SCHEMA, path, name, found.at((*path, name)))
    return found.unknown(path, name, meant, found.places.find((*path, name)))


@each(
    ("text", "table", "name", "hint"),
    [
        (f'{GOOD}lang = "de"\n', "site", "lang", 'write language = "de"'),
        (f'{GOOD}lang = "de"\nlanguage = "fr"\n', "site", "lang", "delete this line"),
        (f"{GOOD}xyzzy = [\n1]\n", "site", "xyzzy", "delete lines 4 to 5"),
        (f"{GOOD}[xyzzy]\n", "", "xyzzy", "delete this table"),
        (f"{GOOD}[output]\nlimit = 1\n", "", "output", "write [feeds]"),
        (
            f"{GOOD}[output]\n[feeds]\n",
            "",
            "output",
            "move the lines below it to below [feeds], and delete this one",
        ),
        (f"{GOOD}[tool.feedtool.feeds]\nlimit = 1\n", "", "tool", "write [feeds]"),
        (
            f"{GOOD}limit = 3\n[feeds]\n",
            "site",
            "limit",
            "delete this line, and write limit = 3 below [feeds]",
        ),
        (f"limit = 3\n{GOOD}", "", "limit", "write a line [feeds] above this one"),
        (
            f"count = '3'\n{GOOD}",
            "",
            "count",
            "write a line [feeds] above this one, and here limit = 3",
        ),
        (
            f"{GOOD}limit = 3\nttl = 5\n",
            "site",
            "limit",
            "delete this line, and write at the end of the file: [feeds] and limit = 3",
        ),
    ],
)
def test_a_key_that_its_table_does_not_know(text: str, table: str, name: str, hint: str) -> None:
    assert unknown(text, table, name) == hint


def test_keys_above_all_headers_get_a_header() -> None:
    found, _ = of('title = "A"\nurl = "https://a.example/"\n[feeds]\n')
    assert found.above_headers(["title", "url"], ("site",)) == "write a line [site] above this one"
    found, _ = of("title = 'A'\nlimit = 3\nurl = 'x'\n")
    assert found.above_headers(["title", "url"], ("site",)) == (
        "move lines 1, 3 to the end of the file, below a line [site]"
    )


@each(
    ("text", "path", "hint"),
    [
        (f"{GOOD}ttl = 0\n", "site.ttl", "write a number from 1 to"),
        (f"{GOOD}ttl = '7'\n", "site.ttl", "write ttl = 7"),
        (f"{GOOD}language = '-'\n", "site.language", "delete this line"),
        ("[site]\ntitle = ''\n", "site.title", 'write it in full, such as title = "My site"'),
        ("site = 5\n", "site", f"delete this line, and {hints.WHOLE_SITE}"),
        (f"{GOOD}[[feeds]]\nlimit = 3\n", "feeds", "write [feeds]"),
        (f"{GOOD}[[topics]]\nname = 'A B'\n", "topics", "write [topics.a-b]"),
    ],
)
def test_a_value_that_cannot_be(text: str, path: str, hint: str) -> None:
    found, table = of(text)
    keys = tuple(path.split("."))
    error = next(
        one
        for one in validator.compiled(schemas.shipped(schemas.CONFIG), trusted=True).errors(table)
        if one.pointer == "/" + path.replace(".", "/")
    )
    statement = found.statement(keys, found.places.find(keys))
    assert statement is not None
    assert found.value(statement, keys, error, 0).startswith(hint)


@each(
    ("table", "name", "text", "hint"),
    [
        ("", "site", "", hints.WHOLE_SITE),
        ("site", "url", "[site]\ntitle = 'A'\n", 'write url = "https://example.org/" below [site]'),
        ("site", "title", "site.url = 'x'\n", 'write site.title = "My site" below this line'),
        (
            "site",
            "url",
            "site = { title = 'A' }\n",
            'write site = { title = "A", url = "https://example.org/" }',
        ),
        ("topics.big-data", "name", "[topics.big-data]\n", 'write name = "Big Data" below'),
    ],
)
def test_what_is_missing(table: str, name: str, text: str, hint: str) -> None:
    found, _ = of(text)
    assert found.missing(tuple(table.split(".")) if table else (), name).startswith(hint)


def test_what_a_variable_gives_is_set_otherwise() -> None:
    found, table = of(
        GOOD + "[feeds]\nlimit = 0\nformats = ['html', 'RSS']\n",
        feeds__limit="FEEDTOOL_FEEDS_LIMIT",
        feeds__formats="FEEDTOOL_FEEDS_FORMATS",
    )
    errors = validator.compiled(schemas.shipped(schemas.CONFIG), trusted=True).errors(table)
    by_pointer = {error.pointer: error for error in errors}
    hint = found.variable(("feeds", "limit"), by_pointer["/feeds/limit"])
    assert hint.startswith("set FEEDTOOL_FEEDS_LIMIT to a number from 1 to")
    hint = found.variable(("feeds", "formats", "0"), by_pointer["/feeds/formats/0"])
    assert hint == "set FEEDTOOL_FEEDS_FORMATS=rss"


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ('[topics."A B"]\n', "A B", 'write two lines: [topics.a-b] and name = "A B"'),
        ('[topics."A B"]\nname = "X"\n', "A B", "write [topics.a-b]"),
        ('[topics.a-b]\nname = "X"\n[topics."A B"]\nname = "Y"\n', "A B", "write [topics.a-b-2]"),
    ],
)
def test_the_key_of_a_topic_becomes_a_slug(text: str, name: str, hint: str) -> None:
    found, _ = of(text)
    assert found.slug(name, found.places.find(("topics", name))) == hint


def test_tables_in_words() -> None:
    assert hints.header(("topics", "a b")) == '[topics."a b"]'
    assert hints.without_prefix(("tool", "feedtool", "site")) == ("site",)
    assert hints.bounds({"minimum": 1, "maximum": 5}) == " from 1 to 5"
    assert hints.bounds({"minimum": 1}) == ""
