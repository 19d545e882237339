"""The words of problems as templates: texts with named parts in braces, which findings fill.

They stand with whoever finds a problem; the catalogue shows them with its rule.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from feedtool.diagnostics.problem import Problem, Severity, Span

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
        messages = self.message.split("|")
        message = fill(first_known(messages, known) or messages[-1], known)
        hint = fill(first_known(self.hint.split("|"), known), known) or None
        return Problem(
            path, code, message, span, severity, pointer, hint, parts=tuple(known.items())
        )


def first_known(templates: Iterable[str], parts: Mapping[str, str]) -> str:
    """The first template of which all parts are known; an empty one where there is none."""
    known = (one for one in templates if parts.keys() >= set(PART.findall(one)))
    return next(known, "")


def fill(template: str, parts: Mapping[str, str]) -> str:
    """A template with its parts in their places; a part that is not known leaves nothing."""
    return PART.sub(lambda match: parts.get(match[1], ""), template)
