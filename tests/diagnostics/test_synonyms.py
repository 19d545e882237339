"""What fields are called elsewhere; the names that the issue of every importer begins with."""

from feedtool.diagnostics import schemas, synonyms
from tests.tables import each

RECORD = tuple(schemas.loads(schemas.shipped(schemas.RECORD))["properties"])


@each(
    ("names", "meant"),
    [
        ("tags tag categories category_list keywords topic Tags hashtags", "topics"),
        ("date pubDate pub_date created published_at datePublished fecha", "publishedDateTime"),
        ("description summary abstract subtitle standfirst descripci\u00f3n", "excerpt"),
        (
            "url link permalink source canonical original_url OriginalURL original-url",
            "originalUrl",
        ),
        ("lastmod updated modified last_modified_at dateModified", "updatedDateTime"),
        ("image cover thumbnail hero featured_image", "images"),
        ("headline name titel Title TITLE tilte \u200btitle title:", "title"),
        ("author publisher site byline", "provider"),
        ("is_draft status publish", "published"),
        ("kind", "type"),
        ("score", "heat"),
        ("rating qualty", "quality"),
        ("guid", "id"),
    ],
)
def test_a_name_means_a_field(names: str, meant: str) -> None:
    for name in names.split():
        assert synonyms.candidates(name, RECORD)[0] == meant, name


@each("name", ["slug", "aliases", "weight", "toc", "comments", "page", "", "x" * 999])
def test_what_is_no_field_elsewhere_means_none(name: str) -> None:
    assert synonyms.candidates(name, RECORD) == ()


def test_a_word_means_what_its_object_lacks() -> None:
    assert synonyms.candidates("url", ["name", "domain"]) == ("domain",)
    assert synonyms.candidates("link", ["url", "width"]) == ("url",)
    assert synonyms.candidates("categories", ["category"]) == ("category",)
    assert synonyms.candidates("source", ["provider"]) == ("provider",)


def test_some_fields_say_the_contrary() -> None:
    assert synonyms.candidates("Draft", ["published"]) == ("published",)
    assert synonyms.negates("Draft")
    assert synonyms.negates("is-draft")
    assert not synonyms.negates("published")
