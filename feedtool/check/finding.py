"""What a check finds, before it becomes a problem of a file."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from feedtool.imports.tuples import NamedTuple

NOTHING: Mapping[str, str] = MappingProxyType({})
_LONGEST = 60
_BLANK = "␠"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class Fault(NamedTuple):
    """What a value type has against a text: a code and the stretch of the text it is about.

    An ``end`` of -1 means the whole text. ``instead`` is what should be written, if that is known.
    """

    code: str
    start: int = 0
    end: int = -1
    instead: str = ""
    detail: Mapping[str, str] = NOTHING


Faults = tuple[Fault, ...]
FINE: Faults = ()

ValueType = Callable[[str], Faults]
"""A value type: what is wrong with a text."""


class FaultsOfMarkup(tuple[Fault, ...]):  # noqa: SLOT001 - a tuple has no slots but its own
    """What is wrong with a text of tags, and how many attributes had to be looked at to find it."""

    attributes = 0

    @classmethod
    def found(cls, faults: Faults, attributes: int) -> "FaultsOfMarkup":
        """Those faults, found by looking at so many attributes."""
        these = cls(faults)
        these.attributes = attributes
        return these


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at a place: byte offsets into the document as the parser reads it.

    Element, parent and attribute are named as the tables name them (``item``, ``atom:entry``). One that is
    ``lesser`` costs nobody what its rule is there for, such as a name that a growing vocabulary may have got.
    """

    code: str
    start: int
    end: int
    element: str = ""
    parent: str = ""
    attribute: str = ""
    detail: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    lesser: bool = False

    def parts(self) -> dict[str, str]:
        """What the message and the hint of its rule may name, fit for a report; what is empty is left out."""
        place = {"element": self.element, "parent": self.parent, "attribute": self.attribute}
        return {name: short(text) for name, text in (place | dict(self.detail)).items() if text}


def short(text: str) -> str:
    """A text fit for a line of a report: white space shows where nothing else would."""
    plain = _CONTROL.sub(" ", text)
    bare = plain.strip()
    if not bare:
        return _BLANK if text else ""
    if len(bare) > _LONGEST:
        return bare[: _LONGEST - 1] + "…"
    before, after = plain[0] == " ", plain[-1] == " "
    return f"{_BLANK if before else ''}{bare}{_BLANK if after else ''}"


def brief(detail: Mapping[str, str]) -> dict[str, str]:
    """What a finding names, as far as a report shows it: the rest would only fill memory."""
    return {name: text if len(text) <= _LONGEST else short(text) for name, text in detail.items()}
