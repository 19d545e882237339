"""The site in a folder as it can be found out: generator, where posts are, addresses, language, topics."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from feedtool.imports.tuples import NamedTuple
from feedtool.model.site import PRESETS, TITLES
from feedtool.records import generators
from feedtool.records.sites import heads, values
from feedtool.records.sites.sources import Sources
from feedtool.start import collections, configurations, inherited, places, strangers
from feedtool.start.collections import Collection
from feedtool.start.configurations import Configuration
from feedtool.start.permalinks import forms, hugo
from feedtool.start.relatives import Relative


class FoundSite(NamedTuple):
    """The site in a folder; what could not be found out is None.

    ``config`` is the name of its own configuration; ``dated`` of its files have a title and a date;
    ``others`` are presets that fit them nearly as well.
    ``relative`` is what the generator is called that has no preset; ``fields`` are then lines for its posts.
    ``form`` is that of its addresses, as ``form_of`` has it, where no template could be made of it;
    ``languages`` are those that posts are translated into. With ``has_more`` there are more files in the
    folder than were looked at; so many of each suffix of ``unread`` are in formats that are not read.
    ``people`` are the names of those whom posts name by a key, ``defaults`` what posts have that say nothing.
    ``collections`` are the parts of it where addresses have several forms; then there is no ``link``.
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
    languages: tuple[str, ...] = ()
    timezone: str | None = None
    link: tuple[str, ...] = ()
    form: str | None = None
    form_of: str | None = None
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    relative: str | None = None
    include: tuple[str, ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    people: Mapping[str, str] = MappingProxyType({})
    defaults: Mapping[str, Any] = MappingProxyType({})
    collections: tuple[Collection, ...] = ()
    has_jekyll_feed: bool = False
    has_more: bool = False
    unread: tuple[tuple[str, int], ...] = ()


# Our name of the field.
_TOPICS = "topics"
_MOST_READ = 400
# So few files are no site unless something else says that there is one.
_FEWEST = 3
# So far down the site of a larger project is looked for.
_DEEPEST = 2


def look(folder: Path) -> FoundSite | None:
    """The site in a folder, or in one below it that holds the configuration; None where there is none."""
    found = configurations.of_folder(folder)
    at_top = _site(folder, found) if found else None
    # An application at the top may have its posts in a site of another generator below.
    if at_top is not None and found is not None and _is_usual(at_top, found.relative):
        return at_top
    for below in _nested(folder):
        inner = configurations.of_folder(folder / below)
        site = _site(folder / below, inner) if inner else None
        if site is not None and site.dated:
            return _below(below, site)
    return _site(folder, None) if found is None else at_top


def _below(folder: str, site: FoundSite) -> FoundSite:
    """A site with its paths as the folder above sees them."""
    return site._replace(
        paths=tuple(f"{folder}/{path}" for path in site.paths),
        config=f"{folder}/{site.config}",
        form_of=f"{folder}/{site.form_of}",
        collections=tuple(one._replace(path=f"{folder}/{one.path}") for one in site.collections),
    )


def _is_usual(site: FoundSite, relative: Relative | None) -> bool:
    return relative is None or set(site.paths) <= set(relative.places)


def passed_over(folder: Path) -> tuple[str, str] | None:
    """What looks like a site in a folder where ``look`` finds none, and what to do; None where nothing does."""
    config = configurations.of_folder(folder)
    if config is not None:
        title = config.relative.title if config.relative else TITLES[config.preset]
        return f"{config.name} is there, yet no posts of {title} were found", _ADVICE
    if stranger := strangers.of_folder(folder):
        return f"{stranger[0]} is no folder of records", stranger[1]
    files = [one for one in places.files_below(folder)[0] if one.suffix in places.SUFFIXES]
    posts = [one for one in files if places.is_post(one)]
    posts = posts or [one for one in files if places.content(one, 3) in _FENCES]
    if not posts or _are_own(posts):
        return None
    first = posts[0].relative_to(folder).as_posix()
    what = "1 file has" if len(posts) == 1 else f"{len(posts):,} files have"
    return (
        f"{what} front matter as posts have it ({first}), and nothing says of which generator",
        _ADVICE,
    )


_ADVICE = (
    'to read such posts, set path and preset in feedtool.toml, as "Any site" in the README says'
)


def _are_own(posts: Sequence[Path]) -> bool:
    """Whether all that looks like posts is records of feedtool's own."""
    return all(generators.is_own(file.name, places.content(file)) for file in posts)


def _nested(folder: Path) -> Iterator[str]:
    """The folders below one where a site of a larger project may be, the nearest first."""
    level, left = [folder], _MOST_READ
    for _ in range(_DEEPEST):
        level = [below for one in level for below in places.folders_in(one)][:left]
        left -= len(level)
        yield from (one.relative_to(folder).as_posix() for one in level)


def _site(folder: Path, config: Configuration | None) -> FoundSite | None:
    """The site of a folder with this configuration, or of the posts in it where there is none."""
    every, has_more = places.files_below(folder)
    files = [file for file in every if file.suffix in places.SUFFIXES]
    others: Sequence[str] = ()
    preset, settings = (config.preset, config.values) if config else (None, {})
    if preset is None:
        preset, *others = _presets_of(folder, files) or (None,)
    if preset is None:
        return None
    relative = config.relative if config else None
    paths = places.folders_of_posts(folder, preset, files, relative.places if relative else ())
    posts = [file for file in files if any(file.is_relative_to(folder / path) for path in paths)]
    posts = [file for file in posts if file.stem != "_index"]
    dated = sum(map(places.is_post, posts))
    if not posts or (not dated and "." in paths) or _are_own(posts):
        return None
    fields = relative.fields_of(paths[0], settings) if relative else {}
    if relative is not None:
        include = _of_relative(preset, posts)
    else:
        include = _include(preset, settings, [folder / path for path in paths], posts)
    handed_down = [] if relative else inherited.found(folder / paths[0], preset, posts, settings)
    if left := inherited.globs(handed_down) if len(paths) == 1 else ():
        include = (*(include or PRESETS[preset].include), *left)
    of_all = (one for one in handed_down if not one.folder and preset == "eleventy")
    form_of = next((one for one in of_all if "permalink" in one.values), None)
    settings = {**settings, **({"permalink": form_of.values["permalink"]} if form_of else {})}
    served = _Addresses()
    if relative is None:
        place = _Posts(folder, paths, posts, include, left)
        served = (_of_hugo if preset == "hugo" else _addresses)(preset, settings, place)
    return FoundSite(
        preset=preset,
        others=tuple(others),
        config=config and config.name,
        paths=paths,
        posts=len(posts),
        dated=dated,
        include=include,
        title=configurations.text(
            settings, "title", "sitename", "site_title", "site_name", "blog_title"
        ),
        home=configurations.home(settings),
        language=configurations.language(settings),
        languages=_translated(configurations.languages(settings), posts, served.collections),
        timezone=configurations.text(settings, "timezone"),
        link=fields.pop("link", served.link),
        fields=tuple(fields.items()),
        relative=relative and relative.title,
        form_of=form_of.file.relative_to(folder).as_posix() if form_of else config and config.name,
        form=served.form,
        collections=served.collections,
        has_more=has_more,
        unread=_unread(
            every, [folder / path for path in paths], include or PRESETS[preset].include
        ),
        has_jekyll_feed=preset == "jekyll" and _has_jekyll_feed(folder),
        topics=_topics(preset, posts),
        people={} if relative else inherited.people(folder, preset),
        defaults={} if relative else inherited.defaults(preset, settings),
    )


class _Posts(NamedTuple):
    """Posts in folders, the globs that name them, and those of what is left out."""

    folder: Path
    paths: tuple[str, ...]
    posts: Sequence[Path]
    include: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The paths of the posts."""
        return [one.relative_to(self.folder).as_posix() for one in self.posts]


class _Addresses(NamedTuple):
    """Where posts are served: as ``link`` or the collections say; ``form`` is what could not be told."""

    link: tuple[str, ...] = ()
    form: str | None = None
    collections: tuple[Collection, ...] = ()


def _addresses(preset: str, settings: Mapping[str, Any], place: _Posts) -> _Addresses:
    if told := forms.unmade(preset, settings, place.paths, place.names):
        return _Addresses((), told)
    link = forms.template(preset, settings, place.paths)
    return _Addresses(link, None if link else forms.form(preset, settings))


def _of_hugo(_preset: str, settings: Mapping[str, Any], place: _Posts) -> _Addresses:
    path, tags = place.paths[0], [tag.lower() for tag in configurations.languages(settings)]
    found = collections.found(place.folder, path, settings, place.posts, place.left)
    sections = places.sections_of(place.folder / path, place.posts, place.include, tags)
    link = () if found else hugo.template(settings, sections)
    every = [*link, *(source for one in found or () for source in one.link)]
    if found is None or (form := hugo.unmade(settings, every, place.names)):
        return _Addresses((), "one form a section" if found is None else form)
    return _Addresses(link, None if link or found else hugo.form(settings, sections), found)


# Formats of posts that some generator or other takes.
_FORMATS = {".adoc", ".asciidoc", ".ipynb", ".org", ".Rmd", ".Rmarkdown", ".rst", ".textile"}


def _unread(
    files: Sequence[Path], places_of_posts: Sequence[Path], include: Sequence[str]
) -> tuple[tuple[str, int], ...]:
    """The suffixes of what may be posts and is not read, with their numbers."""
    read = {Path(glob).suffix for glob in include if not glob.startswith("!")}
    counted = Counter(
        file.suffix
        for file in files
        if file.suffix in _FORMATS - read
        and file.stem not in ("index", "_index")
        and any(file.is_relative_to(place) for place in places_of_posts)
    )
    return tuple(sorted(counted.items()))


def _presets_of(folder: Path, files: Sequence[Path]) -> tuple[str, ...]:
    """The presets that files speak for: all that have a head, else those that look like posts."""
    posts = [file for file in files if places.is_post(file)]
    known = set(posts)
    with_head = [file for file in files if file in known or places.content(file, 3) in _FENCES]
    for some in (with_head, posts):
        read = ((str(file.relative_to(folder)), places.content(file)) for file in _spread(some))
        if len(some) >= _FEWEST and (found := generators.presets_of(read)):
            return found
    return ()


def _of_relative(preset: str, posts: Sequence[Path]) -> tuple[str, ...]:
    """The globs of the posts of a generator without a preset, where they are not those of its relative."""
    globs = tuple(f"**/*{one}" for one in sorted({".md", *(file.suffix for file in posts)}))
    return () if set(globs) <= set(PRESETS[preset].include) else globs


def _include(
    preset: str, settings: Mapping[str, Any], places_of_posts: Sequence[Path], posts: Sequence[Path]
) -> tuple[str, ...]:
    """The globs of the posts, where they are not those of the preset."""
    if len(places_of_posts) > 1:
        return ()
    if preset == "pelican":
        return places.of_articles(places_of_posts[0], posts, settings)
    return places.sections(preset, places_of_posts[0], posts)


def _translated(
    languages: tuple[str, ...], posts: Sequence[Path], parts: Sequence[Collection]
) -> tuple[str, ...]:
    """The languages, where names of posts end in one of them, ``name.de.md``, or folders are of one."""
    if any(one.language for one in parts):
        return languages
    endings = {file.stem.rpartition(".")[2].lower() for file in posts if "." in file.stem}
    return languages if any(one.lower() in endings for one in languages) else ()


def _has_jekyll_feed(folder: Path) -> bool:
    """Whether the site has a feed by the usual plugin, which its configuration or its Gemfile names."""
    files = (folder / name for name in ("_config.yml", "_config.yaml", "Gemfile"))
    return any(_JEKYLL_FEED.search(places.content(file)) for file in files if file.is_file())


_JEKYLL_FEED = re.compile(rb"(?m)^[^#\r\n]*\bjekyll-feed\b")
_FENCES = (b"---", b"+++")


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
