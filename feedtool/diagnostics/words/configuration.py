"""The words for what is wrong with a configuration as templates, by the code of the problem.

``where`` is what is concerned and a colon, or nothing; ``fault`` says in words what was found, and
``advice`` what to do about it.
"""

from collections.abc import Mapping

from feedtool.diagnostics.problem import Problem, Span
from feedtool.diagnostics.words.templates import Words

_ADVICE = "{advice}"
_FAULT = Words("{fault}", _ADVICE)
_INVALID = (
    "{where}{fault}",
    "{where}{value} is {written}; it must be {wanted}",
    "{where}{subject} is {written}; it must be {wanted}",
    "{where}{value} is in the list twice",
    "{slug} is no slug: small letters, digits and hyphens, at most 80",
    "{table} lacks {key}",
    "there is no [{key}]",
    "the records folder {folder} {state}",
    "the folder {folder} is or lies in {holder}, which is in the list too",
    "the folder {folder} is on another file system: it can only stand alone",
    "the topic {topic} has an unknown parent {parent}",
    "the topic {topic} is a parent of itself",
)
WORDS: Mapping[str, Words] = {
    "config-invalid": Words("|".join(_INVALID), _ADVICE),
    "config-schema": _FAULT,
    "config-syntax": _FAULT,
    "config-unknown-key": Words(
        "{key} is no key that feedtool knows{inside}; it belongs to {home}"
        "|{key} is no key that feedtool knows{inside}|unknown variable {variable}",
        _ADVICE,
    ),
    "config-unreadable": _FAULT,
}


def fault(  # noqa: PLR0913, PLR0917 - what a problem is made of
    path: str,
    code: str,
    message: str,
    advice: str,
    span: Span | None = None,
    pointer: str | None = None,
) -> Problem:
    """The problem that a message says as a whole."""
    parts = {"where": "", "fault": message, "advice": advice}
    return WORDS[code].problem(path, code, parts, span, pointer)
