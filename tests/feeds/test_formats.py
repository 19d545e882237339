"""What stands of the formats elsewhere, in files that no code writes, is what ``FORMATS`` says."""

import inspect
import json

import pytest

from feedtool.diagnostics import schemas
from feedtool.feeds import formats, layout
from feedtool.feeds.formats import FORMATS, Format
from tests.conftest import ROOT
from tests.tables import each

README = (ROOT / "README.md").read_text("utf-8")


def test_a_configuration_may_name_each_format_and_no_other() -> None:
    schema = json.loads(schemas.shipped(schemas.CONFIG))
    in_feeds = schema["properties"]["feeds"]["properties"]["formats"]
    assert in_feeds["items"]["enum"] == [form.name for form in FORMATS]


def test_nothing_that_must_tell_formats_apart_is_the_same_in_two() -> None:
    for part in ("name", "label", "media_type", "extension"):
        assert len({getattr(form, part) for form in FORMATS}) == len(FORMATS)
    others = {layout.media_type(path) for path in layout.SITE_FILES}
    assert others.isdisjoint(form.media_type for form in FORMATS)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_functions_of_a_format_are_there(form: Format) -> None:
    parameters = inspect.signature(formats.function(form.write)).parameters
    assert list(parameters) == ["feed", "site", "written"]
    for where in (form.ids, form.split):
        assert where is not None
        assert len(inspect.signature(formats.function(where)).parameters) == 1


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_documents_know_each_format(form: Format) -> None:
    assert form.label in README
    assert f"all.{form.extension} " in README
    operations = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert form.media_type in operations


def test_the_readme_lists_the_formats_in_a_configuration() -> None:
    assert f"formats = {json.dumps([form.name for form in FORMATS])}\n" in README


@each(
    ("path", "media_type"),
    [
        ("all.rss", "application/rss+xml"),
        ("topics/ai.atom", "application/atom+xml"),
        ("topics/ai.json", "application/feed+json"),
        ("topics/ai.html", "text/html"),
        ("feeds.opml", "text/x-opml"),
        ("notes.pdf", None),
    ],
)
def test_files_are_served_as_what_their_extension_says(path: str, media_type: str | None) -> None:
    assert layout.media_type(path) == media_type
