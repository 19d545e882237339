"""The digests of a configuration: ``[[digest]]``."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from feedtool.config import zones
from feedtool.diagnostics.problem import Problem
from feedtool.model.config import Config
from feedtool.model.digest import DigestConfig
from feedtool.model.topics import RESERVED
from feedtool.toml.reader import Table

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
# Names that would hide the folders of the output.
_FOLDERS = ("topics", "digests")


def with_digests(config: Config, table: Table, document: Table) -> Config:
    """The configuration with its digests and their time zone; ``document`` is the schema, with the defaults."""
    properties = document["properties"]["digest"]["items"]["properties"]
    defaults = {key: part["default"] for key, part in properties.items() if "default" in part}
    least = config.feeds.min_heat
    made = tuple(_digest(defaults | given, least) for given in table.get("digest", ()))
    site = config.site._replace(timezone=table["site"]["timezone"])
    return config._replace(digests=made, site=site)


def _digest(table: dict[str, Any], least: int) -> DigestConfig:
    grace = table["grace"]
    return DigestConfig(
        name=table["name"],
        every=table["every"],
        top=table["top"],
        min_heat=max(table["min_heat"], least),
        grace=timedelta(**{_UNITS[grace[-1]]: int(grace[:-1])}),
        limit=table["limit"],
        has_sections=table["sections"] == "topics",
        title=table.get("title"),
        description=table.get("description"),
    )


def problems(table: Table) -> Iterator[Problem]:
    """What is wrong with digests that the schema cannot say: their paths are still empty."""
    yield from zones.unknown(table["site"]["timezone"], "/site/timezone")
    feeds = {given["name"] for given in table.get("feed", ())}
    seen: set[str] = set()
    for index, given in enumerate(table.get("digest", ())):
        name, pointer = given["name"], f"/digest/{index}/name"
        if name in RESERVED or name in _FOLDERS:
            message, hint = (
                f"the name {name} is taken by feedtool",
                f"write another, such as {name}-digest",
            )
            yield Problem("", "config-invalid", message, pointer=pointer, hint=hint)
        elif name in feeds:
            message = f"a feed and a digest are called {name}"
            hint = "give one of them another name"
            yield Problem("", "config-invalid", message, pointer=pointer, hint=hint)
        elif name in seen:
            message = f"two digests are called {name}"
            hint = "give one of them another name"
            yield Problem("", "config-invalid", message, pointer=pointer, hint=hint)
        seen.add(name)
