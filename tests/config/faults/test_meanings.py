from typing import Any

import pytest

from feedtool.config import settings
from feedtool.config.faults import meanings
from feedtool.toml import shape
from tests.tables import each

SCHEMA = settings.json_schema()


@each(
    ("table", "name", "value", "expected"),
    [
        # by form and by meaning
        ("feeds", "Min-Heat", 5, "feeds.min_heat"),
        ("feeds", "max-items", 5, "feeds.limit"),
        ("topics.ai", "synonyms", [], "topics.ai.aliases"),
        ("site.author", "mail", "a@b.example", "site.author.email"),
        # in another table
        ("", "baseURL", "https://a.example", "site.url"),
        ("", "limit", 3, "feeds.limit"),
        ("feeds", "language", "de", "site.language"),
        ("site", "email", "a@b.example", "site.author.email"),
        # a table
        ("", "website", {}, "site"),
        ("", "feedz", {}, "feeds"),
        ("", "tags", [], "topics"),
        ("feeds", "records", {}, "records"),
        # by spelling
        ("feeds", "limmit", 1, "feeds.limit"),
        ("", "langauge", "de", "site.language"),
    ],
)
def test_what_was_meant_by_a_key(table: str, name: str, value: Any, expected: str) -> None:
    found = meanings.intended_key(SCHEMA, tuple(table.split(".")) if table else (), name, value)
    assert found is not None
    assert ".".join((*found.table, found.key)) == expected


@pytest.mark.parametrize(
    ("table", "name"), [((), "xyzzy"), (("feeds",), "colour"), ((), "t" * 65), (("site",), "")]
)
def test_nobody_can_tell_what_was_meant(table: tuple[str, ...], name: str) -> None:
    assert meanings.intended_key(SCHEMA, table, name, 1) is None


def test_what_is_called_otherwise_elsewhere_is_a_key_that_there_is() -> None:
    for table, keys in meanings._KEYS.items():
        known = shape.keys(shape.at(SCHEMA, table))
        assert known
        assert keys.keys() <= set(known)
