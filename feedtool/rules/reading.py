"""How a configuration asks for records to be read."""

from feedtool.diagnostics import schemas
from feedtool.model.config import Config
from feedtool.model.topics import Topics
from feedtool.records.mapping import SHIPPED, FieldMapping
from feedtool.records.parse import ParseOptions


def options(config: Config, known: Topics, mapping: FieldMapping = SHIPPED) -> ParseOptions:
    """The options that a configuration asks for; raises UsageError where its schema is none."""
    return ParseOptions(
        schema=schemas.requiring(_schema_text(config), config.records.require),
        trusted=config.records.schema is None,
        tracking_parameters=config.records.tracking_parameters,
        topics=known if config.feeds.unknown_topics == "error" else None,
        mapping=mapping,
    )


def _schema_text(config: Config) -> str:
    if config.records.schema is None:
        return schemas.shipped(schemas.RECORD)
    from feedtool.config import paths  # late: few sites have a schema of their own

    return paths.schema_text(config)
