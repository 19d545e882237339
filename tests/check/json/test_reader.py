from feedtool.check.collector import Collector
from feedtool.check.json.reader import MAX_DEPTH, JsonValue, Reader
from tests.tables import each

KNOWN = ("a", "b", "items")


def read(text: str | bytes) -> tuple[JsonValue | None, list[JsonValue], list[tuple[str, str]]]:
    """The value of a document, the items that were visited, and what was found."""
    data = text.encode() if isinstance(text, str) else text
    collector, items = Collector(), list[JsonValue]()
    value = Reader(data, "items", KNOWN, lambda item, _: items.append(item), collector).read()
    found = [(one.code, data[one.start : one.end].decode()) for one in collector.findings]
    return value, items, found


def test_values_are_known_by_kind_and_place() -> None:
    value, _, found = read(' {"a": [1.5, true, null, "x\\u00e9"], "b": {}} ')
    assert found == []
    assert value is not None
    a = value.members["a"]
    assert [part.kind for part in a.parts] == ["number", "boolean", "null", "string"]
    assert (a.parts[0].number, a.parts[3].text) == (1.5, "xé")
    assert (value.start, value.end) == (1, 45)
    assert (a.parts[0].start, a.parts[0].end) == (8, 11)
    assert value.keys["a"] == (2, 5)


def test_items_are_visited_and_not_kept() -> None:
    value, items, _ = read('{"items": [{"a": 1}, 2], "a": {"items": [3]}}')
    assert [item.kind for item in items] == ["object", "number"]
    assert value is not None
    assert value.members["items"].parts == []
    assert value.members["items"].number == 2


def test_of_what_is_not_known_only_the_kind_is_kept() -> None:
    value, _, _ = read('{"x": {"a": "long"}, "a": "kept"}')
    assert value is not None
    assert (value.members["x"].kind, value.members["x"].members) == ("object", {})
    assert value.members["a"].text == "kept"


@each(
    ("text", "at"),
    [
        ("{", ""),
        ('{"a" 1}', "1"),
        ('{"a": 1,}', "}"),
        ("[1 2]", "2"),
        ('{"a": NaN}', "N"),
        ('{"a": 01}', "1"),
        ('["\t"]', '"'),
        ('["\\x"]', '"'),
        ("// x", "/"),
        ("{} {}", "{"),
        ("[" * (MAX_DEPTH + 3), "["),
    ],
)
def test_where_a_document_is_no_json(text: str, at: str) -> None:
    value, _, found = read(text)
    assert value is None
    assert found == [("json-not-well-formed", at)]


def test_what_is_odd_and_can_be_read_is_told() -> None:
    value, _, found = read('{"a": 1, "a": "\\ud800"}')
    assert found == [("json-duplicate-key", '"a"'), ("json-lone-surrogate", '"\\ud800"')]
    assert value is not None
    assert value.members["a"].text == "\ufffd"
