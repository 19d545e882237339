"""The addresses of Hugo."""

from typing import Any

from feedtool.start.permalinks.hugo import Section, form, of_sections, roots, template, unmade
from tests.tables import each

TWO: dict[str, Any] = {"en": {}, "de": {}}


@each(
    ("config", "sources"),
    [
        # Of several sections, that of the posts.
        ({"permalinks": {"docs": "/d/:title/", "blog": "/b/:title/"}}, ("url", "/b/{:title}/")),
        ({"permalinks": {"posts": "/:year/:title/"}}, ("url", "/{:year}/{:title}/")),
        # Pages are folders, whether the form ends so or not.
        ({"permalinks": {"posts": "/b/:slug"}}, ("url", "/b/{slug}/", "/b/{:title}/")),
        ({"permalinks": {"page": {"posts": "/:year/:contentbasename/"}}}, ("url", "/{:year}/{:name}/")),
        ({"permalinks": {"posts": "/:sections[1:]/:slug/"}}, ()),
        ({"permalinks": {}}, ()),
        (
            {"languages": TWO, "permalinks": {"posts": "/:year/:title/"}},
            ("url", "/{:language}/{:year}/{:title}/"),
        ),
        ({"uglyurls": True}, ("url", "/{:language}/{:folder}/{:slug}.html")),
        ({"uglyurls": True, "permalinks": {"posts": "/:title/"}}, ("url", "/{:title}.html")),
        (
            {"defaultcontentlanguageinsubdir": True, "defaultcontentlanguage": "de", "languages": TWO},
            ("url", "/{:lang}/{:folder}/{:slug}/", "/de/{:folder}/{:slug}/"),
        ),
        (
            {"defaultcontentlanguageinsubdir": True, "permalinks": {"posts": "/:slug/"}},
            ("url", "/{:lang}/{slug}/", "/{:lang}/{:title}/", "/en/{slug}/", "/en/{:title}/"),
        ),
    ],
)  # fmt: skip
def test_a_form_is_a_template(config: dict[str, Any], sources: tuple[str, ...]) -> None:
    assert template(config, []) == sources


@each(
    ("config", "language", "sources"),
    [
        ({}, "en", ("url", "/{:folder}/{:slug}/")),
        ({}, "de", ("url", "/de/{:folder}/{:slug}/")),
        ({"defaultcontentlanguage": "de"}, "de", ("url", "/{:folder}/{:slug}/")),
        ({"defaultcontentlanguageinsubdir": True}, "en", ("url", "/en/{:folder}/{:slug}/")),
        ({"permalinks": {"posts": "/:title/"}}, "de", ("url", "/de/{:title}/")),
    ],
)
def test_what_is_in_the_folder_of_a_language_is_served_below_it(
    config: dict[str, Any], language: str, sources: tuple[str, ...]
) -> None:
    assert template(config, ["posts"], language) == sources


@each(
    ("table", "found"),
    [
        (None, (("content", None),)),
        (TWO, (("content", None),)),
        ({"en": {"contentDir": "content/en"}}, (("content", None),)),
        (
            {"en": {"contentDir": "content/en/"}, "De": {"contentdir": "content/de"}, "x": 5},
            (("content/en", "en"), ("content/de", "de")),
        ),
    ],
)
def test_languages_may_have_folders_of_their_own(
    table: Any, found: tuple[tuple[str, str | None], ...]
) -> None:
    assert roots({"languages": table}, "content") == found


@each(
    ("config", "link", "names", "told"),
    [
        ({}, [], ["A.md"], None),
        ({"uglyurls": {"posts": True}}, [], [], "uglyURLs by section"),
        ({"disablepathtolower": True}, ["url"], ["a.md"], None),
        ({"disablepathtolower": True}, ["url"], ["A.md"], "disablePathToLower"),
        ({"disablepathtolower": True}, ["/{:title}/"], ["a.md"], "disablePathToLower"),
        ({"removepathaccents": True}, ["/{:name}/"], ["a.md"], None),
        ({"removepathaccents": True}, ["/{:name}/"], ["\u00e9.md"], "removePathAccents"),
        ({"removepathaccents": True}, ["/{slug}/"], ["a.md"], "removePathAccents"),
    ],
)
def test_what_no_template_can_do_is_told(
    config: dict[str, Any], link: list[str], names: list[str], told: str | None
) -> None:
    assert unmade(config, link, names) == told


@each(
    ("forms", "sections", "asked"),
    [
        # Of the lists of terms, as Hugo Blox has them.
        ({"authors": "/author/:slug/", "tags": "/tag/:slug/"}, [], None),
        ({"page": {"docs": "/d/:slug/"}, "section": {"docs": "/d/"}}, ["docs"], "/d/:slug/"),
        ({"section": {"posts": "/d/"}}, ["posts"], None),
        # Of another section.
        ({"blog": "/b/:slug/"}, ["post"], None),
        ({"essays": "/e/:slug/"}, [], "/e/:slug/"),
        ({"essays": "/e/:slug/", "notes": "/n/:slug/"}, [], None),
    ],
)
def test_only_the_form_of_the_section_of_the_posts_is_theirs(
    forms: dict[str, Any], sections: list[str], asked: str | None
) -> None:
    assert form({"permalinks": forms}, sections) == asked


@each(
    ("forms", "sections", "found"),
    [
        ({}, ["posts", "news"], ()),
        ({"posts": "/:slug/", "news": "/:slug/"}, ["posts", "news"], ()),
        ({"posts": "/:section/:name/"}, ["posts"], ()),
        # That of one section is not that of the others, which have the usual one.
        (
            {"posts": "/:year/:title/"},
            ["posts", "en/My News"],
            (
                Section("posts", ("url", "/{:year}/{:title}/"), "/:year/:title/"),
                Section("en/My News", ("url", "/{:language}/en/my-news/{:folder}/{:slug}/"), None),
            ),
        ),
        (
            {"a": "/:section/:title/", "b": "/:section/:title/"},
            ["a", "b"],
            (
                Section("a", ("url", "/a/{:title}/"), "/:section/:title/"),
                Section("b", ("url", "/b/{:title}/"), "/:section/:title/"),
            ),
        ),
        (
            {"a": "/:sections/:title/", "b": "/:yearday/"},
            ["a", "b"],
            (
                Section("a", ("url", "/a/{:folder}/{:title}/"), "/:sections/:title/"),
                Section("b", ("url",), "/:yearday/"),
            ),
        ),
        # What lies beside the folders of sections is in none of its own.
        ({"posts": "/:slug/"}, ["posts", ""], None),
        ({"s1": "/:slug/"}, [f"s{n}" for n in range(20)], None),
    ],
)
def test_each_section_of_hugo_has_the_form_of_its_own(
    forms: dict[str, Any], sections: list[str], found: tuple[Section, ...] | None
) -> None:
    assert of_sections({"permalinks": forms}, sections) == found


def test_the_only_section_stands_in_its_form() -> None:
    config = {"permalinks": {"essays": "/:section/:title/"}}
    assert template(config, ["essays"]) == ("url", "/essays/{:title}/")
