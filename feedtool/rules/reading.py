"""How a configuration asks for records to be read."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics import schemas
from feedtool.model.config import Config, RecordsConfig
from feedtool.model.topics import Topics
from feedtool.records.mapping import SHIPPED, FieldMapping
from feedtool.records.parse import ParseOptions

if TYPE_CHECKING:
    from feedtool.model.site import SiteMapping


def options(config: Config, known: Topics, mapping: FieldMapping = SHIPPED) -> ParseOptions:
    """The options that a configuration asks for; raises UsageError where its schema is none."""
    if config.records.collections:
        return _of_collections(config, known, mapping)
    made = ParseOptions(
        schema=schemas.requiring(_schema_text(config), config.records.require),
        trusted=config.records.schema is None,
        tracking_parameters=config.records.tracking_parameters,
        topics=known if config.feeds.unknown_topics == "error" else None,
        mapping=mapping,
        known_keys=config.records.known_keys,
        base=config.base,
        folders=config.records.places,
    )
    return made if config.records.site is None else _of_posts(made, config.records.site, config)


def _of_collections(config: Config, known: Topics, mapping: FieldMapping) -> ParseOptions:
    """The options of each collection of records, under those of the first."""
    each = config.records.collections
    found = tuple(
        (_roots(one), options(config._replace(records=one), known, mapping)) for one in each
    )
    _, first = found[0]
    # Of overlapping folders, as symbolic links make them, the inner one counts.
    return first._replace(
        folders=config.records.places,
        collections=tuple(sorted(found, key=lambda one: -len(max(one[0], key=len)))),
    )


class _CollectionNames(FieldMapping):
    """What the records of several collections call their fields."""

    def __init__(self, options: ParseOptions) -> None:
        first = names(options._replace(collections=()))
        super().__init__(first.record.paths, first.image.paths)
        self._options = options

    def __reduce__(self) -> Any:
        return _CollectionNames, (self._options,)

    def of(self, path: str) -> FieldMapping:
        return names(self._options.of(path))


def names(options: ParseOptions) -> FieldMapping:
    """What records call their fields, for what is said of several of them together."""
    if options.collections:
        return _CollectionNames(options)
    if options.site is None:
        return options.mapping
    from feedtool.records.sites import document  # late: feedtool's own records need none of it

    return document.usual_names(options.site)


def _of_posts(options: ParseOptions, site: "SiteMapping", config: Config) -> ParseOptions:
    """The options for posts of another generator; their folders are those that people see."""
    from feedtool.records.sites import SITE  # late: feedtool's own records need none of it

    roots = _roots(config.records)
    leading = tuple(
        os.path.relpath(place, _root_of(place, config.base))
        for place in config.records.places
        if isinstance(place, Path)
    )
    above = (*leading, *leading) if len(leading) * 2 == len(roots) else ()
    return options._replace(mapping=SITE, site=site._replace(roots=roots, above=above))


# What a folder holds that Jekyll begins at: that of the site, or the one that its `source` names.
_AT_THE_ROOT = ("_config.yml", "_config.yaml", "_layouts", "_includes")


def _root_of(place: Path, base: Path) -> Path:
    """The folder of the site that a folder of posts belongs to: no part of addresses lies above it."""
    above = [one for one in place.parents if one == base or base in one.parents]
    holding = (one for one in above if any((one / name).exists() for name in _AT_THE_ROOT))
    return next(holding, base)


def _roots(records: RecordsConfig) -> tuple[str, ...]:
    """The folders of some records as people see them, and as they are."""
    relative = [os.path.relpath(place) for place in records.places if isinstance(place, Path)]
    return (*relative, *map(str, records.places))


def _schema_text(config: Config) -> str:
    if config.records.schema is None:
        return schemas.shipped(schemas.RECORD)
    from feedtool.config import paths  # late: few sites have a schema of their own

    return paths.schema_text(config)
