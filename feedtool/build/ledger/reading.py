"""Reading a ledger, and what is wrong with it."""

from collections.abc import Iterator

from feedtool.build.ledger.ledgerfile import MERGE_RULE, LedgerFile
from feedtool.diagnostics.problem import Problem, Span
from feedtool.imports.tuples import NamedTuple
from feedtool.model import ledger as model
from feedtool.model.ledger import Ledger, LedgerEntry

# What git puts around and between the sides of a conflict, and around what both began with.
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_NO_LINE = "delete the line, or take it back from git: git checkout {file}"


class LedgerReading(NamedTuple):
    """What a ledger says, as far as it can be read, and what is wrong with it."""

    ledger: Ledger
    problems: tuple[Problem, ...]


def read(file: LedgerFile) -> LedgerReading | None:
    """What the file says; None where there is none, and none is asked for."""
    if not file.content and file.is_required:  # a file that was cut off says as little as none
        return LedgerReading(model.of(()), (_missing(file),))
    if file.content is None:
        return None
    try:
        text = file.content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        at = file.content.count(b"\n", 0, error.start) + 1
        message = f"the byte 0x{file.content[error.start]:02X} is no UTF-8"
        text = file.content.decode("utf-8", "replace")
        problems = [_problem(file, "ledger-syntax", message, _NO_LINE, at)]
    else:
        problems = []
    places = list[tuple[LedgerEntry, int]]()
    before: str | None = None
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")  # noqa: PLW2901
        if not line or line.startswith("#") or line == before:
            continue
        before = line
        entry = model.parse(line)
        if entry is not None:
            places.append((entry, number))
        elif line.startswith(_MARKERS):
            problems.append(_conflict(file, line, number))
        else:
            message = (
                "this is no line of a ledger: a date, an id, then key=value, with tabs between"
            )
            problems.append(_problem(file, "ledger-syntax", message, _NO_LINE, number, len(line)))
    problems += _clashes(file, places)
    return LedgerReading(model.of(entry for entry, _ in places), tuple(problems))


def _missing(file: LedgerFile) -> Problem:
    state = "not there" if file.content is None else "empty"
    return Problem(
        file.shown,
        "ledger-missing",
        f"feeds.ledger or .gitattributes asks for a ledger, and it is {state}: ids that were given "
        "may be lost",
        hint=f"take it back from git: git checkout {file.shown}; or make it anew from the records and "
        "from what is published: feedtool ledger init; or delete the line that asks for it",
    )


def _conflict(file: LedgerFile, line: str, number: int) -> Problem:
    message = f"git left a conflict here: {line[:7]}"
    hint = (
        "delete the lines that begin with <<<<<<<, |||||||, ======= or >>>>>>> and keep all others; "
        f"write {MERGE_RULE} into .gitattributes, and git will do so"
    )
    return _problem(file, "ledger-conflict", message, hint, number, len(line))


def _clashes(file: LedgerFile, places: list[tuple[LedgerEntry, int]]) -> Iterator[Problem]:
    """The lines of one id that share no address, and those of two ids that share one."""
    by_id: dict[str, frozenset[str]] = {}
    by_url: dict[str, str] = {}
    for entry, number in places:
        urls, others = entry.urls, by_id.get(entry.id)
        if others and urls and others.isdisjoint(urls):
            message = f"the id {entry.id} stands for two stories: {min(others)} and {min(urls)}"
            hint = "delete one of the two lines: that story gets an id of its own"
            yield _problem(file, "ledger-id", message, hint, number)
        by_id[entry.id] = urls | (others or frozenset())
        for url in urls if len(urls) == 1 else sorted(urls):
            other = by_url.setdefault(url, entry.id)
            if other != entry.id:
                message = f"{url} has two ids: {other} and {entry.id}"
                hint = "delete the line of the id that subscribers have not seen"
                yield _problem(file, "ledger-address", message, hint, number)


def _problem(  # noqa: PLR0913, PLR0917 - what a problem is made of
    file: LedgerFile, code: str, message: str, hint: str, line: int, length: int = 1
) -> Problem:
    place = Span(line, 1, line, 1 + max(length, 1))
    return Problem(file.shown, code, message, place, hint=hint.replace("{file}", file.shown))
