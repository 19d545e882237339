"""Keys of posts that are slips of the pen, and the many that are not."""

from hypothesis import given
from hypothesis import strategies as st

from feedtool.model.site import PRESETS, SiteMapping
from feedtool.records import misspelt
from tests.calls import calls
from tests.tables import each


def found(preset: str, *keys: str, known: tuple[str, ...] = ()) -> dict[str, str]:
    fields = tuple(sorted(PRESETS[preset].fields.items()))
    site = SiteMapping(preset, fields, (), "https://example.org/", "A site", known_keys=known)
    return dict(misspelt.keys(dict.fromkeys(keys, "x"), site))


@each(
    ("preset", "key", "meant"),
    [
        ("jekyll", "tgas", "tags"),
        ("jekyll", "Catgories", "categories"),
        ("hugo", "descripton", "description"),
        ("hugo", "publishDtae", "publishDate"),
        ("zola", "taxonomeis", "taxonomies"),
        ("astro", "heroimag", "heroImage"),
        ("hexo", "updatd", "updated"),
        ("pelican", "sumary", "summary"),
        ("eleventy", "permlaink", "permalink"),
    ],
)
def test_a_slip_is_nearly_a_key_that_is_read(preset: str, key: str, meant: str) -> None:
    assert found(preset, key) == {key: meant}


@each("preset", [preset for preset in PRESETS if preset != "feedtool"])
def test_what_generators_and_themes_know_is_none(preset: str) -> None:
    keys = (
        "layout", "permalink", "weight", "menu", "aliases", "toc", "math", "mathjax", "comments",
        "comment", "images", "image", "cover", "pin", "series", "subtitle", "redirect_from", "lang",
        "locale", "hero", "link", "links", "slug", "path", "url", "related", "updates", "topic",
        "topics", "Tag", "categoryName", "my_own_key", "data", "video", "authorbox", "noindex",
        "sitemap", "dates", "x", "",
    )  # fmt: skip
    assert found(preset, *keys) == {}


def test_a_key_beside_the_one_it_could_be_is_none() -> None:
    assert found("jekyll", "tags", "tgas") == {}
    assert found("jekyll", "tgas", known=("TGAS",)) == {}


def test_a_group_is_no_slip_of_a_text() -> None:
    fields = tuple(PRESETS["jekyll"].fields.items())
    site = SiteMapping("jekyll", fields, (), "https://example.org/", "A site")
    assert dict(misspelt.keys({"tgas": {"a": 1}}, site)) == {}


def test_the_key_that_is_missing_may_be_there_misspelt() -> None:
    assert misspelt.slip_for({"layout": "post", "Titel": "A"}, ("title", "name")) == (
        "Titel",
        "title",
    )
    assert misspelt.slip_for({"layout": "post"}, ("title",)) is None


def edits(one: str, other: str) -> int:
    """The optimal string alignment distance, by its definition."""
    if not one or not other:
        return len(one) + len(other)
    found = [
        edits(one[1:], other) + 1,
        edits(one, other[1:]) + 1,
        edits(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if one[:2] == other[:2][::-1] and len(one) > 1:
        found.append(edits(one[2:], other[2:]) + 1)
    return min(found)


WORDS = st.text("abc", min_size=4, max_size=6)


@given(WORDS, WORDS)
def test_a_slip_is_one_edit_whatever_is_left_out_of_the_search(key: str, word: str) -> None:
    assert (misspelt.meant_by(key, (word,)) == word) is (edits(key, word) == 1)


def test_keys_that_are_far_from_all_cost_next_to_nothing() -> None:
    """A post may have tens of thousands."""
    keys = [f"k{number}" for number in range(1000, 1100)]
    assert calls(found, "hugo", *keys)["misspelt", "_edits"] < len(keys) / 10
