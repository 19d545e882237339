"""What stderr is told: lines for people, or with ``--log-format json`` one JSON object a line.

Everything that any command says of itself goes through here, so that a program that reads the log of a
run never meets a line that is no JSON.
"""

import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from feedtool.problems import Problem

FORMATS = ("text", "json")
_OPTION = "--log-format"
option = click.option(
    _OPTION,
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    expose_value=False,  # see begin()
    help="How to write to stderr: for people, or one JSON object a line.",
)


class _Run:
    """The one run of this process: ``run`` is its id, ``said`` whether it has said anything."""

    as_json: bool = False
    run: str = ""
    begun: float = 0.0
    said: bool = False


_RUN = _Run()


def begin(arguments: Sequence[str]) -> None:
    """Begin the log of a run.

    The format is looked for before click reads the line: what click says of a wrong line is in it too.
    """
    pairs = zip(arguments, (*arguments[1:], ""), strict=True)
    _RUN.as_json = any(f"{a}={b}".startswith(f"{_OPTION}=json") for a, b in pairs)
    _RUN.run, _RUN.begun, _RUN.said = os.urandom(8).hex(), time.monotonic(), False


def run_id() -> str:
    """What tells the lines of this run from those of others."""
    return _RUN.run


def say(message: str, *, event: str = "note", level: str = "info", **fields: object) -> None:
    """Say how it went; the fields are for machines alone."""
    from feedtool.report import words

    plain(f"feedtool: {words.printable(message)}", message, event=event, level=level, **fields)


def fail(message: str, *, event: str = "failed", **fields: object) -> None:
    """Say what went wrong."""
    say(message, event=event, level="error", **fields)


def wrong(error: click.ClickException) -> None:
    """Say what is wrong with the command line."""
    if _RUN.as_json:
        fail(error.format_message())
    else:
        error.show()


def show(problems: "Sequence[Problem]") -> None:
    """Tell of the problems, a line each."""
    for problem in problems:
        if _RUN.as_json:
            from feedtool.report import json as reports

            fields = reports.members(problem)
            told(str(fields.pop("message")), event="problem", level=str(problem.severity), **fields)
        else:
            from feedtool.report import words

            click.echo(words.line(problem), err=True)


def report(text: str, problems: "Sequence[Problem]") -> None:
    """Tell people a report, and machines the problems."""
    if _RUN.as_json:
        show(problems)
    elif problems:
        click.echo(text, err=True)


def plain(text: str, message: str, *, event: str, level: str = "info", **fields: object) -> None:
    """Say a text as it is to people, and to machines a message with its fields."""
    if _RUN.as_json:
        told(message, event=event, level=level, **fields)
    else:
        click.echo(text, err=True)


def told(message: str, *, event: str, level: str = "info", **fields: object) -> None:
    """Tell machines alone."""
    if _RUN.as_json:
        from feedtool.report import log

        _RUN.said = True
        moment = datetime.now(UTC)  # noqa: TID251
        click.echo(log.line(moment, level, _RUN.run, event, message, fields), err=True)


def end(code: int) -> None:
    """Tell machines how the run ended; nothing where all was well and nothing has been said."""
    if code or _RUN.said:
        seconds = round(time.monotonic() - _RUN.begun, 3)
        level = "error" if code else "info"
        told(f"exit code {code}", event="exit", level=level, exit_code=code, seconds=seconds)
