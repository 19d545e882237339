from feedtool.records.mapping import SHIPPED
from feedtool.schema.names import HOLDING, NoNames


def test_what_is_no_record_has_no_fields() -> None:
    names = NoNames()
    assert names.fields_along(("title", "0")) == [None, None]
    assert names.field_of("/title") is None
    assert names.find({"title": "T"}, "title") is None
    assert names.known_as("/topics/a~1b~0") == "a/b~"


def test_each_field_that_holds_a_story_back_is_one_of_a_record() -> None:
    assert [SHIPPED.field_of(f"/{SHIPPED.record.key(field)}") for field in HOLDING] == [*HOLDING]
