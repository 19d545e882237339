"""What a folder tells of the site in it: its generator, where posts are, addresses, language, topics."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from feedtool.model.site import PRESETS
from feedtool.records import generators
from feedtool.records.sites import heads, values
from feedtool.records.sites.sources import Sources
from feedtool.start import permalinks
from feedtool.toml import reader


class FoundSite(NamedTuple):
    """The site in a folder; what nothing tells of is None. ``config`` is the name of its own configuration."""

    preset: str
    config: str | None
    paths: tuple[str, ...]
    posts: int
    title: str | None = None
    home: str | None = None
    language: str | None = None
    timezone: str | None = None
    link: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    topics: tuple[tuple[str, int], ...] = ()


# The configurations of generators; which of two is meant by one name, a key in it tells.
_CONFIGS = (
    ("hugo", ("hugo.toml", "hugo.yaml", "hugo.yml", "config/_default/hugo.toml"), None),
    ("zola", ("zola.toml",), None),
    ("zola", ("config.toml",), "base_url"),
    ("hugo", ("config.toml", "config.yaml", "config.yml"), "baseurl"),
    ("hexo", ("_config.yml",), "new_post_name"),
    ("jekyll", ("_config.yml", "_config.yaml"), None),
    ("eleventy", (".eleventy.js", *(f"eleventy.config.{one}" for one in ("js", "mjs", "cjs", "ts"))), None),
    ("astro", tuple(f"astro.config.{one}" for one in ("mjs", "js", "ts", "cjs")), None),
    ("pelican", ("pelicanconf.py",), None),
)  # fmt: skip
# Where the posts of each are, the likeliest first.
_PLACES = {
    "hugo": ("content",),
    "zola": ("content",),
    "hexo": ("source/_posts",),
    "eleventy": ("content/blog", "content/posts", "src/posts", "src/blog", "posts", "blog", "content", "src"),
    "astro": ("src/content/blog", "src/content/posts", "src/content/post", "src/data/blog", "src/content"),
    "pelican": ("content",),
}  # fmt: skip
_PASSED_OVER = {"node_modules", "vendor", "_site", "public", "dist", "output", "themes", "_drafts"}
_POST = {
    glob[glob.rindex(".") :]
    for preset in PRESETS.values()
    for glob in preset.include
    if not glob.startswith("!")
}
# Our name of the field.
_TOPICS = "topics"
_MOST_FILES, _MOST_READ, _MOST_BYTES = 20_000, 400, 1_048_576


def look(folder: Path) -> FoundSite | None:
    """The site in a folder; None where there is none."""
    preset, name, config = _configuration(folder)
    files = list(_files(folder))
    if preset is None:
        with_head = [
            file for file in files if file.suffix in _POST and _content(file)[:3] in _FENCES
        ]
        read = ((str(file.relative_to(folder)), _content(file)) for file in _spread(with_head))
        preset = generators.preset_of(read) if len(with_head) > 2 else None  # noqa: PLR2004 - a few
    if preset is None:
        return None
    paths = _paths(folder, preset, files)
    posts = [file for file in files if any(file.is_relative_to(folder / path) for path in paths)]
    posts = [file for file in posts if file.suffix in _POST and file.stem != "_index"]
    if not posts:
        return None
    include = _sections(preset, folder / paths[0], posts)
    link = permalinks.template(preset, config, paths)
    return FoundSite(
        preset=preset,
        config=name,
        paths=paths,
        posts=len(posts),
        include=include,
        title=_text(config, "title", "sitename"),
        home=_home(config),
        language=_language(config),
        timezone=_text(config, "timezone"),
        link=link,
        topics=_topics(preset, posts),
    )


def _configuration(folder: Path) -> tuple[str | None, str | None, Mapping[str, Any]]:
    """The preset of the generator whose configuration is there, its name, and its values by small keys."""
    for preset, names, key in _CONFIGS:
        for name in names:
            if not (folder / name).is_file():
                continue
            values_there = dict(_values(name, _content(folder / name).decode("utf-8", "replace")))
            if key is None or key in values_there:
                return preset, name, values_there
    return None, None, {}


def _values(name: str, text: str) -> Iterator[tuple[str, Any]]:
    """The values of a configuration that stand at its top, by their keys in small letters."""
    if name.endswith(".toml"):
        with suppress(ValueError, RecursionError):
            table = reader.read(text)
            if isinstance(table, dict):
                yield from ((key.lower(), value) for key, value in table.items())
        return
    # YAML or Python: with anchors, tags and code in them, of which only plain lines are wanted.
    for key, value in re.findall(r"(?m)^([A-Za-z_]\w*) *[:=] *(.*?)[ \t]*(?:[ \t]#.*)?\r?$", text):
        bare = value.strip("\"'")
        yield key.lower(), bare


def _text(config: Mapping[str, Any], *keys: str) -> str | None:
    found = (config.get(key) for key in keys)
    return next((one for one in found if isinstance(one, str) and one and "{" not in one), None)


def _home(config: Mapping[str, Any]) -> str | None:
    url = _text(config, "url", "baseurl", "base_url", "siteurl", "site")
    if url is None or not re.match(r"https?://[^/\s]+\.[^/\s]+", url):
        return None
    base = _text(config, "baseurl") or ""
    base = "" if "://" in base else base.strip("/")
    return f"{url.rstrip('/')}/" + (f"{base}/" if base else "")


def _language(config: Mapping[str, Any]) -> str | None:
    found = _text(
        config, "lang", "language", "languagecode", "default_language", "default_lang", "locale"
    )
    tag = (found or "").replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) else None


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder, less those that no author writes; never very many."""
    left = _MOST_FILES
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if one[0] != "." and one not in _PASSED_OVER)
        for name in sorted(names):
            left -= 1
            if left < 0:
                return
            yield Path(root, name)


