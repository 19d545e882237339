"""Where the posts of a site are, among its pages and whatever else its folder holds."""

import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from feedtool.model.site import PRESETS
from feedtool.records.sites import heads

# The extensions of posts.
SUFFIXES = {".qmd"} | {
    glob[glob.rindex(".") :]
    for preset in PRESETS.values()
    for glob in preset.include
    if not glob.startswith("!")
}
# Where the posts of each are, the likeliest first.
_PLACES = {
    "hugo": ("content",),
    "zola": ("content",),
    "hexo": ("source/_posts",),
    "eleventy": ("content/blog", "content/posts", "src/posts", "src/blog", "posts", "blog", "content", "src"),
    "astro": ("src/content/blog", "src/content/posts", "src/content/post", "src/data/blog", "src/content"),
    "pelican": ("content",),
    "docusaurus": ("blog",),
    "nikola": ("posts", "blog"),
}  # fmt: skip
# What the sections of posts are called, among pages of other kinds.
SECTIONS = ("posts", "post", "blog", "articles", "news")
_PASSED_OVER = {
    "node_modules", "vendor", "_site", "public", "dist", "output", "themes", "_drafts", "scaffolds",
    "archetypes",
}  # fmt: skip
# So many files are looked at.
MOST_FILES = 200_000
_HEAD_BYTES, _MOST_BYTES = 4096, 1_048_576
# What a post has at its head: a title, and a date or an address of its own.
_KEY = r"(?im)(?:^[ \t{]*|,[ \t]*(?=\"))[\"']?(?:%s)[\"']?[ \t]*[:=]"
_TITLE = re.compile(_KEY % "title|headline")
_DATE = re.compile(_KEY % "date|pub_?date|pubdatetime|publishdate|published|created|path")
_DATED_NAME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-.")
# So many of the files of a folder are posts where it is one of posts.
_MOST_ARE = 0.8


def files_below(folder: Path, most: int = MOST_FILES) -> tuple[list[Path], bool]:
    """The files below a folder, less those that no author writes, and whether there are more than so many."""
    found: list[Path] = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if one[0] != "." and one not in _PASSED_OVER)
        found += (Path(root, name) for name in sorted(names))
        if len(found) > most:
            return found[:most], True
    return found, False


def folders_in(folder: Path) -> list[Path]:
    """The folders in a folder where a site may be; none where it cannot be listed."""
    try:
        found = sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink())
    except OSError:
        return []
    return [one for one in found if one.name[0] != "." and one.name not in _PASSED_OVER]


