import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.schema.libraries import forms
from feedtool.schema.libraries.compiled import compiled
from tests.tables import each


@each(
    ("name", "good", "bad"),
    [
        ("date-time", "2023-09-01T09:19:00Z", "2023-09-01"),
        ("uri", "https://a.example/", "mailto:a@a.example"),
        ("iri", "https://ä.example/", "/a"),
        ("idn-hostname", "ä.example", "a b"),
        ("idn-hostname", "ä.example", "a.example/b"),
    ],
)  # fmt: skip
def test_a_format_is_asked_of_texts_alone(name: str, good: str, bad: str) -> None:
    holds = forms.FORMATS[name]
    assert holds(good)
    assert holds(7)
    assert not holds(bad)


@pytest.mark.parametrize("name", forms.USUAL)
@given(data=st.data())
def test_what_looks_usual_is_what_the_format_takes(name: str, data: st.DataObject) -> None:
    value = data.draw(st.from_regex(forms.USUAL[name].replace("$", r"\Z")))
    assert forms.FORMATS[name](value)


def test_a_usual_pattern_is_tried_before_a_function() -> None:
    quick = forms.quickened({"properties": {"a": {"format": "iri", "type": "string"}}})
    assert quick["properties"]["a"]["else"] == {"format": "iri"}
    assert "format" not in quick["properties"]["a"]
    assert forms.quickened({"format": "iri"}, knows_if=False)["anyOf"][1] == {"format": "iri"}
    union = {"format": "iri", "then": {}}
    assert forms.quickened(union) == union
    assert forms.quickened([{"format": "email"}, True]) == [{"format": "email"}, True]


def test_an_error_of_a_format_comes_alone() -> None:
    """With those of the branches of a union it takes three times as long."""
    (error,) = compiled(forms.quickened({"format": "iri"})).iter_errors("/a")
    assert error.kind.name == "format"
    assert not hasattr(error.kind, "context")


def test_a_pattern_ends_where_the_text_does() -> None:
    schema = {
        "pattern": "^a$",
        "items": [{"pattern": "a$|b$"}, {"pattern": r"\$"}],
        "pattern_": "a$",
    }
    assert forms.anchored(schema) == {
        "pattern": r"^a\Z",
        "items": [{"pattern": r"a\Z|b\Z"}, {"pattern": r"\$"}],
        "pattern_": "a$",
    }


def test_every_open_object_is_closed_and_marked() -> None:
    part = {"type": "object", "properties": {"a": {"type": "object", "properties": {}}}}
    shut = forms.closed({**part, "additionalProperties": {"type": "string"}})
    assert shut["additionalProperties"] == {"type": "string"}
    assert shut[forms.OPEN] is False
    assert shut["properties"]["a"] == {
        "type": "object",
        "properties": {},
        "additionalProperties": False,
        forms.OPEN: True,
    }
    assert forms.closed({"type": "string"}) == {"type": "string"}


def test_wrong_names_of_a_table_are_asked_for_once() -> None:
    names = {"pattern": "^a"}
    quick = forms.quickened({"type": "object", "propertyNames": names})
    assert quick == {"type": "object", "not": {"not": {"propertyNames": names}}}
    # What a property is called is no keyword, and what is there already is not replaced.
    for left in (
        {"propertyNames": {"type": "string"}},
        {"type": "object", "propertyNames": names, "not": {"required": ["a"]}},
    ):
        assert forms.quickened(left) == left
