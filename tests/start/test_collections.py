"""The parts of a site of Hugo that have tables of their own."""

from pathlib import Path
from typing import Any

from feedtool.start.collections import Collection, found
from tests.tables import each

POST = "---\ntitle: A\ndate: 2020-01-02\n---\n"
BY_LANGUAGE = {"languages": {"en": {"contentDir": "c/en"}, "de": {"contentDir": "c/de"}}}
USUAL = "/{:folder}/{:slug}/"


@each(
    ("config", "names", "parts"),
    [
        ({}, ["c/posts/a.md", "c/news/b.md"], ()),
        ({"permalinks": {"posts": "/:title/"}}, ["c/posts/a.md"], ()),
        (
            {"permalinks": {"posts": "/:title/", "news": "/:yearday/"}},
            ["c/posts/a.md", "c/news/b.md"],
            (
                Collection("c/posts", (), ("url", "/{:title}/")),
                Collection("c/news", (), ("url",), "/:yearday/"),
            ),
        ),
        ({"permalinks": {"a": "/:title/"}}, ["c/a/a.md", "c/b.md"], None),
        (
            BY_LANGUAGE,
            ["c/en/a.md", "c/de/posts/b.md", "c/de/about.md"],
            (
                Collection("c/en", (), ("url", USUAL), None, "en"),
                Collection("c/de", ("posts/**/*.md",), ("url", f"/de{USUAL}"), None, "de"),
            ),
        ),
        (
            {**BY_LANGUAGE, "permalinks": {"posts": "/:title/"}},
            ["c/en/posts/a.md", "c/de/posts/b.md", "c/de/blog/c.md"],
            (
                Collection("c/en", ("posts/**/*.md",), ("url", "/{:title}/"), None, "en"),
                Collection("c/de/posts", (), ("url", "/de/{:title}/"), None, "de"),
                Collection("c/de/blog", (), ("url", f"/de/blog{USUAL}"), None, "de"),
            ),
        ),
    ],
)
def test_posts_are_parted_by_form_and_by_language(
    config: dict[str, Any], names: list[str], parts: tuple[Collection, ...] | None, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in names]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\ntitle: A\n---\n" if file.stem == "about" else POST, "utf-8")
    assert found(tmp_path, "c", config, files, ()) == parts


def test_what_is_left_out_is_left_out_of_its_part(tmp_path: Path) -> None:
    files = [tmp_path / f"c/{one}/a.md" for one in ("posts", "news")]
    config = {"permalinks": {"posts": "/:title/"}}
    parts = found(tmp_path, "c", config, files, ("!news/secret/**",))
    assert parts is not None
    assert [one.include[-1:] for one in parts] == [(), ("!secret/**",)]
