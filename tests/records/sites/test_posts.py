"""Posts of other generators as records: what each preset and each kind of source reads, and what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.config import settings
from feedtool.diagnostics.problem import Problem, keep_out
from feedtool.model.record import Record
from feedtool.model.site import PRESETS
from feedtool.model.topics import Topics
from feedtool.records import parse
from feedtool.records.parse import Parsed
from feedtool.records.sites import SITE as SITE_MAPPING
from feedtool.rules import reading
from feedtool.storage.place import Raw
from tests.calls import calls

SITE = (
    '[site]\ntitle = "A site"\nurl = "https://example.org/feeds/"\nhome = "https://example.org/"\n'
)


def parsed(  # noqa: PLR0913 - a site and a post
    folder: Path,
    head: str,
    *,
    preset: str = "jekyll",
    name: str = "2020-01-02-a-post.md",
    more: str = "",
    zone: str = "UTC",
) -> Parsed:
    """A post in a folder ``posts``, with these lines of YAML, or a whole file."""
    file = folder / "feedtool.toml"
    timezone = f'timezone = "{zone}"\n' if zone else ""
    file.write_text(
        f'{SITE}[records]\npath = "posts"\npreset = "{preset}"\n{timezone}{more}', "utf-8"
    )
    config = settings.load(file, {})
    options = reading.options(config, Topics({}, {}))
    text = (
        head
        if head.startswith(("---", "+++", "{", "T", ".. ", "<!--", "A title\n"))
        else f"---\n{head}---\nThe body says it.\n"
    )
    return parse.parse(Raw(f"{folder}/posts/{name}", text.encode()), options)


def record(folder: Path, head: str, **options: Any) -> Record:
    found = parsed(folder, head, **options)
    assert found.problems == ()
    assert found.record is not None
    return found.record


@pytest.mark.parametrize(
    ("value", "alt"),
    [
        ("{src: /a.png, alt: A wren}", "A wren"),
        ("[{url: /a.png, title: T}]", "T"),
        ("/a.png", None),
    ],
)
def test_a_picture_may_have_a_text_that_stands_for_it(
    tmp_path: Path, value: str, alt: str | None
) -> None:
    image = record(tmp_path, f"title: A\nimage: {value}\n").image
    assert image is not None
    assert (image.url, image.alt) == ("https://example.org/a.png", alt)


def problem(folder: Path, head: str, **options: Any) -> Problem:
    (found,) = parsed(folder, head, **options).problems
    return found


@pytest.mark.parametrize(
    ("preset", "name", "head", "link"),
    [
        ("jekyll", "2020-01-02-a-post.md", "title: A\n", "2020/01/02/a-post.html"),
        ("jekyll", "2020-01-02-A b.md", "title: A\ncategories: [N, Go]\n", "n/go/2020/01/02/A-b.html"),
        ("jekyll", "2020-01-02-a.md", "title: A\ndate: 2021-03-04\n", "2021/03/04/a.html"),
        ("jekyll", "2020-01-02-a.md", "title: A\npermalink: /:year/:title/\n", "2020/a/"),
        ("hugo", "News/My Post.md", "title: A\ndate: 2020-01-02\n", "news/my-post/"),
        ("hugo", "news/a/index.md", "title: A\ndate: 2020-01-02\n", "news/a/"),
        ("hugo", "a.md", "title: A\ndate: 2020-01-02\nslug: other\n", "other/"),
        ("hugo", "a.md", "title: A\ndate: 2020-01-02\nurl: /x.html\n", "x.html"),
        ("hugo", "2020-01-02-a.md", "title: A\ndate: 2020-01-02\n", "2020-01-02-a/"),
        ("hugo", "2020-01-02-a.md", "title: A\n", "a/"),
        ("zola", "2020-01-02-\u00c9t\u00e9 1.md", "title: A\n", "ete-1/"),
        ("zola", "a.md", "title: A\npath: 2020/01/02/b\n", "2020/01/02/b/"),
        # As Eleventy 0.12 to 3.1 have it: only page.fileSlug goes without the date.
        ("eleventy", "blog/2020-01-02-a.md", "title: A\n", "blog/2020-01-02-a/"),
        ("eleventy", "blog/a/a.md", "title: A\ndate: 2020-01-02\nslug: b\n", "blog/a/"),
        ("eleventy", "blog/a/b.md", "title: A\ndate: 2020-01-02\n", "blog/a/b/"),
        ("eleventy", "2020-01-02-a.md", 'title: A\npermalink: "/n/{{ page.fileSlug }}/index.html"\n', "n/a/"),
        ("zola", "b/a.md", "title: A\ndate: 2020-01-02\nslug: Un Slug\n", "b/un-slug/"),
        ("astro", "a.md", "title: A\npubDate: Jul 08 2022\n", "blog/a/"),
        # A slug takes the place of the folders as well.
        ("astro", "x/a.md", "title: A\npubDate: Jul 08 2022\nslug: own/b\n", "blog/own/b/"),
        ("hexo", "a.md", "title: A\ndate: 2020-01-02 03:04:05\n", "2020/01/02/a/"),
        ("docusaurus", "2021-08-01-a.mdx", "title: A\n", "blog/2021/08/01/a"),
        # The day of the address is that of the name, and moves before all folders.
        ("docusaurus", "x/2021-08-01-a.md", "title: A\ndate: 2021-09-09\n", "blog/2021/08/01/x/a"),
        ("docusaurus", "2021/08/01-a.md", "title: A\n", "blog/2021/08/01/a"),
        ("docusaurus", "2021-08-01-a/index.md", "title: A\n", "blog/2021/08/01/a"),
        ("docusaurus", "2021-08-01-a/b/c.md", "title: A\n", "blog/2021/08/01/a/b/c"),
        ("docusaurus", "2021-08-01-a.md", "title: A\nslug: /b/c\n", "blog/b/c"),
        ("docusaurus", "x/a/index.md", "title: A\ndate: 2021-09-09\n", "blog/x/a"),
        ("nikola", "x/a.rst", ".. title: A\n.. slug: b\n.. date: 2020-01-02 03:04 UTC-03:00\n", "posts/x/b/"),
        ("nikola", "a.md", "<!--\n.. title: A\n.. date: 2020-01-02\n-->\nB.\n", "posts/a/"),
        ("pelican", "x.rst", "A title\n#######\n\n:date: 2020-01-02 10:20\n\nBody.\n", "a-title.html"),
        # A translation is served apart; the site is in English.
        ("pelican", "x.md", "Title: A\nDate: 2020-01-02\nSlug: s\nLang: en\n\nB.\n", "s.html"),
        ("pelican", "x.md", "Title: A\nDate: 2020-01-02\nSlug: s\nLang: fr\n\nB.\n", "s-fr.html"),
        ("pelican", "x.md", "Title: A Title!\nDate: 2020-01-02 10:20\n\nBody.\n", "a-title.html"),
    ],
)  # fmt: skip
def test_each_preset_finds_the_address_that_its_generator_serves(
    tmp_path: Path, preset: str, name: str, head: str, link: str
) -> None:
    assert record(tmp_path, head, preset=preset, name=name).link == f"https://example.org/{link}"


@pytest.mark.parametrize(
    ("date", "zone", "moment"),
    [
        ("2020-9-2", "UTC", "2020-09-02T00:00:00+00:00"),
        ("2020-09-20 18:25:06", "America/New_York", "2020-09-20T22:25:06+00:00"),
        ("2020-01-20 18:25:06 -5", "UTC", "2020-01-20T23:25:06+00:00"),
        ("2020-01-20 18:25:06 +0800", "", "2020-01-20T10:25:06+00:00"),
    ],
)
def test_a_date_without_a_zone_is_by_the_clock_of_the_site(
    tmp_path: Path, date: str, zone: str, moment: str
) -> None:
    assert record(tmp_path, f"title: A\ndate: {date}\n", zone=zone).published.isoformat() == moment


def test_the_address_has_the_day_of_the_site(tmp_path: Path) -> None:
    head = "title: A\ndate: 2020-01-02 02:00:00 +0000\n"
    assert record(tmp_path, head, zone="America/New_York").link.endswith("/2020/01/01/a-post.html")


def test_a_record_has_all_that_a_post_says(tmp_path: Path) -> None:
    found = record(
        tmp_path,
        "title: A\ntags: a, b\ncategories: [c, [d, A], 2020]\nauthors: [Jane Roe, {name: John}]\n"
        "image: {path: /p.png}\nlast_modified_at: 2020-02-03\n",
    )
    assert found.topics == ("a", "b", "c", "d", "2020")
    assert found.authors == ("Jane Roe", "John")
    assert found.image is not None
    assert found.image.url == "https://example.org/p.png"
    assert found.updated.isoformat() == "2020-02-03T00:00:00+00:00"
    assert found.excerpt == "The body says it."
    assert found.provider.name == "A site"
    assert found.is_published


@pytest.mark.parametrize(
    ("more", "head", "field", "value"),
    [
        ('[fields]\nlink = ["/{lang}/{:year}/{:slug}/"]\n', "title: A\nlang: en\n", "link", "https://example.org/en/2020/a-post/"),
        ('[fields]\nlink = ["/{lang}/x/", "/y/"]\n', "title: A\n", "link", "https://example.org/y/"),
        ('[fields]\nid = "{link}"\nlink = "/{:name}/"\n', "title: A\n", "id", "https://example.org/2020-01-02-a-post/"),
        ('[fields]\nauthor = "extra.team"\n', "title: A\nextra: {team: Core}\n", "authors", ("Core",)),
        ('[fields]\nis_published = "!wip"\n', "title: A\nwip: false\n", "is_published", True),
        ('[fields]\nis_published = "!wip"\n', "title: A\nwip: true\n", "is_published", False),
        ('[fields]\ntitle = ["headline", "name"]\n', 'headline: ""\nname: B\n', "title", "B"),
        ('[fields]\npublished = [":path-date"]\n', "title: A\n", "published", None),
        ('[defaults]\ntopics = ["News"]\nheat = 3\n', "title: A\n", "topics", ("News",)),
        ('[defaults]\nheat = 3\n', "title: A\n", "heat", 3),
        ('[defaults]\nauthor = "Desk"\n', "title: A\n", "authors", ("Desk",)),
    ],
)  # fmt: skip
def test_fields_and_defaults_override_a_preset(
    tmp_path: Path, more: str, head: str, field: str, value: Any
) -> None:
    found = record(tmp_path, head, more=more, name="2020-01-02-a-post.md")
    assert getattr(found, field) == (getattr(found, field) if value is None else value)


def test_the_date_may_stand_in_the_path_of_the_file_or_of_the_address(tmp_path: Path) -> None:
    more = '[fields]\npublished = ":path-date"\nlink = ["permalink", "/x/{:slug}/"]\n'
    by_folder = record(tmp_path, "title: A\n", name="2019/09/30/a.md", more=more)
    by_address = record(tmp_path, "title: A\npermalink: /2018/10/1/a/\n", name="a.md", more=more)
    assert by_folder.published.date().isoformat() == "2019-09-30"
    assert by_address.published.date().isoformat() == "2018-10-01"


@pytest.mark.parametrize(
    ("preset", "head"),
    [
        ("jekyll", "published: false\n"),
        ("hugo", "draft: true\n"),
        ("jekyll", "draft: true\npublished: true\n"),
        ("jekyll", "hidden: true\n"),
        ("hexo", "password: open sesame\n"),
        ("jekyll", "removed: true\n"),
        ("eleventy", "permalink: false\n"),
        ("eleventy", "eleventyExcludeFromCollections: true\n"),
        ("pelican", "status: draft\n"),
        ("jekyll", "status: private\n"),
        ("hugo", "published: false\n"),
        ("astro", "publish: false\n"),
        ("astro", "isDraft: true\n"),
        ("astro", "ispublished: false\n"),
        ("eleventy", "unlisted: true\n"),
        ("hugo", "headless: true\n"),
        ("hugo", "build: {render: never}\n"),
        ("hugo", "_build:\n  list: local\n"),
        ("zola", "render: false\n"),
    ],
)
def test_what_is_not_for_the_public_is_held_back(tmp_path: Path, preset: str, head: str) -> None:
    found = record(tmp_path, f"title: A\ndate: 2020-01-02\n{head}", preset=preset)
    assert not found.is_published


@pytest.mark.parametrize(
    ("preset", "head"),
    [
        ("jekyll", "status: evergreen\n"),
        ("hugo", "visibility: public\n"),
        ("hugo", "published: 2020-01-01\n"),
        ("hugo", "build: {render: always, list: true}\n"),
    ],
)
def test_a_status_of_the_sites_own_holds_nothing_back(
    tmp_path: Path, preset: str, head: str
) -> None:
    assert record(tmp_path, f"title: A\ndate: 2020-01-02\n{head}", preset=preset).is_published


@pytest.mark.parametrize(
    ("head", "code", "pointer", "line"),
    [
        ("date: 2020-01-02\n", "schema-required", "", 2),
        ("title:\ndate: 2020-01-02\n", "schema-required", "/title", 2),
        ("title: [A]\n", "schema-type", "/title", 2),
        ("title: A\ndate: 2020-13-45\n", "schema-format", "/date", 3),
        ("title: A\ndate: [1]\n", "schema-type", "/date", 3),
        ("title: A\ndraft: maybe\n", "schema-type", "/draft", 3),
        ("title: A\ntags:\n- a\n- {x: {y: z}}\n", "schema-type", "/tags/1", 5),
        ("title: A\ntags: [/etc/x]\n", "schema-not", "/tags/0", 3),
        ('title: A\nimage: "http://[x/y"\n', "schema-format", "/image", 3),
        ('title: A\npermalink: "/{{ x }}/"\n', "schema-format", "/permalink", 3),
        ('title: "A\\u202e"\n', "schema-pattern", "/title", 2),
        (f"title: A\nauthor: {'x' * 300}\n", "schema-max-length", "/author", 3),
        ("title: A\ntitle: B\n", "field-repeated", None, 2),
    ],
)
def test_what_is_wrong_is_said_of_the_key_that_its_author_wrote(
    tmp_path: Path, head: str, code: str, pointer: str | None, line: int
) -> None:
    found = problem(tmp_path, head)
    assert (found.code, found.pointer) == (code, pointer)
    assert found.span is not None
    assert found.span.line == line
    assert found.hint
    if pointer:
        assert found.message.startswith(pointer[1:].partition("/")[0]) or pointer == "/date"


@pytest.mark.parametrize(
    ("line", "code", "parts"),
    [
        ("image: 5", "schema-type", {"where": "image: ", "words": "5 is not an address"}),
        ("image: [5, /a.png]", "schema-type", {"where": "image (item 1): "}),
        ('image: "http://[x/y"', "schema-format", {"where": "image: ", "value": '"http://[x/y"'}),
        ("image: {path: ftp://a/b}", "schema-format", {"where": "image, path: "}),
        ("type: [x]", "schema-type", {"where": "type: "}),
        ("type: A B", "schema-pattern", {"where": "type: ", "value": '"A B"'}),
        ("section: {a: 1}", "schema-type", {"where": "section: "}),
    ],
)
def test_what_decorates_a_story_costs_that_part_alone(
    tmp_path: Path, line: str, code: str, parts: dict[str, str]
) -> None:
    more = '[fields]\nkind = "type"\ncategory = "section"\n'
    found = parsed(tmp_path, f"title: A\n{line}\n", more=more)
    assert [(one.code, one.costs) for one in found.problems] == [(code, "part")]
    assert found.record is not None
    assert (found.record.image, found.record.kind) == (None, "article")
    # What the words were made of is told as for feedtool's own records.
    assert dict(found.problems[0].parts).items() >= parts.items()


def test_a_tag_of_docusaurus_is_known_by_its_label(tmp_path: Path) -> None:
    head = "title: A\ntags: [a, {label: B c, permalink: /b}]\n"
    assert record(tmp_path, head, preset="docusaurus").topics == ("a", "B c")


def test_no_date_is_made_up(tmp_path: Path) -> None:
    found = problem(tmp_path, "title: A\n", name="a.md")
    assert found.message == "there is no date: neither date nor the name of the file has one"
    assert found.hint == "add a line such as date: 2023-09-01T09:19:00Z"


def test_a_date_without_a_zone_is_an_error_where_the_site_has_none(tmp_path: Path) -> None:
    found = problem(tmp_path, "title: A\ndate: 2020-01-02 10:00\n", zone="")
    assert found.message == 'date: "2020-01-02 10:00" names no time zone'
    assert "2020-01-02T10:00:00Z" in str(found.hint)


@pytest.mark.parametrize(
    ("head", "pointer", "message", "hint"),
    [
        ("titel: A\n", "/titel", "title is missing, and titel is no known field", "write title: A"),
        ("title: A\ntgas: [x]\n", "/tgas", "tgas is no known field", "did you mean tags?"),
    ],
)
def test_a_key_that_is_misspelt_is_told_of_once(
    tmp_path: Path, head: str, pointer: str, message: str, hint: str
) -> None:
    found = problem(tmp_path, head)
    assert (found.pointer, found.message) == (pointer, message)
    assert hint in str(found.hint)
    assert problem(tmp_path, head, more='known_keys = ["x"]\n') == found
    if pointer == "/tgas":
        assert parsed(tmp_path, head, more='known_keys = ["tgas"]\n').problems == ()


def test_the_topics_of_a_post_take_as_long_as_there_are_many(tmp_path: Path) -> None:
    head = "title: A title\ntags:\n" + "".join(f"  - Topic {n}\n" for n in range(400))
    counted = calls(parsed, tmp_path, head)
    folded = sum(number for (_, name), number in counted.items() if "'casefold'" in name)
    assert 400 <= folded < 10 * 400


def test_keys_of_the_site_are_no_mistakes_in_records_of_our_own(tmp_path: Path) -> None:
    head = (
        "title: A\npublishedDateTime: 2020-01-02T00:00:00Z\noriginalUrl: https://a.org/b\n"
        "published: true\nmine: 1\n"
    )
    assert problem(tmp_path, head, preset="feedtool", zone="").pointer == "/mine"
    known = 'known_keys = ["mine"]\n'
    assert parsed(tmp_path, head, preset="feedtool", zone="", more=known).problems == ()


def test_toml_is_told_what_to_write_in_toml(tmp_path: Path) -> None:
    found = problem(tmp_path, '+++\ntitle = "A"\n+++\n', name="a.md", preset="hugo")
    assert found.hint == "add a line such as date = 2023-09-01T09:19:00Z"


def test_feedtool_records_may_take_single_fields_from_elsewhere(tmp_path: Path) -> None:
    more = '[fields]\nlink = "/s/{:name}/"\nis_published = "live"\n'
    head = "title: A\npublishedDateTime: 2020-01-02T00:00:00Z\nheat: 7\nlive: true\n"
    found = record(tmp_path, head, preset="feedtool", more=more, name="a.md")
    assert (found.link, found.heat, found.is_published) == ("https://example.org/s/a/", 7, True)


def test_a_schema_of_the_users_own_judges_the_head_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text('{"required": ["layout"]}')
    found = parsed(tmp_path, "title: A\n", more='schema = "own.json"\n')
    assert [(one.code, one.pointer) for one in found.problems] == [("schema-required", "")]


KEYS = (
    "title", "date", "updated", "permalink", "url", "path", "slug", "tags", "categories", "authors", "image",
    "cover", "draft", "published", "status", "hidden", "password", "expiryDate", "description", "extra", "guid",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["2020-01-02", "9999-12-31 23:59 -5", "//[x", "http://[", "a/../b", "{{ x }}", "true", ":title"]
    ),
)  # fmt: skip
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from([*KEYS, "name", "tags", "src"]), inner, max_size=3),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def odd_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("odd")


@given(
    head=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6),
    preset=st.sampled_from([*PRESETS]),
    zone=st.sampled_from(["", "UTC", "America/New_York"]),
)
def test_no_head_is_too_odd_to_be_judged(
    odd_folder: Path, head: dict[str, Any], preset: str, zone: str
) -> None:
    more = '[defaults]\nheat = 0\n[fields]\nid = "{link}"\n'
    found = parsed(odd_folder, json.dumps(head), preset=preset, zone=zone, more=more, name="x/a.md")
    assert (found.record is None) == keep_out(found.problems)
    assert all(
        one.span is not None and one.hint
        for one in found.problems
        if one.code != "schema-max-items"
    )


LANGUAGES = '[feeds]\nlanguages = ["en", "de-AT", "fr"]\n'


@pytest.mark.parametrize(
    ("preset", "name", "link", "language"),
    [
        ("hugo", "posts/a.md", "posts/a/", None),
        ("hugo", "posts/a.de.md", "de/posts/a/", "de-at"),
        ("hugo", "posts/a.FR.md", "fr/posts/a/", "fr"),
        ("hugo", "posts/a.en.md", "posts/a/", "en"),
        ("hugo", "posts/a/index.fr.md", "fr/posts/a/", "fr"),
        ("zola", "posts/a/index.fr.md", "fr/posts/a/", "fr"),
        # What the configuration does not name is part of the name: v1.go.md.
        ("hugo", "posts/a.it.md", "posts/a.it/", None),
        ("eleventy", "posts/a.fr.md", "posts/a.fr/", None),
    ],
)
def test_a_name_may_end_in_a_language(
    preset: str, name: str, link: str, language: str | None, tmp_path: Path
) -> None:
    head = "title: A\ndate: 2020-01-02\n"
    found = parsed(tmp_path, head, preset=preset, name=name, more=LANGUAGES)
    assert found.record is not None
    assert found.record.link == f"https://example.org/{link}"
    assert language_of(found) == language


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("lang: de", "de"),
        ("language: pt_BR", "pt_BR"),
        ("locale: en-US", "en-US"),
        ("lang: C++", None),
        ("lang: German\nlanguage: de", "de"),
        ("lang: [de]", None),
        ("title: A", None),
    ],
)
def test_the_language_of_a_post(line: str, language: str | None, tmp_path: Path) -> None:
    found = parsed(tmp_path, f"title: A\n{line}\n".replace("title: A\ntitle", "title"))
    assert found.problems == ()
    assert language_of(found) == language


def language_of(found: Parsed) -> str | None:
    assert found.document is not None
    language: str | None = SITE_MAPPING.record.find(found.document.value, "locale")
    return language


@pytest.mark.parametrize(
    ("name", "head", "more", "place"),
    [
        ("2015-13-40-a.md", "title: A\n", "", 'the name of the file: "2015-13-40"'),
        (
            "a.md",
            "title: A\npermalink: /2018/13/40/a/\n",
            '[fields]\npublished = ":path-date"\nlink = "permalink"\n',
            'the folders of the file or its address: "2018-13-40"',
        ),
    ],
)
def test_a_wrong_date_is_told_of_where_it_stands(
    tmp_path: Path, name: str, head: str, more: str, place: str
) -> None:
    found = problem(tmp_path, head, name=name, more=more)
    assert found.message == f"{place} is no date"
    assert str(found.hint).startswith("write one there, or into the front matter")


def test_a_wrong_status_of_pelican_gets_its_own_words(tmp_path: Path) -> None:
    head = "Title: A\nDate: 2020-01-02\nStatus: maybe\n\nText.\n"
    found = problem(tmp_path, head, preset="pelican", name="a.md")
    assert found.message == 'status: "maybe" is not published, draft or hidden'
    assert found.hint == "write published or draft"


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        (
            '["permalink", "/{lang}/{:slug}/"]',
            "there is no address: permalink has no value, and [fields] makes none without lang",
            'add a line such as permalink: "/a-title/"',
        ),
        (
            '"/{lang}/{extra.team}/{:slug}/"',
            "there is no address: lang has no value, which [fields] makes it of",
            "add a line such as lang: en",
        ),
    ],
)
def test_a_post_without_an_address_is_told_which_key_it_lacks(
    tmp_path: Path, link: str, message: str, hint: str
) -> None:
    found = problem(tmp_path, "title: A\n", more=f"[fields]\nlink = {link}\n")
    assert (found.message, found.hint) == (message, hint)


def test_a_picture_that_astro_renames_is_left_out(tmp_path: Path) -> None:
    lines = 'title: A\nheroImage: "../../assets/a.png"\n'
    assert record(tmp_path, lines, preset="astro").image is None
    served = 'title: A\nheroImage: "/a.png"\n'
    image = record(tmp_path, served, preset="astro").image
    assert image is not None
    assert image.url == "https://example.org/a.png"


def test_a_post_may_have_its_title_in_its_body(tmp_path: Path) -> None:
    text = "---\ndate: 2020-01-02\n---\n\n# A *title*\n\nText.\n"
    more = '[fields]\ntitle = ["title", ":heading"]\n'
    assert record(tmp_path, text, preset="hugo", more=more).title == "A title"


def test_a_post_may_have_its_title_in_the_name_of_its_file(tmp_path: Path) -> None:
    more = '[fields]\ntitle = ["title", "{:name}"]\n'
    found = record(tmp_path, "date: 2020-01-02\n", preset="hugo", name="A Note.md", more=more)
    assert (found.title, found.link) == ("A Note", "https://example.org/a-note/")


def test_a_post_without_a_title_is_told_of_its_heading(tmp_path: Path) -> None:
    found = problem(tmp_path, "---\ndate: 2020-01-02\n---\n\n# A title\n", preset="hugo")
    assert found.hint == (
        "add a line such as title: A title, "
        'or set title = ["title", ":heading"] in [fields] of feedtool.toml'
    )
    without = problem(tmp_path, "---\ndate: 2020-01-02\n---\n\nText.\n", preset="hugo")
    assert without.hint == "add a line such as title: A title"


def test_what_pelican_skips_is_held_back(tmp_path: Path) -> None:
    post = "Title: A\nDate: 2020-01-02\nStatus: skip\n\nText.\n"
    assert not record(tmp_path, post, preset="pelican", name="a.md").is_published


@pytest.mark.parametrize(
    ("preset", "head", "words"),
    [
        ("hugo", "date: 2020-01-02\n", "draft to true"),
        ("hugo", "date: 2020-01-02\ndraft: false\n", "draft to true"),
        ("jekyll", "published: true\n", "published to false"),
        ("pelican", "status: published\n", "status to draft"),
    ],
)
def test_how_a_post_is_held_back_is_said_in_the_words_of_its_generator(
    tmp_path: Path, preset: str, head: str, words: str
) -> None:
    found = parsed(tmp_path, f"title: A\n{head}", preset=preset)
    assert found.document is not None
    names = found.document.names_over(SITE_MAPPING)
    assert names.record.unpublished() == words


def test_pelican_takes_semicolons_between_names_that_have_commas(tmp_path: Path) -> None:
    post = "Title: A\nDate: 2020-01-02\nTags: a, b; c\nAuthors: Doe, Jane; Roe, Max\n\nText.\n"
    found = record(tmp_path, post, preset="pelican", name="a.md")
    assert found.topics == ("a, b", "c")
    assert found.authors == ("Doe, Jane", "Roe, Max")


def test_people_may_be_named_by_a_key(tmp_path: Path) -> None:
    more = '[authors]\njane = "Jane Roe"\n'
    found = record(tmp_path, "title: A\nauthors: [Jane, {name: Max}]\n", more=more)
    assert found.authors == ("Jane Roe", "Max")


def test_a_note_without_a_title_is_told_of_its_text(tmp_path: Path) -> None:
    found = problem(tmp_path, 'title: ""\n')
    assert found.hint == (
        "write the whole field anew, such as title: A title, or "
        'set title = ["title", ":summary"] in [fields] of feedtool.toml'
    )
    more = '[fields]\ntitle = ["title", ":summary"]\n'
    assert record(tmp_path, 'title: ""\n', more=more).title == "The body says it."


@pytest.mark.parametrize("written", ["[{}]", "{}"])
def test_a_post_of_many_topics_is_read_in_one_go(tmp_path: Path, written: str) -> None:
    counted = []
    for many in (200, 400):
        names = ", ".join(f"Topic {number}" for number in range(many))
        head = f"title: A\ntags: {written.format(names)}\n"
        found = calls(lambda head=head: parsed(tmp_path, head))
        counted.append(found["", "<method 'casefold' of 'str' objects>"])
    assert counted[1] < 2.5 * counted[0]
