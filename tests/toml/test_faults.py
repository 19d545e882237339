import json

import pytest

from feedtool.toml import faults
from tests.toml.small import SCHEMA


def found(text: str) -> list[tuple[int, int, str, str]]:
    return [
        (fault.span.line, fault.span.column, fault.message, fault.hint)
        for fault in faults.faults(text, SCHEMA)
    ]


def test_toml_has_no_faults() -> None:
    assert found('[site]\ntitle = "A"\n') == []


def test_all_faults_are_told_in_order_each_with_its_way_out() -> None:
    assert found('title: A\n[site\nttl = "5\nttl = 6\n???\n') == [
        (1, 6, "a colon stands where TOML has =", 'write title = "A"'),
        (2, 6, "the header of a table stands in square brackets", "write [site]"),
        (3, 7, "the text is not closed by a quote", "write ttl = 5"),
        (4, 1, "ttl stands twice: in line 3 too", "delete this line, or line 3"),
        (
            5,
            1,
            "this is no line that TOML knows",
            "delete this line, or write a key, = and a value",
        ),
    ]


def test_places_are_those_of_the_file_as_it_was_written() -> None:
    assert [fault[0] for fault in found("[site]\ntags:\n  - a\n  - b\nttl: 5\n")] == [2, 5]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('\n{"site": {"title": "A"}}', "this is JSON, not TOML", '[site] and title = "A"'),
        ('{"title": "A"}', "this is JSON, not TOML", 'title = "My site"'),
        ("<site/>", "this is XML, not TOML", 'title = "My site"'),
        ("a = 1\rb = 2", "a line ends with a carriage return alone", "line ends LF"),
    ],
)
def test_a_file_of_another_kind_has_one_fault(text: str, message: str, hint: str) -> None:
    ((*_, said, told),) = found(text)
    assert said == message
    assert hint in told


def test_json_that_would_be_too_long_to_copy_is_not_written_out() -> None:
    text = json.dumps({"site": {"title": "x" * 400}})
    assert 'title = "My site"' in found(text)[0][3]


def test_where_nobody_can_tell_what_is_meant_the_reader_is_quoted() -> None:
    ((line, _, message, hint),) = found("[site]\na = '''\n" + "x\n" * 100)
    assert line > 1
    assert message == "a text that began with ''' is not closed"
    assert hint.startswith("write a key, =, and a value")


def test_a_large_file_is_not_mended_again_and_again() -> None:
    many = "a: 1\nb: 2\n" + "# words\n" * 3000
    assert len(found(many)) == 1
    assert len(found("a: 1\nb: 2\n")) == 2


def test_a_date_that_is_none_is_not_put_into_quotes() -> None:
    hint = "write the date that is meant, such as 2023-09-01, or delete this line"
    assert found("[site]\nday = 2019-02-30\nday2 = 2019-2-3\n") == [
        (2, 7, "2019-02-30 is no date", hint),
        (
            3,
            8,
            "TOML writes a date as 2023-09-01T09:19:00Z, or in quotes",
            'write day2 = "2019-02-03"',
        ),
    ]
