"""What a check finds, before it becomes a problem of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

NOTHING: Mapping[str, str] = MappingProxyType({})


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


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at a place: byte offsets into the document as the parser reads it.

    Element, parent and attribute are named as the tables name them (``item``, ``atom:entry``).
    """

    code: str
    start: int
    end: int
    element: str = ""
    parent: str = ""
    attribute: str = ""
    detail: Mapping[str, str] = field(default_factory=lambda: NOTHING)
