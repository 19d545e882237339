"""How a configuration asks for records to be read."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.diagnostics import schemas
from feedtool.model.config import Config
from feedtool.model.topics import Topics
from feedtool.records.mapping import SHIPPED, FieldMapping
from feedtool.records.parse import ParseOptions

if TYPE_CHECKING:
    from feedtool.model.site import SiteMapping


def options(config: Config, known: Topics, mapping: FieldMapping = SHIPPED) -> ParseOptions:
    """The options that a configuration asks for; raises UsageError where its schema is none."""
    made = ParseOptions(
        schema=schemas.requiring(_schema_text(config), config.records.require),
        trusted=config.records.schema is None,
        tracking_parameters=config.records.tracking_parameters,
        topics=known if config.feeds.unknown_topics == "error" else None,
        mapping=mapping,
    )
    return made if config.records.site is None else _of_posts(made, config.records.site, config)


def names(options: ParseOptions) -> FieldMapping:
    """What records call their fields, for what is said of several of them together."""
    if options.site is None:
        return options.mapping
    from feedtool.records.sites import document  # late: feedtool's own records need none of it

    return document.usual_names(options.site)


def _of_posts(options: ParseOptions, site: "SiteMapping", config: Config) -> ParseOptions:
    """The options for posts of another generator; their folders are those that people see."""
    from feedtool.records.sites import SITE  # late: feedtool's own records need none of it

    places = config.records.places
    relative = [os.path.relpath(place) for place in places if isinstance(place, Path)]
    roots = (*relative, *map(str, places))
    return options._replace(mapping=SITE, site=site._replace(roots=roots))


def _schema_text(config: Config) -> str:
    if config.records.schema is None:
        return schemas.shipped(schemas.RECORD)
    from feedtool.config import paths  # late: few sites have a schema of their own

    return paths.schema_text(config)
