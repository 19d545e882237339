"""What is wrong with an input: a value with a place, a stable code and a way out."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from feedtool.imports.tuples import NamedTuple


class Severity(StrEnum):
    """How much a problem weighs.

    An error: a record, or a part of it, cannot be published. A warning: it is published, mended or poorer
    than it could be. Information: something was noticed.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Costs(StrEnum):
    """What is not published because of a problem: the whole record, or a part that decorates it."""

    RECORD = "record"
    PART = "part"


class Span(NamedTuple):
    """A stretch of text: lines and columns count from 1, columns in characters, the end excluded."""

    line: int
    column: int
    end_line: int
    end_column: int


class Problem(NamedTuple):
    """One thing wrong at one place; without a span it concerns the file as a whole, without a path the run.

    ``pointer`` is a JSON pointer (RFC 6901) to the value concerned, ``hint`` says what to do. ``costs``
    is None where everything is published all the same. ``parts`` are the names and values that the words
    of its rule were filled with, in pairs; none where whoever found the problem worded it.
    """

    path: str
    code: str
    message: str
    span: Span | None = None
    severity: Severity = Severity.ERROR
    pointer: str | None = None
    hint: str | None = None
    costs: Costs | None = None
    parts: tuple[tuple[str, str], ...] = ()


class Patch(NamedTuple):
    """A change that mends a problem: the text that takes the place of a span."""

    span: Span
    text: str


class Findings(NamedTuple):
    """The files that were looked at, in order, and the problems, in order of place.

    ``stopped`` says what ended the run before it had looked at everything.
    For those reports that show it: ``patches`` mend some of the problems, and some that are not among
    them; ``fixable`` are the codes that can be mended, ``seconds`` is how long each file took. ``formats``
    are the names of what feeds were read as (``Atom 1.0``), empty of those that nobody can read.
    """

    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    stopped: str | None = None
    patches: Mapping[Problem, Patch] = {}
    fixable: frozenset[str] = frozenset()
    seconds: Mapping[str, float] = {}
    formats: Mapping[str, str] = {}


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by path, then place (those of the whole file first), then code."""
    nowhere = Span(0, 0, 0, 0)
    return tuple(sorted(problems, key=lambda p: (p.path, p.span or nowhere, p.code, p.message)))


def by_weight(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems with errors first, then warnings, then information; each in the order they had."""
    weights = {severity: weight for weight, severity in enumerate(Severity)}
    return tuple(sorted(problems, key=lambda problem: weights[problem.severity]))


def errors(problems: Iterable[Problem]) -> int:
    """The number of problems that are errors."""
    return sum(problem.severity is Severity.ERROR for problem in problems)


def keep_out(problems: Iterable[Problem]) -> bool:
    """Whether a record with these problems cannot be published: some error costs more than a part."""
    return any(p.severity is Severity.ERROR and p.costs is not Costs.PART for p in problems)


def with_costs(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of one record, those errors marked that keep it out."""
    return tuple(
        p._replace(costs=Costs.RECORD) if p.severity is Severity.ERROR and p.costs is None else p
        for p in problems
    )


def lost_pointers(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The pointers to those parts of a record that are left out for these problems."""
    return tuple(p.pointer for p in problems if p.costs is Costs.PART and p.pointer)


def failed(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Whether the run failed for these problems: errors count, with ``strict`` warnings too."""
    counting = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(problem.severity in counting for problem in problems)
