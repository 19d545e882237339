"""What many rules of the catalogue share: severities by profile, and words for where a value stands."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from feedtool.check.options import PROFILES
from feedtool.diagnostics.problem import Severity

_LETTERS = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO, "-": None}


@cache
def levels(letters: str) -> Mapping[str, Severity | None]:
    """The severity in each profile, in the order of PROFILES: E, W, I, or - where it does not mind."""
    return MappingProxyType(
        {name: _LETTERS[letter] for name, letter in zip(PROFILES, letters, strict=True)}
    )


def placed(*messages: str) -> str:
    """Messages that begin with a value, each with the attribute and the element that it is of before it."""
    return "|".join(
        f"{{attribute}} of <{{element}}>: {one}|<{{element}}>: {one}|{one}" for one in messages
    )
