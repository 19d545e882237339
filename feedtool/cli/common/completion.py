"""What a shell is offered to complete a word with: commands, codes, topics, folders, files."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from feedtool.diagnostics.rule import Rule

# What is imported here late, only a shell that completes needs.


def commands(
    _ctx: click.Context, _param: click.Parameter | None, incomplete: str
) -> "list[CompletionItem[str]]":
    """The commands, each with its line of the help."""
    from feedtool.cli import COMMANDS

    return _items(COMMANDS, incomplete)


def rules(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """The codes of problems, and beginnings of codes."""
    return _items(_codes(_rules(), incomplete), incomplete)


def codes(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """The codes, and beginnings of codes, at the end of a list with commas."""
    before, comma, last = incomplete.rpartition(",")
    groups = {"all": "Every code", "default": "All codes but for those that are off by default"}
    offered = {**groups, **_codes(_rules(ctx.info_name), last)}
    given = before.split(",")
    left = {f"{before}{comma}{code}": line for code, line in offered.items() if code not in given}
    return _items(left, incomplete)


def topics(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """The names of the configured topics, and of those of the registry."""
    from pathlib import Path

    from feedtool.config import registry, settings, taxonomy
    from feedtool.diagnostics.errors import FeedtoolError

    try:
        here = Path(ctx.find_root().params.get("folder") or ".").absolute()
        given = ctx.params.get("config_file")
        file = here / given if given else settings.find(here)
        config = settings.load(file, os.environ, needs_site=False)  # noqa: TID251
        registered = registry.registry(config.records.registry_base, config.records.registry)
        found = taxonomy.known(config.topics, registered)
    except FeedtoolError:  # a command would say what is wrong; here nobody asked
        return []
    return _items({topic.name: "" for topic in found.by_slug.values()}, incomplete)


def folders(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """The folders, which the shell itself knows."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def files(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """The files and folders, which the shell itself knows."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def _items(offered: Mapping[str, str], incomplete: str) -> "list[CompletionItem[str]]":
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(value, help=line or None)
        for value, line in offered.items()
        if value.startswith(incomplete)
    ]


def _rules(command: str | None = None) -> "Iterator[Rule]":
    """The rules whose codes a command can report, or all."""
    if command != "check":
        from feedtool.rules.catalogue import RULES as RECORD_RULES

        yield from RECORD_RULES.values()
    if command != "validate":
        from feedtool.check import RULES as FEED_RULES

        yield from FEED_RULES.values()


def _codes(rules: "Iterable[Rule]", incomplete: str) -> dict[str, str]:
    """What a beginning of a code may become: as with folders, one step at a time.

    Families of codes, such as ``date-``, until only one is left; then its codes.
    """
    summaries = {r.code: r.summary for r in rules if r.code.startswith(incomplete)}
    families: dict[str, list[str]] = {}
    for code in summaries:
        families.setdefault(code.partition("-")[0], []).append(code)
    if len(families) == 1:
        return summaries
    return dict(
        (codes[0], summaries[codes[0]])
        if len(codes) == 1
        else (f"{family}-", f"{len(codes)} codes")
        for family, codes in families.items()
    )