def _paths(folder: Path, preset: str, files: Sequence[Path]) -> tuple[str, ...]:
    """The folders of the posts, as paths below the folder."""
    if preset == "jekyll":
        found = dict.fromkeys(_above(file, "_posts") for file in files if "_posts" in file.parts)
        if found:
            return tuple(sorted(one.relative_to(folder).as_posix() for one in found))
    for place in _PLACES.get(preset, ()):
        if any(file.suffix in _POST for file in files if file.is_relative_to(folder / place)):
            return (place,)
    posts = [
        file.parent for file in files if file.suffix in _POST and _content(file)[:3] in _FENCES
    ]
    common = Path(os.path.commonpath(posts)) if posts else folder
    return (common.relative_to(folder).as_posix(),)


# What the sections of posts are called, among pages of other kinds.
_SECTIONS = ("posts", "post", "blog", "articles", "news")


def _sections(preset: str, place: Path, posts: Sequence[Path]) -> tuple[str, ...]:
    """The globs of the posts, where they stand in sections of their own beside other pages."""
    if preset not in ("hugo", "zola"):
        return ()
    named = [one for one in _SECTIONS if any(post.is_relative_to(place / one) for post in posts)]
    return tuple(f"{one}/**/*.md" for one in named)


_FENCES = (b"---", b"+++")


def _above(file: Path, name: str) -> Path:
    return next(one for one in file.parents if one.name == name)


def _topics(preset: str, posts: Sequence[Path]) -> tuple[tuple[str, int], ...]:
    """The topics that most posts name, with the number of posts, of those that were looked at."""
    counted = Counter[str]()
    for file in _spread(posts):
        head, _ = heads.read(
            file.name, _content(file), loose=True, dialect=generators.ANY_GENERATOR
        )
        if head is None:
            continue
        asked = Sources(head, {}).all(PRESETS[preset].fields[_TOPICS])
        named = (name for one in asked for name, _, _ in values.names("topics", one) if name)
        counted.update([*dict.fromkeys(named)])
    return tuple(counted.most_common(10))


def _spread(files: Sequence[Path]) -> Sequence[Path]:
    return files[:: max(1, len(files) // _MOST_READ)]


def _content(file: Path) -> bytes:
    """The bytes of a file; none where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return stream.read(_MOST_BYTES)
    except OSError:
        return b""
