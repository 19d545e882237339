import pytest

from feedtool.toml import lines, reader
from tests.tables import each
from tests.toml.small import SCHEMA


@each(
    ("line", "meant", "message"),
    [
        ("title: A", 'title = "A"', "a colon stands where TOML has ="),
        ('title == "A"', 'title = "A"', "== stands where TOML has ="),
        ("title A", 'title = "A"', "there is no = behind title"),
        ("title = A b # c", 'title = "A b"  # c', "a text stands in quotes"),
        ("“title” = “A”", 'title = "A"', "these quotes are no straight ones"),
        ("draft = yes", "draft = true", "true and false are written so"),
        ("ttl = 5 minutes", "ttl = 5", "a number is written in digits alone"),
        ("ttl = five", "ttl = 1", "this is no number"),
        ("tags = (a, b)", 'tags = ["a", "b"]', "a text stands in quotes"),
        (r"path = c:\x", 'path = "c:/x"', "a text stands in quotes"),
        ("author = {name: N}", 'author = { name = "N" }', "a colon stands where TOML has ="),
        ("author:", "[site.author]", "the header of a table stands in brackets"),
        ("title = null", "", "TOML has no word for nothing"),
        ("title =", "", "there is no value behind title"),
        ("// note", "# note", "a comment begins with #"),
        ("[site", "[site]", "the header of a table stands in square brackets"),
        ("{site}", "[site]", "the header of a table stands in square brackets"),
        (
            "[topics.Big Data]",
            "[topics.big-data]",
            "the name of a table is made of letters, digits and hyphens",
        ),
        ('[site] title = "A"', '[site]\ntitle = "A"', "a header has its line to itself"),
        ("ttl = 1, draft = true", "ttl = 1\ndraft = true", "each key has a line of its own"),
        (
            "\u00a0ttl = 1",
            " ttl = 1",
            "the character U+00A0 (no-break space) is no blank to TOML",
        ),
        (
            "ttl = 1\u200b",
            "ttl = 1",
            "the character U+200B (zero width space) cannot stand here",
        ),
    ],
)
def test_a_line_is_written_as_it_was_meant(line: str, meant: str, message: str) -> None:
    found = lines.repair(line, ("site",), SCHEMA)
    assert found is not None
    assert found[:2] == (meant, message)
    assert reader.is_toml(found.text)
    assert not reader.is_toml(line)


def test_a_topic_in_a_list_of_yaml_gets_a_table() -> None:
    found = lines.repair("- name: Big Data", ("topics",), SCHEMA)
    assert found is not None
    assert found.text == '[topics.big-data]\nname = "Big Data"'


@pytest.mark.parametrize("line", ["???", "http://x", "= 5", "unheard of"])
def test_nothing_is_said_where_nobody_can_tell(line: str) -> None:
    assert lines.repair(line, ("site",), SCHEMA) is None


@each(
    ("name", "slug"),
    [("Big Data", "big-data"), ("Ünï", "uni"), ("🎉", ""), (" -a- ", "a"), ("x" * 79 + " y", "x" * 79)],
)  # fmt: skip
def test_a_slug_is_made_of_what_is_left_of_a_name(name: str, slug: str) -> None:
    assert lines.slug(name) == slug
    assert not lines.is_slug(name)
    assert lines.is_slug(slug) is bool(slug)