def content(file: Path, most: int = _MOST_BYTES) -> bytes:
    """The bytes that a file begins with; none where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return stream.read(most)
    except OSError:
        return b""


def is_post(file: Path) -> bool:
    """Whether a file looks like a post: a head with a title, and a date there or in its name."""
    if file.suffix not in SUFFIXES or file.stem == "_index":
        return False
    head = content(file, _HEAD_BYTES).decode("utf-8", "replace").removeprefix("\ufeff")
    if file.suffix == ".rst" or _OF_LINES.match(head):
        return _is_of_lines(file, head)
    if not _TITLE.search(head) or not re.match(r"---|\+\+\+|\{|\w+:", head):
        return False
    return is_dated(file) or _DATE.search(head) is not None


_OF_LINES = re.compile(r"\s*(?:<!--\s*)?\.\. \w")


def _is_of_lines(file: Path, text: str) -> bool:
    """Whether a file with fields in lines, as reStructuredText has them, has a title and a date."""
    head, _ = heads.read(file.name, text.encode(), loose=True)
    return head is not None and {"title", "date"} <= head.value.keys()


def is_dated(file: Path) -> bool:
    """Whether the name of a file, or of its folder, begins with a date."""
    return any(_DATED_NAME.match(one) is not None for one in (file.name, file.parent.name))


def folders_of_posts(
    folder: Path, preset: str, files: Sequence[Path], usual: Sequence[str] = ()
) -> tuple[str, ...]:
    """The folders of the posts, as paths below the folder; ``usual`` is where, if not as in the preset."""
    if preset == "jekyll":
        found = dict.fromkeys(_above(file, "_posts") for file in files if "_posts" in file.parts)
        if found:
            return tuple(sorted(one.relative_to(folder).as_posix() for one in found))
    usual = usual or _PLACES.get(preset, ())
    posts = [file for file in files if is_post(file)]
    # Of a site that has only begun, no post may have a date yet.
    for some in (posts, files):
        for place in usual:
            if any(file.is_relative_to(folder / place) for file in some):
                return (place,)
    return tuple(sorted(one.relative_to(folder).as_posix() for one in _holding(folder, posts)))


def _holding(folder: Path, posts: Sequence[Path]) -> list[Path]:
    """The folder that holds all posts; where that would be the whole site, one for each folder in it.

    Folders of a year, a month or one post are none: the next post may lie beside them.
    """
    holders = {_lasting(folder, file) for file in posts}
    if not holders:
        return [folder]
    common = Path(os.path.commonpath(holders))
    if common != folder or folder in holders:
        return [common]
    tops = {folder / one.relative_to(folder).parts[0] for one in holders}
    return [
        Path(os.path.commonpath([one for one in holders if one.is_relative_to(top)]))
        for top in tops
    ]


def _lasting(folder: Path, file: Path) -> Path:
    """The folder that a post lies in, less that of the post itself and those of its date."""
    found = file.parent.parent if file.stem == "index" and file.parent != folder else file.parent
    while found != folder and found.name.isdecimal():
        found = found.parent
    return found


def _above(file: Path, name: str) -> Path:
    return next(one for one in file.parents if one.name == name)


def sections(preset: str, place: Path, files: Sequence[Path]) -> tuple[str, ...]:
    """The globs of the posts below their place, where they stand in sections beside other pages."""
    if preset in ("jekyll", "hexo", "docusaurus", "nikola"):
        return ()
    if named := _named(place, files):
        return _globs(place, named, files) if preset in ("hugo", "zola") else ()
    every, posts = Counter[str](), Counter[str]()
    for file in files:
        first = file.relative_to(place).parts[0] if file.parent != place else ""
        every[first] += 1
        posts[first] += is_post(file)
    good = [one for one in sorted(every) if posts[one] >= every[one] * _MOST_ARE]
    if not good or len(good) == len(every):
        return ()
    return _globs(place, good, files)


def of_articles(place: Path, files: Sequence[Path], config: Mapping[str, Any]) -> tuple[str, ...]:
    """The globs of the articles of Pelican: by default, all that lies in no folder of pages.

    https://docs.getpelican.com/en/latest/settings.html#basic-settings
    """
    every = PRESETS["pelican"].include
    asked = _paths(config, "article_paths", [])
    found = [f"{path}/{glob}" for path in asked for glob in every]
    others = [*_paths(config, "page_paths", ["pages"]), *_paths(config, "article_excludes", [])]
    left = [
        f"!{path}/**" for path in others if any(one.is_relative_to(place / path) for one in files)
    ]
    return (*(found or every), *left) if found or left else ()


def _paths(config: Mapping[str, Any], key: str, usual: list[str]) -> list[str]:
    """The folders that a setting of Pelican names, less that which holds all others."""
    given = config.get(key, usual)
    named = [str(one).strip("/") for one in given] if isinstance(given, list | tuple) else usual
    return [one for one in named if one not in ("", ".")]


def sections_of(
    place: Path, files: Sequence[Path], include: Sequence[str], languages: Sequence[str]
) -> tuple[str, ...]:
    """The sections of Hugo that posts lie in, by their paths below the place; empty is that of the place.

    They are those of the globs, else what the folders at the top are, less one for a language.
    """
    if include:
        heads = (glob.rpartition("/**/")[0] for glob in include if not glob.startswith("!"))
        return tuple(dict.fromkeys(heads))
    found = dict[str, None]()
    for file in files:
        parts = file.relative_to(place).parts[:-1]
        # Whatever lies in the folder of a page is part of the page.
        parts = parts[:-1] if file.name.startswith("index.") else parts
        depth = 2 if parts and parts[0].lower() in languages else 1
        found["/".join(parts[:depth])] = None
    return tuple(sorted(found))


def _globs(place: Path, sections: Sequence[str], files: Sequence[Path]) -> tuple[str, ...]:
    """The globs of the posts in sections of a place, an extension each; that of the place itself is empty."""
    made = dict[str, None]()
    for section in sections:
        inside = [
            file
            for file in files
            if (file.is_relative_to(place / section) if section else file.parent == place)
        ]
        suffixes = {file.suffix for file in inside if is_post(file)} or {".md"}
        made |= dict.fromkeys(
            f"{section}/**/*{suffix}" if section else f"*{suffix}" for suffix in sorted(suffixes)
        )
    return tuple(made)


def _named(place: Path, files: Sequence[Path]) -> list[str]:
    """The sections whose names say that they are of posts, below the place or a folder of a language in it."""
    found = set[str]()
    for file in files:
        parts = file.relative_to(place).parts[:-1][:2]
        if (name := next((one for one in parts if one in SECTIONS), None)) is not None:
            found.add("/".join(parts[: parts.index(name) + 1]))
    return sorted(found, key=lambda one: (SECTIONS.index(one.rpartition("/")[2]), one))
