"""The command line: the only place that prints, exits, and reads the clock and the environment."""

import gc
import os
import sys

from feedtool import __version__
from feedtool.cli.common.log import Log
from feedtool.cli.common.stdout import (
    EXIT_OK,
    EXIT_SIGNAL,
    EXIT_STORAGE,
    StdoutError,
    echo,
    flush,
    nowhere,
)
from feedtool.runtime import signals

# Each command and its line in the help. A command is imported when it is run: a hook that validates
# one file should not wait for the renderer.
COMMANDS = {
    "init": "Begin a site: a configuration and a first record.",
    "new": "Write a new record.",
    "build": "Validate the records, select those to publish, and write the feeds.",
    "validate": "Check records, and mend what can be mended safely.",
    "check": "Check feeds: RSS, Atom, JSON Feed, OPML.",
    "ledger": "Begin the ledger of stories and their ids, or adopt ids from other feeds.",
    "ping": "Tell the WebSub hub which feeds have changed.",
    "rules": "List the codes of problems, or explain one.",
    "schema": "Print the JSON Schema of records, of the configuration, or of topics.",
    "help": "Show this help, or that of a command.",
}
VERSION = f"feedtool, version {__version__}"
# Where a shell says that it wants an answer, and which.
COMPLETION_VARIABLE = "_FEEDTOOL_COMPLETE"
# The help as click writes it for a terminal of so many columns, made by ``make docs``: for what is no
# terminal, and for most that are one. click writes it for the others.
HELP_PAGES = {80: "help-80.txt", 100: "help-100.txt"}
# The options of ``validate`` that take no value: a line with no others is read without click.
_QUIET, _STRICT = frozenset({"-q", "--quiet"}), frozenset({"--strict"})
# Those of ``build`` that take none or any text, and what each is called there: as for ``validate``.
_BUILD_FLAGS = {
    "--strict": "strict",
    "--check": "check",
    "--accept-loss": "accept_loss",
    "--dry-run": "dry_run",
    "--ping": "ping",
    "--no-cache": "no_cache",
    "-q": "quiet",
    "--quiet": "quiet",
    "-v": "verbose",
    "--verbose": "verbose",
}
_BUILD_TEXTS = {"--seeds": "seeds", "--output": "output", "--now": "now"}


# So many objects are made before garbage is looked for.
_GARBAGE = 200_000

# What the system refuses, and what Python makes of that. With too little memory it even takes its own
# code for wrong (SyntaxError); a thread that cannot begin is a RuntimeError.
REFUSALS = (OSError, MemoryError, ImportError, RuntimeError, SyntaxError, SystemError)


def run() -> int:
    """Run the command line; gives the exit code. What a user can cause never shows a traceback."""
    try:
        code = _run(sys.argv[1:])
        signals.ignore()
    except signals.Stopped as stopped:  # when all was done
        return EXIT_SIGNAL + stopped.number
    except OSError:  # stderr takes nothing: there is nobody left to tell
        nowhere(2)
        return EXIT_STORAGE
    return code


def _run(arguments: list[str]) -> int:
    signals.heed()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    log = Log()
    try:
        code = _answer(arguments, log)
        flush()
    except (signals.Stopped, *REFUSALS) as error:
        code = _ended_by(error, log)
    log.end(code)
    gc.freeze()  # else Python looks for garbage twice before it ends, a tenth of a short run
    return code


def _answer(arguments: list[str], log: Log) -> int:
    """Do what a command line, or a shell that completes one, asks for; gives the exit code."""
    if asked := os.environ.get(COMPLETION_VARIABLE):  # noqa: TID251
        from feedtool.cli import group, shells  # late: it brings what knows of shells

        return shells.answer(group.feedtool, asked, log)
    code = _answer_without_click(arguments, log)
    if code is not None:
        return code
    from feedtool.cli import group

    return group.answer(arguments, log)


