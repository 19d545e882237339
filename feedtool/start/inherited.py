"""What posts have from elsewhere than their own heads: from their folder, or from the configuration."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from feedtool.imports.tuples import NamedTuple
from feedtool.records import generators
from feedtool.records.sites import heads
from feedtool.records.sites.sources import is_withheld
from feedtool.start import configurations, places
from feedtool.start.relatives import SCRIPTS


class Inherited(NamedTuple):
    """Values that all posts below a folder have unless they say otherwise, and the file that has them.

    The folder is a path below that of the posts, empty for that itself; the keys are in small letters.
    """

    folder: str
    file: Path
    values: Mapping[str, Any]


def found(
    folder: Path, preset: str, posts: Sequence[Path], config: Mapping[str, Any]
) -> list[Inherited]:
    """What the posts in a folder have from elsewhere; ``config`` is the configuration of the site."""
    if preset == "jekyll":
        return list(_of_jekyll(folder, config))
    if preset == "pelican":
        return list(_of_pelican(folder, config))
    above = {one for post in posts for one in post.parents if one.is_relative_to(folder)}
    read = {"hugo": _of_hugo, "zola": _of_zola, "eleventy": _of_eleventy}.get(preset)
    return [
        Inherited(place.relative_to(folder).as_posix().removeprefix("."), file, values)
        for place in sorted(above)
        for file, values in (read(place) if read else ())
    ]


def globs(inherited: Sequence[Inherited]) -> tuple[str, ...]:
    """The globs that leave out what is held back as a whole folder."""
    return tuple(_glob(one.folder) for one in inherited if _is_held(one.values))


def _glob(path: str) -> str:
    """The glob that leaves out a folder, or a file."""
    if Path(path).suffix in places.SUFFIXES:
        return f"!{path}"
    return f"!{path}/**" if path else "!**"


def defaults(preset: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """What posts have that say nothing else, by our names: those of Pelican may be drafts then."""
    given = _small(_table(config, "default_metadata"))
    return {"is_published": False} if preset == "pelican" and _is_held(given) else {}


def _is_held(values: Mapping[str, Any]) -> bool:
    build = values.get("build", values.get("_build"))
    built = [*build.values()] if isinstance(build, dict) else []
    return (
        any(
            values.get(key) is True
            for key in ("draft", "hidden", "headless", "unlisted", _EXCLUDED)
        )
        or any(is_withheld(values.get(key)) for key in ("published", "permalink", "status"))
        or values.get("status") == _SKIPPED
        or any(one is False or one in ("never", "local", "link") for one in built)
    )


_EXCLUDED = "eleventyexcludefromcollections"
# What Pelican calls the status of what it does not even read.
_SKIPPED = "skip"
_Given = Iterator[tuple[Path, Mapping[str, Any]]]


def _of_hugo(folder: Path) -> _Given:
    """https://gohugo.io/content-management/front-matter/#cascade"""
    for file in sorted(folder.glob("_index.*")):
        cascade = _head(file).get("cascade")
        for one in cascade if isinstance(cascade, list) else [cascade]:
            # With a target it is for some pages, or for another language or environment.
            if isinstance(one, dict) and not one.keys() & {"_target", "target"}:
                yield file, _small(one)


def _of_zola(folder: Path) -> _Given:
    """A section that is a draft is passed over with all that is in it."""
    file = folder / "_index.md"
    if _head(file).get("draft") is True:
        yield file, {"draft": True}


def _of_eleventy(folder: Path) -> _Given:
    """https://www.11ty.dev/docs/data-template-dir/"""
    names = (
        f"{folder.name}.json",
        *(f"{folder.name}.11tydata.{one}" for one in ("json", *SCRIPTS)),
    )
    for file in (folder / name for name in names):
        if file.is_file():
            yield file, _data(file)


def _data(file: Path) -> Mapping[str, Any]:
    """The values of a data file of Eleventy; ``permalink`` is that it is code, where it is no text."""
    values = dict(configurations.values_of(file))
    if file.suffix != ".json":
        text = places.content(file).decode("utf-8", "replace")
        values.update((key.lower(), truth == "true") for key, truth in _TRUTH.findall(text))
        if "permalink" not in values and re.search(r"\bpermalink\b", text):
            values["permalink"] = "code"
    return values


_TRUTH = re.compile(r"(?m)^[ \t]*[\"']?(\w+)[\"']? *: *(true|false)\b")


def _of_jekyll(folder: Path, config: Mapping[str, Any]) -> Iterator[Inherited]:
    """https://jekyllrb.com/docs/configuration/front-matter-defaults/"""
    defaults = config.get("defaults")
    for one in defaults if isinstance(defaults, list) else []:
        scope, values = (_table(one, key) for key in ("scope", "values"))
        path = str(scope.get("path") or "").strip("/")
        of_posts, below = (
            scope.get("type") in (None, "posts"),
            path.partition("_posts")[2].strip("/"),
        )
        if of_posts and "*" not in path and (not path or path.startswith("_posts")):
            yield Inherited(below, folder, _small(values))


def _of_pelican(folder: Path, config: Mapping[str, Any]) -> Iterator[Inherited]:
    """https://docs.getpelican.com/en/latest/settings.html#metadata, of folders and single files"""
    given = config.get("extra_path_metadata")
    for path, values in given.items() if isinstance(given, dict) else ():
        if isinstance(values, dict) and str(path).strip("/"):
            yield Inherited(str(path).strip("/"), folder, _small(values))


# Where generators have the people whom posts name by a key; the folders of Hugo have one each.
_PEOPLE = {
    "docusaurus": ("blog/authors.yml", "blog/authors.yaml"),
    "jekyll": ("_data/authors.yml", "_data/authors.yaml", "_data/authors.json"),
    "hugo": ("content/authors/*/_index.md", "content/*/authors/*/_index.md"),
}


def people(folder: Path, preset: str) -> dict[str, str]:
    """The names of the people of a site, by the keys that posts may have for them."""
    made: dict[str, str] = {}
    for glob in _PEOPLE.get(preset, ()):
        for file in sorted(folder.glob(glob))[:_MOST_PEOPLE]:
            given = (
                {file.parent.name: _head(file)} if "*" in glob else configurations.values_of(file)
            )
            for key, one in given.items():
                name = one.get("name", one.get("title")) if isinstance(one, dict) else one
                if isinstance(name, str) and name.strip() and name != key:
                    made[key] = name.strip()[:200]
    return made


_MOST_PEOPLE = 1000


def _table(value: Any, key: str) -> dict[str, Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _head(file: Path) -> Mapping[str, Any]:
    head, _ = heads.read(
        file.name, places.content(file), loose=True, dialect=generators.ANY_GENERATOR
    )
    return _small(head.value) if head is not None else {}


def _small(values: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in values.items()}
