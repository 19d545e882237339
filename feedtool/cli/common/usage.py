"""The one-line message for a wrong command line."""

from collections.abc import Iterable
from difflib import get_close_matches

import click

# Of a longer message the beginning says enough; a shell may have put a whole file into it.
_LONGEST = 300
# What other programs call a thing that feedtool has under another name.
_MEANT = {
    "version": "--version",
    "lint": "validate",
    "verify": "validate",
    "fix": "validate --fix",
    "format": "validate --fix",
    "generate": "build",
    "publish": "build",
    "explain": "rules",
    "codes": "rules",
    "list": "rules",
}


def message(error: click.ClickException) -> str:
    """What is wrong with a command line, and what was probably meant or where to look it up."""
    if isinstance(error, click.NoSuchOption):
        return _no_option(error)
    said = error.format_message().replace("\n\t", " ").rstrip(".")  # click lists choices on lines
    said = said[:1].lower() + said[1:]
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST]}…"
    ctx = getattr(error, "ctx", None)
    return said if ctx is None or said.endswith("?") else f"{said}; {_see(ctx)}"


def _no_option(error: click.NoSuchOption) -> str:
    name, ctx = error.option_name[:_LONGEST], error.ctx
    said = f"there is no option {name}"
    # Dashes and values are no likeness.
    known = {option.lstrip("-"): option for option in error.possibilities or ()}
    if close := get_close_matches(name.lstrip("-"), known, n=1):
        return f"{said}; did you mean {known[close[0]]}?"
    if ctx is None:
        return said
    if ctx.parent is None:
        return f"{said} before a command; {_see(ctx)}"
    if any(name in param.opts for param in ctx.parent.command.params):
        return f"{said} behind a command; write feedtool {name} … {ctx.info_name}"
    return f"{said}; {_see(ctx)}"


def _see(ctx: click.Context) -> str:
    return f"see {ctx.command_path} --help"


def no_command(name: str, known: Iterable[str], ctx: click.Context) -> click.UsageError:
    """The error for a command that does not exist."""
    word = name.lower()[:_LONGEST]
    close = [_MEANT[word]] if word in _MEANT else get_close_matches(word, known, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return click.UsageError(f"there is no command {name}{hint}", ctx)
