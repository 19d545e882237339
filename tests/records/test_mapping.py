"""The table of names: what leads to a field, and what a field is called where."""

import pickle

from feedtool.diagnostics import schemas
from feedtool.records.mapping import SHIPPED
from tests.tables import each

OTHER = SHIPPED.renamed(
    {"published": ("date",), "is_published": ("status", "live"), "provider_name": ("a/b",)},
    {"image_url": ("src",)},
    {"title": ("label",)},
)


@each(
    ("pointer", "field"),
    [
        ("/date", "published"),
        ("/status/live", "is_published"),
        ("/status", None),
        ("/a~1b", "provider_name"),
        ("/title", "title"),
        ("/related", "related"),
        ("/related/3", None),
        ("/related/3/label", "title"),
        ("/related/3/title", None),
        ("/related/3/images/0/src", "image_url"),
        ("/images/0/src", "image_url"),
        ("/images/0/url", None),
        ("/topics/0", None),
        ("/publishedDateTime", None),
        ("", None),
    ],
)
def test_a_pointer_leads_to_a_field(pointer: str, field: str | None) -> None:
    assert OTHER.field_of(pointer) == field


def test_a_field_is_found_held_and_named_by_its_keys() -> None:
    record = {"status": {"live": None}, "date": "x", "related": [{"label": "y"}]}
    assert OTHER.find(record, "published") == "x"
    assert OTHER.find(record, "title", "/related/0/webUrl") == "y"
    assert OTHER.record.find({"status": 7}, "is_published") is None
    assert OTHER.record.holds(record, "is_published")
    assert not OTHER.record.holds(record, "heat")
    assert OTHER.record.name("is_published") == "status.live"
    assert OTHER.record.pointer("provider_name") == "/a~1b"
    made: dict[str, object] = {}
    OTHER.record.put(made, "is_published", value=True)
    assert made == {"status": {"live": True}}


def test_a_field_has_its_shipped_name_for_those_who_know_that_alone() -> None:
    assert OTHER.known_as("/date") == "publishedDateTime"
    assert OTHER.known_as("/images/0/src") == "url"
    assert OTHER.known_as("/x~1y") == "x/y"
    assert SHIPPED.known_as("/webUrl") == "webUrl"


def test_a_worker_gets_one_mapping_and_knows_the_shipped_one() -> None:
    assert pickle.loads(pickle.dumps(SHIPPED)) is SHIPPED
    sent = pickle.dumps(OTHER)
    assert repr(pickle.loads(sent)) == repr(OTHER) != repr(SHIPPED)
    assert pickle.loads(sent) is pickle.loads(sent)


def test_the_shipped_names_are_those_of_the_shipped_schema() -> None:
    document = schemas.loads(schemas.shipped(schemas.RECORD))
    assert {SHIPPED.record.key(field) for field in SHIPPED.record.paths} == document[
        "properties"
    ].keys()


def test_what_is_never_published_is_not_kept() -> None:
    assert "secured" not in SHIPPED.published_keys
    assert {"title", "provider", "publishedDateTime"} <= {*SHIPPED.published_keys}


def test_what_an_item_takes_from_selection_is_told_from_what_stands_beside_it() -> None:
    assert SHIPPED.selection_keys == {"id", "heat", "topics"}
    grouped = SHIPPED.renamed({"heat": ("meta", "heat"), "title": ("meta", "title")})
    assert grouped.selection_keys == {"id", "topics"}