def _answer_without_click(arguments: list[str], log: Log) -> int | None:
    """Do what is asked for most often, and what is nearly for nothing; gives the exit code.

    To import click takes longer than to check a record. None for a line that click has to read: it alone
    knows all options, and the words for what is wrong. What both can do they do alike.
    """
    match arguments:
        case ["-V" | "--version"]:
            echo(VERSION)
            return EXIT_OK
        case ["-h" | "--help"]:
            return _show_help()
        case ["validate", *words]:
            return _validate(words, log)
        case ["build", *words]:
            return _build(words, log)
        case _:
            return None


def _show_help() -> int | None:
    name = HELP_PAGES.get(min(_columns(), max(HELP_PAGES)))
    if name is None:
        return None
    try:
        with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as page:  # noqa: PTH118, PTH120, PTH123
            text = page.read()
    except OSError:  # the page is missing or unreadable: click writes it
        return None
    echo(text.removesuffix("\n"))
    return EXIT_OK


def _columns() -> int:
    """How wide the terminal is, as ``shutil.get_terminal_size`` counts, which takes long to import."""
    try:
        columns = int(os.environ["COLUMNS"])  # noqa: TID251
    except (KeyError, ValueError):
        columns = 0
    if columns > 0:
        return columns
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


def _validate(words: list[str], log: Log) -> int | None:
    end = words.index("--") if "--" in words else len(words)
    flags = {word for word in words[:end] if word.startswith("-")}
    paths = (*(word for word in words[:end] if word not in flags), *words[end + 1 :])
    if not flags <= _QUIET | _STRICT or "" in paths or not _has_folder():
        return None
    _import_addresses()
    from feedtool.cli.common.printer import Reporting
    from feedtool.cli.validation import run

    collect_rarely()
    reporting = Reporting(quiet=bool(flags & _QUIET))
    options = run.ValidateOptions(paths, strict=bool(flags & _STRICT), reporting=reporting)
    return run.run(log, options)


def _build(words: list[str], log: Log) -> int | None:
    given: dict[str, str | bool] = {}
    left = iter(words)
    for word in left:
        if word in _BUILD_FLAGS:
            given[_BUILD_FLAGS[word]] = True
        elif word in _BUILD_TEXTS and (text := next(left, "")) and not text.startswith("-"):
            given[_BUILD_TEXTS[word]] = text
        else:
            return None
    if not _has_folder():
        return None
    _import_addresses()
    from feedtool.cli.building import run

    collect_rarely()
    return run.run(log, run.BuildOptions.of(given))


def collect_rarely() -> None:
    """Look for garbage again, which was off while this was imported, but seldom: few commands make circles.

    What has been imported stays to the end, so that no search need look at it.
    """
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    gc.enable()


def _import_addresses() -> None:
    """Import what reads URLs without what it asks of a host in brackets alone, 2 % of ``validate FILE``."""
    from feedtool.imports import late

    with late.module("ipaddress"):
        import urllib.parse  # noqa: F401 - for pathlib, and for all of ours that come after


def _has_folder() -> bool:
    """Whether the working directory is still there; see ``group``."""
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return False
    return True


def _ended_by(error: BaseException, log: Log) -> int:
    """Say what ended the run; gives the exit code."""
    if (stopped := signals.behind(error)) is not None:
        try:
            log.fail(signals.ENDED_BY[stopped.number])
        except OSError:  # the terminal that was closed
            nowhere(2)
        return EXIT_SIGNAL + stopped.number
    if sys.flags.dev_mode:  # python -X dev: whoever looks for a bug wants to see where it is
        raise error
    if isinstance(error, StdoutError):
        nowhere(1)
    log.fail(_cause(error))
    return EXIT_STORAGE


def _cause(error: BaseException) -> str:
    """What the system, or Python itself, has refused, in one line."""
    if isinstance(error, MemoryError):
        return "out of memory"
    if isinstance(error, StdoutError):
        return f"cannot write the output: {error.strerror}"
    if isinstance(error, OSError):
        named = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        return f"{named}{error.strerror or error}"
    return f"{type(error).__name__}: {error}".splitlines()[0]
