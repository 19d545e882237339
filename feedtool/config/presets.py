"""How the posts of another generator are read: a preset, and what the configuration says over it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from feedtool.config import zones
from feedtool.diagnostics.problem import Problem
from feedtool.model.config import Config
from feedtool.model.site import PRESETS, SiteMapping
from feedtool.text import urls
from feedtool.toml.reader import Table

# What the configuration calls fields that are lists to feedtool, or stand in a group.
_FIELDS = {
    "author": "authors",
    "image": "images",
    "provider": "provider_name",
    "lang": "locale",
    "duration": "audio_duration",
}
_LISTS = ("authors", "topics")


def with_site(config: Config, table: Table, *, has_include: bool) -> Config:
    """The configuration with the mapping that its tables ask for; the same where they ask for none."""
    records = table["records"]
    given, defaults = table.get("fields", {}), table.get("defaults", {})
    preset = PRESETS[records["preset"]]
    if not preset.fields and not given and not defaults:
        return config
    home = urls.to_uri(table["site"]["home"]) if "home" in table["site"] else config.site.url
    site = SiteMapping(
        preset=records["preset"],
        fields=tuple(sorted({**preset.fields, **_sources(given)}.items())),
        defaults=tuple(sorted(_values(defaults))),
        home=home if home.endswith("/") else f"{home}/",
        title=config.site.title,
        timezone=records.get("timezone"),
        known_keys=config.records.known_keys,
        people=tuple(
            sorted((key.casefold(), name) for key, name in table.get("authors", {}).items())
        ),
        languages=tuple(dict.fromkeys(tag.lower() for tag in _languages(table))),
    )
    include = config.records.include
    if preset.include:
        passed_over = tuple(glob for glob in preset.include if glob.startswith("!"))
        include = (*include, *passed_over) if has_include else preset.include
    return config._replace(records=config.records._replace(site=site, include=include))


def _languages(table: Table) -> Iterator[str]:
    """The languages that the configuration names, that of the site first."""
    yield table["site"]["language"]
    yield from table["feeds"]["languages"]
    for one in table.get("feed", ()):
        where = one.get("where", {})
        for tags in (where.get("language", ()), where.get("lang", ())):
            yield from ([tags] if isinstance(tags, str) else tags)


def _sources(given: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {
        _FIELDS.get(name, name): (value,) if isinstance(value, str) else tuple(value)
        for name, value in given.items()
    }


def _values(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in given.items():
        field = _FIELDS.get(name, name)
        values = [value] if isinstance(value, str) and field in _LISTS else value
        yield field, tuple(values) if isinstance(values, list) else values


_SOURCE = re.compile(
    r"(?!:(?!(?:name-date|path-date|name-language|heading|summary|body|jekyll-id)$))"
    r"(?!.*\{:(?!(?:year|month|day|slug|folder|name|file|title|language|category|lang|basename)\}))"
    r"(?:[^{}\x00-\x1f]|\{[^{}\x00-\x1f]+\})+"
)


def problems(table: Table) -> Iterator[Problem]:
    """What is wrong with the tables that the schema cannot say: their paths are still empty."""
    yield from zones.unknown(table["records"].get("timezone", "UTC"), "/records/timezone")
    for name, given in table.get("fields", {}).items():
        sources = [given] if isinstance(given, str) else given
        for index, source in enumerate(sources):
            if not _SOURCE.fullmatch(source):
                message = f"{name}: {source!r} is no source"
                hint = (
                    "write a key, !key, :name-date, :path-date, :name-language, :heading, :summary, :body, "
                    ":jekyll-id, or a template such as /{:year}/{:slug}/"
                )
                pointer = f"/fields/{name}" + (f"/{index}" if sources is given else "")
                yield Problem("", "config-invalid", message, pointer=pointer, hint=hint)
