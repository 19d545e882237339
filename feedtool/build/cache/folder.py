"""What a folder of records holds, as far as it is in the cache."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from feedtool.build.cache.store import Cache
from feedtool.build.reading.facts import candidate
from feedtool.diagnostics import codec
from feedtool.diagnostics.problem import Problem, Span
from feedtool.imports.tuples import NamedTuple
from feedtool.model.record import Candidate
from feedtool.model.states import HEAT, READY
from feedtool.storage import sources

if TYPE_CHECKING:
    from feedtool.records.comments import Comments
    from feedtool.rules.across import RecordIdentity


class FolderSummary(NamedTuple):
    """What a folder holds: candidates, how many records by state, and all problems.

    ``settled`` is whether each file is known to be unchanged by its signature alone. ``comments`` are the
    ignore comments of the few records that have any. Of a build that lints, ``entries`` are what the
    rules over several records need to know of each valid one, and ``due`` the moments of their stories.
    Where a build asks for records that are held, ``cold`` are those that are for their heat, ``withheld`` those
    that say themselves that they are not to be published.
    """

    candidates: list[Candidate]
    states: dict[str, int]
    problems: list[Problem]
    settled: bool
    comments: dict[str, "Comments"]
    entries: list["RecordIdentity"]
    due: list[datetime]
    cold: list[Candidate]
    withheld: list[Candidate]


def summarize(
    store: Cache, names: Sequence[str], display: str, *, linted: bool = False
) -> FolderSummary:
    """Summarize the folder that holds files of these names and is shown as ``display``.

    With ``linted`` what the rules beyond the schema say is part of it. Raises Unusable.
    """
    candidates, states, problems = list[Candidate](), dict[str, int](), list[Problem]()
    comments: dict[str, Comments] = {}
    entries: list[RecordIdentity] = []
    due: list[datetime] = []
    cold, withheld = list[Candidate](), list[Candidate]()
    by_state = {READY: candidates, HEAT: cold}
    left, settled, above = set(names), True, sources.display_path(display, "")
    with store.guarded():
        for name, signature, digest, state, facts, found, ignores, rules in store.records():
            left.discard(name)
            if signature is None:
                settled = False
            states[state] = states.get(state, 0) + 1
            if facts:
                by_state.get(state, withheld).append(candidate(above + name, digest, facts))
            if found:
                path = sources.display_path(display, name)
                problems += (codec.problem_from_plain(path, one) for one in found)
            if ignores:
                was_linted = linted and rules is not None
                path = sources.display_path(display, name)
                comments[path] = _comments(ignores, is_linted=was_linted)
            if linted and rules:
                lint_problems, identity, published, _ = rules
                path = sources.display_path(display, name)
                problems += (codec.problem_from_plain(path, one) for one in lint_problems)
                entries.append(_identity(path, *identity))
                due.append(datetime.fromtimestamp(published, UTC))
        _require_types((*candidates, *cold, *withheld))
        if left or sum(states.values()) != len(names):
            raise ValueError("it does not hold what it should")
    candidates.sort(key=lambda candidate: candidate.path)
    entries.sort(key=lambda entry: entry.path)
    return FolderSummary(
        candidates, states, problems, settled, comments, entries, due, cold, withheld
    )


def _require_types(candidates: Sequence[Candidate]) -> None:
    """Raise TypeError where a text of a candidate is none, or its heat is no number."""
    "".join(chain.from_iterable((one.digest, one.id, one.key, *one.topics) for one in candidates))
    sum([one.heat for one in candidates])


# What few builds need is imported late.


def _comments(plain: Iterable[Sequence[Any]], *, is_linted: bool) -> "Comments":
    from feedtool.records.comments import Comments, Ignore

    ignores = tuple(Ignore(code, line, Span(*place)) for code, line, place in plain)
    return Comments(ignores, is_linted)


def _identity(path: str, *values: Any) -> "RecordIdentity":
    from feedtool.rules.across import RecordIdentity

    *values_before, topics, wording = values
    wording = None if wording is None else tuple(wording)
    return RecordIdentity._make((path, *values_before, tuple(topics), wording))
