"""The site in a folder as it can be found out: generator, where posts are, addresses, language, topics."""

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
from feedtool.start import permalinks, places
from feedtool.toml import reader


class FoundSite(NamedTuple):
    """The site in a folder; what could not be found out is None.

    ``config`` is the name of its own configuration; ``dated`` of its files have a title and a date;
    ``others`` are presets that fit them nearly as well.
    """

    preset: str
    config: str | None
    paths: tuple[str, ...]
    posts: int
    dated: int = 0
    others: tuple[str, ...] = ()
    title: str | None = None
    home: str | None = None
    language: str | None = None
    timezone: str | None = None
    link: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    has_jekyll_feed: bool = False


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
# Our name of the field.
_TOPICS = "topics"
_MOST_READ = 400
# So few files are no site unless something else says that there is one.
_FEWEST = 3
# So far down the site of a larger project is looked for.
_DEEPEST = 2


def look(folder: Path) -> FoundSite | None:
    """The site in a folder, or in one below it that holds the configuration; None where there is none."""
    found = _configuration(folder)
    if found[0] is None:
        for below in _nested(folder):
            inner = _configuration(folder / below)
            site = _site(folder / below, *inner) if inner[0] else None
            if site is not None and site.dated:
                paths = tuple(f"{below}/{path}" for path in site.paths)
                return site._replace(paths=paths, config=f"{below}/{site.config}")
    return _site(folder, *found)


def _nested(folder: Path) -> Iterator[str]:
    """The folders below one where a site of a larger project may be, the nearest first."""
    level, left = [folder], _MOST_READ
    for _ in range(_DEEPEST):
        level = [below for one in level for below in places.folders_in(one)][:left]
        left -= len(level)
        yield from (one.relative_to(folder).as_posix() for one in level)


def _site(
    folder: Path, preset: str | None, name: str | None, config: Mapping[str, Any]
) -> FoundSite | None:
    """The site of a folder with this configuration, or of the posts in it where there is none."""
    files = [file for file in places.files_below(folder) if file.suffix in places.SUFFIXES]
    others: tuple[str, ...] = ()
    if preset is None:
        with_head = [
            file for file in files if places.content(file, 3) in _FENCES or places.is_post(file)
        ]
        read = (
            (str(file.relative_to(folder)), places.content(file)) for file in _spread(with_head)
        )
        found = generators.presets_of(read) if len(with_head) >= _FEWEST else ()
        preset, others = next(iter(found), None), found[1:]
    if preset is None:
        return None
    paths = places.folders_of_posts(folder, preset, files)
    posts = [file for file in files if any(file.is_relative_to(folder / path) for path in paths)]
    posts = [file for file in posts if file.stem != "_index"]
    if not posts:
        return None
    return FoundSite(
        preset=preset,
        others=tuple(others),
        config=name,
        paths=paths,
        posts=len(posts),
        dated=sum(map(places.is_post, posts)),
        include=places.sections(preset, folder / paths[0], posts) if len(paths) == 1 else (),
        title=_text(config, "title", "sitename"),
        home=_home(config),
        language=_language(config),
        timezone=_text(config, "timezone"),
        link=permalinks.template(preset, config, paths),
        has_jekyll_feed=preset == "jekyll" and _has_jekyll_feed(folder),
        topics=_topics(preset, posts),
    )


def _has_jekyll_feed(folder: Path) -> bool:
    """Whether the site has a feed by the usual plugin, which its configuration or its Gemfile names."""
    files = (folder / name for name in ("_config.yml", "_config.yaml", "Gemfile"))
    return any(_JEKYLL_FEED.search(places.content(file)) for file in files if file.is_file())


_JEKYLL_FEED = re.compile(rb"(?m)^[^#\r\n]*\bjekyll-feed\b")
_FENCES = (b"---", b"+++")


def _configuration(folder: Path) -> tuple[str | None, str | None, Mapping[str, Any]]:
    """The preset of the generator whose configuration is there, its name, and its values by small keys."""
    for preset, names, key in _CONFIGS:
        for name in names:
            if not (folder / name).is_file():
                continue
            values_there = dict(
                _values(name, places.content(folder / name).decode("utf-8", "replace"))
            )
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


def _topics(preset: str, posts: Sequence[Path]) -> tuple[tuple[str, int], ...]:
    """The topics that most posts name, with the number of posts, of those that were looked at."""
    counted = Counter[str]()
    for file in _spread(posts):
        head, _ = heads.read(
            file.name, places.content(file), loose=True, dialect=generators.ANY_GENERATOR
        )
        if head is None:
            continue
        given = Sources(head, {}).all(PRESETS[preset].fields[_TOPICS])
        asked = [values.listed(preset, one) for one in given]
        named = (name for one in asked for name, _, _ in values.names("topics", one) if name)
        counted.update([*dict.fromkeys(named)])
    return tuple(counted.most_common(10))


def _spread(files: Sequence[Path]) -> Sequence[Path]:
    return files[:: max(1, len(files) // _MOST_READ)]
