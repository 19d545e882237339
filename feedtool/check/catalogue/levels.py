"""What many rules of the catalogue share: severities by profile, and words for where a value stands."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from feedtool.check.options import PROFILES
from feedtool.diagnostics.problem import Severity

_LETTERS = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO, "-": None}

_EMPTY = "an empty text"


@cache
def levels(letters: str) -> Mapping[str, Severity | None]:
    """The severity in each profile, in the order of PROFILES: E, W, I, or - where it does not mind."""
    return MappingProxyType(
        {name: _LETTERS[letter] for name, letter in zip(PROFILES, letters, strict=True)}
    )


def placed(*messages: str) -> str:
    """Messages that begin with a value, each with the attribute and the element that it is of before it.

    Of what must be there and is empty there is no value to tell.
    """
    return "|".join(variant for one in messages for variant in _variants(one))


def _variants(message: str) -> list[str]:
    homes = ("{attribute} of <{element}>: ", "<{element}>: ")
    shown = [f"{home}{message}" for home in homes]
    if "{value}" in message:
        empty = message.replace("“{value}”", _EMPTY).replace("{value}", _EMPTY)
        shown += [f"{home}{empty}" for home in homes]
    return [*shown, message]
