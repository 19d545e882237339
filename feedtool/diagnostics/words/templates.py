"""The words of problems as templates: texts with named parts in braces, which findings fill.

They stand with whoever finds a problem; the catalogue shows them with its rule.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.imports.tuples import NamedTuple

PART = re.compile(r"\{(\w+)\}")


class Words(NamedTuple):
    """The template of a message, and of a hint.

    Of several, with a bar between them, the first counts of which all parts are known.
    """

    message: str
    hint: str = ""

    def problem(  # noqa: PLR0913, PLR0917 - what a problem is made of
        self,
        path: str,
        code: str,
        parts: Mapping[str, object],
        span: Span | None,
        pointer: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """The problem of a finding of these parts; one that is None is not known."""
        known = {name: str(value) for name, value in parts.items() if value is not None}
        names = frozenset(known)
        message = fill(_chosen(self.message, names) or self.message.rpartition("|")[2], known)
        hint = fill(_chosen(self.hint, names), known) or None
        return Problem(
            path, code, message, span, severity, pointer, hint, parts=tuple(known.items())
        )


def first_known(templates: Iterable[str], parts: Collection[str]) -> str:
    """The first template of which all parts are known, by name; an empty one where there is none."""
    known = (one for one in templates if all(name in parts for name in PART.findall(one)))
    return next(known, "")


# The problems of a run are of few codes, and one says of a hundred values what is equal but for these.
@lru_cache(maxsize=1024)
def _chosen(template: str, names: frozenset[str]) -> str:
    return first_known(template.split("|"), names)


def fill(template: str, parts: Mapping[str, str]) -> str:
    """A template with its parts in their places; a part that is not known leaves nothing."""
    pieces = _cut(template)
    return "".join([parts.get(one, "") if at % 2 else one for at, one in enumerate(pieces)])


@lru_cache(maxsize=1024)
def _cut(template: str) -> tuple[str, ...]:
    """The pieces of a template: a text, the name of a part, a text, and so on."""
    return tuple(PART.split(template))
