"""What the path of a post tells."""

from feedtool.model.site import SiteMapping
from feedtool.records.sites.postfile import PostFile, date_in
from tests.tables import each


def file(path: str, preset: str = "eleventy", *roots: str) -> PostFile:
    site = SiteMapping(
        preset, (), (), "https://example.org/", "A site", roots=roots or ("content",)
    )
    return PostFile(path, site)


@each(
    ("path", "roots", "folder", "name"),
    [
        ("content/a/b.md", ("content",), "a", "b"),
        ("./content/a/b.md", ("content",), "a", "b"),
        ("a/b.md", (".",), "a", "b"),
        ("/abs/content/a/b.md", ("content", "/abs/content"), "a", "b"),
        ("content/en/a.md", ("content", "content/en"), "", "a"),
        ("elsewhere/a/b.md", ("content",), "", "b"),
        ("content/a/index.md", ("content",), "", "a"),
        ("content/index.md", ("content",), "", "index"),
    ],
)
def test_the_folder_is_that_below_the_records(
    path: str, roots: tuple[str, ...], folder: str, name: str
) -> None:
    found = file(path, "eleventy", *roots)
    assert (found.folder, found.name) == (folder, name)


def test_a_bundle_is_its_folder_where_the_generator_has_any() -> None:
    assert file("content/a/index.md", "hugo").is_bundle
    assert not file("content/a/index.md", "jekyll").is_bundle


def test_the_date_of_a_name_and_of_a_path() -> None:
    dated = file("content/2019/09/30/2020-1-2-a.md")
    assert (dated.name_date, dated.path_date) == ("2020-1-2", "2019-09-30")
    plain = file("content/a.md")
    assert (plain.name_date, plain.path_date) == (None, None)
    assert date_in("/2019/09/30") == "2019-09-30"
    assert date_in("/12019/09/301") is None


@each(
    ("preset", "uses", "slug"),
    [
        ("jekyll", False, "a"),
        ("hugo", False, "2020-01-02-a"),
        ("hugo", True, "a"),
        ("astro", True, "2020-01-02-a"),
        ("pelican", False, "the-title"),
    ],
)
def test_whether_the_date_is_part_of_the_slug(preset: str, uses: bool, slug: str) -> None:  # noqa: FBT001
    assert file("content/2020-01-02-a.md", preset).slug("The title", uses_name_date=uses) == slug
