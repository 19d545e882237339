"""``feedtool schema``."""

import click

from feedtool.cli.common import log
from feedtool.cli.common.command import Command
from feedtool.cli.common.stdout import echo
from feedtool.diagnostics import schemas

_NAMES = {"record": schemas.RECORD, "config": schemas.CONFIG, "topic": schemas.TOPIC}


@click.command(cls=Command)
@click.argument("name", type=click.Choice(list(_NAMES)), default="record")
@log.option
def schema(name: str) -> None:
    """Print the JSON Schema of records, of feedtool.toml, or of a topic of the registry.

    \b
    Example: feedtool schema config > feedtool.schema.json
    """
    echo(schemas.shipped(_NAMES[name]).rstrip())
