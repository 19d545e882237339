"""Where the posts of a site are, among its pages and whatever else its folder holds."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from feedtool.model.site import PRESETS

# The extensions of posts.
SUFFIXES = {
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
}  # fmt: skip
# What the sections of posts are called, among pages of other kinds.
_SECTIONS = ("posts", "post", "blog", "articles", "news")
_PASSED_OVER = {"node_modules", "vendor", "_site", "public", "dist", "output", "themes", "_drafts"}
_MOST_FILES, _HEAD_BYTES, _MOST_BYTES = 200_000, 4096, 1_048_576
# What a post has at its head: a title, and a date or an address of its own.
_TITLE = re.compile(r"(?im)^[ \t{]*[\"']?(?:title|headline)[\"']?[ \t]*[:=]")
_DATE = re.compile(
    r"(?im)^[ \t{]*[\"']?(?:date|pub_?date|pubdatetime|publishdate|published|created|path)[\"']?[ \t]*[:=]"
)
_DATED_NAME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-.")
# So many of the files of a folder are posts where it is one of posts.
_MOST_ARE = 0.8


def files_below(folder: Path) -> Iterator[Path]:
    """The files below a folder, less those that no author writes; never very many."""
    left = _MOST_FILES
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if one[0] != "." and one not in _PASSED_OVER)
        for name in sorted(names):
            left -= 1
            if left < 0:
                return
            yield Path(root, name)


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
    if not _TITLE.search(head) or not re.match(r"---|\+\+\+|\{|\w+:", head):
        return False
    is_dated = _DATED_NAME.match(file.name) or _DATED_NAME.match(file.parent.name)
    return is_dated is not None or _DATE.search(head) is not None


def folders_of_posts(folder: Path, preset: str, files: Sequence[Path]) -> tuple[str, ...]:
    """The folders of the posts, as paths below the folder."""
    if preset == "jekyll":
        found = dict.fromkeys(_above(file, "_posts") for file in files if "_posts" in file.parts)
        if found:
            return tuple(sorted(one.relative_to(folder).as_posix() for one in found))
    for place in _PLACES.get(preset, ()):
        inside = (file for file in files if file.is_relative_to(folder / place))
        if any(is_post(file) for file in inside):
            return (place,)
    holders = [file.parent for file in files if is_post(file)]
    common = Path(os.path.commonpath(holders)) if holders else folder
    return (common.relative_to(folder).as_posix(),)


def _above(file: Path, name: str) -> Path:
    return next(one for one in file.parents if one.name == name)


def sections(preset: str, place: Path, files: Sequence[Path]) -> tuple[str, ...]:
    """The globs of the posts below their place, where they stand in sections beside other pages."""
    if preset in ("jekyll", "hexo"):
        return ()
    if named := _named(place, files):
        return tuple(f"{one}/**/*.md" for one in named) if preset in ("hugo", "zola") else ()
    every, posts = Counter[str](), Counter[str]()
    for file in files:
        first = file.relative_to(place).parts[0] if file.parent != place else ""
        every[first] += 1
        posts[first] += is_post(file)
    good = [one for one in sorted(every) if posts[one] >= every[one] * _MOST_ARE]
    if not good or len(good) == len(every):
        return ()
    return tuple(f"{one}/**/*.md" if one else "*.md" for one in good)


def _named(place: Path, files: Sequence[Path]) -> list[str]:
    """The sections whose names say that they are of posts, below the place or a folder of a language in it."""
    found = set[str]()
    for file in files:
        parts = file.relative_to(place).parts[:-1][:2]
        if (name := next((one for one in parts if one in _SECTIONS), None)) is not None:
            found.add("/".join(parts[: parts.index(name) + 1]))
    return sorted(found, key=lambda one: (_SECTIONS.index(one.rpartition("/")[2]), one))
