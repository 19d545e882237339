"""What is said of a wrong command line: one short line."""

from collections.abc import Iterable

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
        close = error.possibilities[0] if error.possibilities else None
        said = f"there is no option {error.option_name}"
    else:
        close, said = None, error.format_message().rstrip(".")
        said = said[:1].lower() + said[1:]
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST]}…"
    if close:
        return f"{said}; did you mean {close}?"
    ctx = getattr(error, "ctx", None)
    return said if ctx is None or said.endswith("?") else f"{said}; see {ctx.command_path} --help"


def no_command(name: str, known: Iterable[str], ctx: click.Context) -> click.UsageError:
    """The error for a command that does not exist."""
    from feedtool.schema import did_you_mean  # late: only what is misspelt needs it

    word = name.lower()
    meant = _MEANT.get(word)
    hint = f"did you mean {meant}?" if meant else did_you_mean(word, known)
    return click.UsageError(f"there is no command {name}" + (f"; {hint}" if hint else ""), ctx)
