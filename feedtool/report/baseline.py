"""A baseline: a file of known problems, which are not reported again.

It holds no line and no column, so that a known problem stays known where its line has moved. Paths are
relative to the folder of the file; an entry is a line, and the lines are sorted, so that git can merge them.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.imports.tuples import NamedTuple
from feedtool.report.fingerprint import Fingerprint, fingerprint
from feedtool.storage import atomic, reading

# The mark by which a baseline is known, even where a merge has left it broken.
_MARK = '{"feedtool-baseline": 1,'
_MEMBERS = {"path": str, "code": str, "pointer": str, "message": str, "count": int}


class Comparison(NamedTuple):
    """The problems that a baseline does not know, and how many that it knows are gone."""

    new: tuple[Problem, ...]
    gone: int


class Baseline:
    """The known problems of a file, each with how many of it there are."""

    def __init__(self, folder: str, known: Mapping[Fingerprint, int]) -> None:
        self._folder, self._known = folder, dict(known)

    def compared(
        self, problems: Iterable[Problem], is_judged: Callable[[str, str], bool]
    ) -> Comparison:
        """The problems less the known ones; of several of one kind the last are the new ones.

        ``is_judged`` says whether this run would have found the problems of a code in the file of a path,
        as a check gives it: of others nobody knows whether they are gone.
        """
        left, new = Counter(self._known), list[Problem]()
        for problem in problems:
            kind = _portable(problem, self._folder)
            if left[kind] > 0:
                left[kind] -= 1
            else:
                new.append(problem)
        gone = sum(
            number
            for kind, number in left.items()
            if number
            and is_judged(kind.code, os.path.normpath(os.path.join(self._folder, kind.path)))  # noqa: PTH118
        )
        return Comparison(tuple(new), gone)


def read(file: Path) -> Baseline:
    """The baseline in a file; raises UsageError where there is none, or it is broken."""
    try:
        content = reading.read(file, atomic.LARGEST)
    except OSError as error:
        raise UsageError(f"cannot read the baseline {file}: {error.strerror or error}") from None
    try:
        entries = _entries(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"{file} is no baseline that can be read: {error}; --write-baseline writes one"
        ) from None
    known = Counter[Fingerprint]()
    for kind, number in entries:  # a merge may leave one twice
        known[kind] = max(known[kind], number)
    return Baseline(_folder(file), known)


def refuse_other(file: Path) -> None:
    """Raises UsageError where a file is there that is no baseline: it may be somebody's only copy.

    Raises StorageError where nobody can tell.
    """
    try:
        content = reading.read(file, atomic.LARGEST)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StorageError(f"cannot write {file}: {error.strerror or error}") from None
    if content and not content.startswith(_MARK.encode()):
        raise UsageError(f"{file} is no baseline: it is not replaced")


def write(file: Path, problems: Iterable[Problem]) -> Baseline:
    """Write problems as a baseline, and give it.

    Raises UsageError where the file is something else, StorageError.
    """
    refuse_other(file)
    folder = _folder(file)
    known = Counter(_portable(problem, folder) for problem in problems)
    lines = ",\n".join(_line(kind, number) for kind, number in sorted(known.items()))
    text = f'{_MARK}\n"problems": [\n{lines}\n]}}\n'
    atomic.replace(file, text.encode())
    return Baseline(folder, known)


def _entries(text: str) -> list[tuple[Fingerprint, int]]:
    """The entries of a baseline; raises ValueError."""
    if not text.startswith(_MARK):
        raise ValueError("it does not begin as one")
    entries = json.loads(text).get("problems")
    if not isinstance(entries, list):
        raise ValueError("it has no list of problems")  # noqa: TRY004 - of whatever kind
    return [_entry(entry) for entry in entries]


def _entry(entry: Any) -> tuple[Fingerprint, int]:
    is_complete = isinstance(entry, dict) and all(
        type(entry.get(name)) is kind for name, kind in _MEMBERS.items()
    )
    if not is_complete:
        raise ValueError(f"an entry should have {', '.join(_MEMBERS)}")
    return Fingerprint(*(entry[name] for name in Fingerprint._fields)), entry["count"]


def _line(kind: Fingerprint, number: int) -> str:
    entry = {**kind._asdict(), "count": number}
    text = json.dumps(entry, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a file name that is not UTF-8
        text = json.dumps(entry)
    return text


def _folder(file: Path) -> str:
    return os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120


def _portable(problem: Problem, folder: str) -> Fingerprint:
    """The fingerprint with the path relative to a folder, on every machine alike."""
    path = os.path.relpath(problem.path, folder).replace(os.sep, "/")
    return fingerprint(problem._replace(path=path))
