"""The feeds that the configuration asks for by name: ``[[feed]]``, and one a language."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from feedtool.diagnostics.problem import Problem
from feedtool.diagnostics.words.configuration import fault
from feedtool.model.config import Config, FeedsConfig, Site
from feedtool.model.query import NEWEST, NamedQuery, Query
from feedtool.model.topics import RESERVED
from feedtool.toml import writer
from feedtool.toml.reader import Table

# What else stands, or may come to stand, at the top of the output, or is called so by reports.
_TAKEN = RESERVED | {
    "topics",
    "sitemap",
    "news-sitemap",
    "archive",
    "archives",
    "digests",
    "blogroll",
    "podcast",
}
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
# The feed of everything in one language; its name begins so.
_OF_LANGUAGE = "all-"


def with_queries(config: Config, table: Table) -> Config:
    """The configuration with the feeds that its tables ask for by name."""
    feeds, site = config.feeds, config.site
    return config._replace(
        queries=tuple(_named(one, feeds, site) for one in table.get("feed", ())),
        languages=tuple(_of_language(tag, feeds, site) for tag in table["feeds"]["languages"]),
    )


def problems(table: Table) -> Iterator[Problem]:
    """What is wrong with the tables that the schema cannot say: the paths are still empty."""
    names = [one["name"] for one in table.get("feed", ())]
    languages = {f"{_OF_LANGUAGE}{tag.lower()}" for tag in table["feeds"]["languages"]}
    known = {*names, *_TAKEN, *languages}
    seen = Counter[str]()
    for index, name in enumerate(names):
        seen[name] += 1
        if name in _TAKEN:
            what = f"the feed name {name!r} is reserved"
        elif name in languages:
            what = f"the feed name {name!r} is that of a feed of feeds.languages"
        elif seen[name] > 1:
            what = f"two feeds have the name {name!r}"
        else:
            continue
        free = next(one for one in _others(name) if one not in known)
        known.add(free)
        hint = f"write name = {writer.dumps(free)}"
        yield fault("", "config-invalid", what, hint, pointer=f"/feed/{index}/name")


def _others(name: str) -> Iterator[str]:
    yield f"{name}-feed"
    yield from (f"{name}-{number}" for number in range(2, 10_000))


def _named(table: Mapping[str, Any], feeds: FeedsConfig, site: Site) -> NamedQuery:
    where, items = table.get("where", {}), tuple(table.get("items", ()))
    spoken = [*_values(where, "language"), *_values(where, "lang")]
    query = Query(
        limit=table.get("limit", feeds.limit),
        min_heat=where.get("min_heat"),
        topics=_values(where, "topics"),
        not_topics=_values(where, "not_topics"),
        kinds=_values(where, "type"),
        providers=tuple(one.casefold() for one in _values(where, "provider")),
        categories=tuple(one.casefold() for one in _values(where, "category")),
        languages=tuple(one.lower() for one in spoken),
        max_age=_span(where["max_age"]) if "max_age" in where else None,
        items=items,
        only_items=bool(items) and "where" not in table,
        order=table.get("order", NEWEST),
        sticky=table.get("sticky", feeds.sticky),
    )
    title = table["title"]
    described = table.get("description", f"{title}: {site.description}")
    language = spoken[0] if len(spoken) == 1 else None
    return NamedQuery(table["name"], title, described, query, language)


def _of_language(tag: str, feeds: FeedsConfig, site: Site) -> NamedQuery:
    query = Query(limit=feeds.limit, languages=(tag.lower(),), sticky=feeds.sticky)
    name, title = f"{_OF_LANGUAGE}{tag.lower()}", f"{site.title} ({tag})"
    return NamedQuery(name, title, site.description, query, tag)


def _values(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """One text, or a list of them, as a tuple without the same value twice."""
    given: str | Sequence[str] = table.get(key, ())
    return tuple(dict.fromkeys([given] if isinstance(given, str) else given))


def _span(text: str) -> timedelta:
    return timedelta(**{_UNITS[text[-1]]: int(text[:-1])})
