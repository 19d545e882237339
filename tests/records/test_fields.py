"""Fields read through a table: what each getter gives, and what it says of a value that is unfit."""

from datetime import UTC, datetime
from typing import Any

import pytest

from feedtool.records.fields import NUMBER, Unfit
from feedtool.records.fields import Fields as FieldsOf
from feedtool.records.mapping import SHIPPED
from feedtool.schema.names import HOLDING
from tests.tables import each


def Fields(value: Any) -> FieldsOf:  # noqa: N802 - a record of the shipped names
    return FieldsOf(value, SHIPPED.record)


def unfit(value: Any, method: str, *arguments: Any) -> tuple[str, str, str, str]:
    """The pointer, code, message and hint of what a getter refuses."""
    with pytest.raises(Unfit) as refused:
        getattr(Fields(value), method)(*arguments)
    found = refused.value
    assert str(found) == found.message
    return found.pointer, found.code, found.message, found.hint


def test_a_field_is_found_at_the_end_of_its_keys() -> None:
    fields = Fields({"title": "A", "provider": {"name": "P"}, "heat": 0})
    assert fields.find("title") == "A"
    assert fields.find("provider_name") == "P"
    assert fields.find("provider_domain") is None
    assert fields.has("heat")
    assert not fields.has("excerpt")


@each("value", [None, "text", [], {"provider": "text"}, {"provider": ["name"]}])
def test_what_is_no_mapping_has_no_fields(value: Any) -> None:
    assert Fields(value).find("provider_name") is None


@pytest.mark.parametrize("field", HOLDING)
def test_a_story_is_held_by_true_alone(field: str) -> None:
    assert Fields({"published": True, SHIPPED.record.key(field): True}).withheld_by() == field
    for value in (False, None, 1, "true"):
        assert Fields({"published": True, SHIPPED.record.key(field): value}).withheld_by() is None
    assert Fields({"published": False}).withheld_by() == "is_published"


def test_a_value_of_the_wrong_type_is_unfit_and_true_is_no_number() -> None:
    assert Fields({"heat": 7}).typed("heat", NUMBER) == 7
    assert Fields({"published": False}).typed("is_published", bool) is False
    assert unfit({"heat": True}, "typed", "heat", NUMBER) == (
        "/heat",
        "record-unfit",
        "heat is missing or of the wrong type",
        "write a number, such as 50",
    )
    assert unfit({}, "typed", "provider_name", str) == (
        "/provider/name",
        "record-unfit",
        "provider.name is missing or of the wrong type",
        "feeds need it: mend the record",
    )
    assert unfit({"published": 1}, "typed", "is_published", bool)[3] == "write true or false"


def test_a_text_is_plain_and_must_say_something() -> None:
    assert Fields({"title": "A <b>bold</b>  title"}).text("title") == "A bold title"
    assert unfit({"title": "<br>"}, "text", "title") == (
        "/title",
        "text-empty",
        "title has no text once markup is taken out",
        'write a text without HTML, such as "A title"',
    )
    assert unfit({"title": 7}, "text", "title")[1:] == (
        "record-unfit",
        "title is missing or of the wrong type",
        'write a text, such as "A title"',
    )


def test_texts_are_plain_without_the_empty_ones() -> None:
    assert Fields({"topics": ["AI", "<br>", "", "<i>Robots</i>"]}).texts("topics") == [
        "AI",
        "Robots",
    ]
    assert Fields({}).texts("topics") == []
    assert unfit({"topics": ["AI", 7]}, "texts", "topics")[2:] == (
        "topics holds something other than texts",
        "write a list of texts, such as [AI]",
    )
    assert unfit({"topics": "AI"}, "texts", "topics")[2] == "topics is missing or of the wrong type"


@pytest.mark.parametrize(
    ("value", "heat"), [({}, 0), ({"heat": 7}, 7), ({"heat": 7.9}, 7), ({"heat": -1}, -1)]
)
def test_heat_is_a_whole_number(value: Any, heat: int) -> None:
    assert Fields(value).heat() == heat
    assert isinstance(Fields(value).heat(), int)


A, B = "https://a.example.org/", "https://b.example.org/"


@pytest.mark.parametrize(
    ("value", "address"),
    [({"originalUrl": A, "webUrl": B}, A), ({"originalUrl": A}, A), ({"webUrl": B}, B)],
)
def test_a_story_was_found_at_its_original_or_else_where_readers_go(
    value: Any, address: str
) -> None:
    assert Fields(value).original() == address


def test_an_address_is_of_the_web() -> None:
    assert unfit({}, "original")[0] == "/originalUrl"
    assert unfit({"webUrl": "ftp://a.example.org/"}, "original") == (
        "/webUrl",
        "record-unfit",
        "webUrl is no http or https URL",
        "write a whole http or https address, such as https://www.example.org/story",
    )


def test_a_moment_has_a_zone() -> None:
    value: Any = {"publishedDateTime": "2023-09-01T11:19:00+02:00"}
    assert Fields(value).moment("published") == datetime(2023, 9, 1, 9, 19, tzinfo=UTC)
    assert unfit({"publishedDateTime": "2023-09-01"}, "moment", "published") == (
        "/publishedDateTime",
        "record-unfit",
        "publishedDateTime is no date and time with a zone",
        "write a date and time with a zone, such as 2023-09-01T09:19:00Z",
    )
    assert unfit({"updatedDateTime": "x"}, "moment", "updated")[3].endswith("2023-09-02T10:00:00Z")
