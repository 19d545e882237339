"""The log on stderr: lines for people, or with ``--log-format json`` one JSON object a line.

Everything that any command says of itself goes through here, so that a program that reads the log of a
run never meets a line that is no JSON.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence

from feedtool.cli.common import bar
from feedtool.cli.common.stdout import nowhere

TYPE_CHECKING = False  # typing's own takes longer to import than the version to print
if TYPE_CHECKING:
    from typing import Any, TypeVar

    import click

    from feedtool.diagnostics.problem import Problem

    AnyCommand = TypeVar("AnyCommand", bound=Callable[..., Any] | click.Command)

FORMATS = ("text", "json")


class Log:
    """The log of one run: ``run`` is the run's id, ``has_logged`` whether a JSON line was written."""

    def __init__(self) -> None:
        self.as_json = False
        self.run, self.begun, self.has_logged = os.urandom(8).hex(), time.monotonic(), False

    def find_format(self, arguments: Sequence[str]) -> None:
        """Find the format in a command line that click gave up, at a word that may stand before the option."""
        import click

        settings = {
            "ignore_unknown_options": True,
            "allow_extra_args": True,
            "resilient_parsing": True,
        }
        anything = click.Command(None, context_settings=settings, add_help_option=False)
        option(anything).make_context(None, list(arguments), obj=self)

    def say(
        self, message: str, *, event: str = "note", level: str = "info", **fields: object
    ) -> None:
        """Log a message; the fields go into JSON alone."""
        from feedtool.report import words

        text = f"feedtool: {words.printable(message)}"
        self.log_text(text, message, event=event, level=level, **fields)

    def fail(self, message: str, *, event: str = "failed", **fields: object) -> None:
        """Log an error."""
        self.say(message, event=event, level="error", **fields)

    def log_problems(self, problems: "Sequence[Problem]") -> None:
        """Log the problems, a line each."""
        for problem in problems:
            if self.as_json:
                from feedtool.report.formats import json as reports

                fields = reports.members(problem)
                message, level = str(fields.pop("message")), str(problem.severity)
                self.log_machine(message, event="problem", level=level, **fields)
            else:
                from feedtool.report import words

                _write(words.line(problem))

    def report(self, text: str, problems: "Sequence[Problem]") -> None:
        """Log a report as text for people, and as JSON each problem."""
        if self.as_json:
            self.log_problems(problems)
        elif problems:
            _write(text)

    def log_text(
        self, text: str, message: str, *, event: str, level: str = "info", **fields: object
    ) -> None:
        """Log a text as it is for people, and as JSON a message with its fields."""
        if self.as_json:
            self.log_machine(message, event=event, level=level, **fields)
        else:
            _write(text)

    def log_machine(
        self, message: str, *, event: str, level: str = "info", **fields: object
    ) -> None:
        """Log a message as JSON; nothing where the log is for people."""
        if self.as_json:
            from datetime import UTC, datetime

            from feedtool.report import log

            self.has_logged = True
            moment = datetime.now(UTC)  # noqa: TID251
            _write(log.line(moment, level, self.run, event, message, fields))

    def end(self, code: int) -> None:
        """Log the exit code as JSON; nothing where it is 0 and nothing was logged."""
        if code or self.has_logged:
            seconds = round(time.monotonic() - self.begun, 3)
            level = "error" if code else "info"
            self.log_machine(
                f"exit code {code}", event="exit", level=level, exit_code=code, seconds=seconds
            )


def of(ctx: "click.Context") -> Log:
    """The log of the run that a command is a part of."""
    return ctx.ensure_object(Log)


def _choose(ctx: "click.Context", param: "click.Parameter", value: str) -> None:
    from click.core import ParameterSource

    # A default does not stand over the option before the command: feedtool --log-format json build.
    if ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE:
        of(ctx).as_json = value == "json"


def option(command: "AnyCommand") -> "AnyCommand":
    """The option of every command that says how to write to stderr."""
    import click  # late: what is done without click writes to stderr too

    add = click.option(
        "--log-format",
        type=click.Choice(FORMATS),
        default=FORMATS[0],
        show_default=True,
        expose_value=False,
        is_eager=True,
        callback=_choose,
        help="How to write to stderr: for people, or one JSON object a line.",
    )
    return add(command)


def _write(line: str) -> None:
    """Write a line to stderr; raises OSError where it takes nothing."""
    bar.clear()
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except BrokenPipeError:  # whoever read it has seen enough: that is no failure
        nowhere(2)
