"""Positions on the earth: https://docs.ogc.org/cs/17-002r1/17-002r1.html"""

import re

from feedtool.check.finding import FINE, Fault, Faults

_NUMBER = r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?(?!\S)"
_NUMBERS = re.compile(rf"(?>(?:\s*+{_NUMBER})*)")
# A shape may have a million of them: so many are looked at together.
_SOME = re.compile(r"(?>(?:\s*+\S++){1,1000})")
_PAIR = 2


def pair(text: str) -> Faults:
    """Latitude and longitude."""
    return _numbers(text, "geo-pair", exactly=_PAIR)


def pairs(text: str) -> Faults:
    """Pairs of latitude and longitude."""
    return _numbers(text, "geo-pairs")


def numbers(text: str) -> Faults:
    """A centre and a radius."""
    return _numbers(text, "geo-pairs", exactly=_PAIR + 1)


def _numbers(text: str, code: str, exactly: int = 0) -> Faults:
    faults: list[Fault] = []
    if "," in text:
        text = text.replace(",", " ")
        faults.append(Fault("geo-comma", instead=" ".join(text.split())))
    count, good, inside = 0, True, True
    for found in _SOME.finditer(text):
        good = good and _NUMBERS.fullmatch(found[0]) is not None
        if not good:
            break
        values = [abs(float(part)) for part in found[0].split()]
        count += len(values)
        inside = inside and max(values[::2]) <= 90 and max(values[1::2], default=0) <= 360  # noqa: PLR2004
    if not good or (count != exactly if exactly else count < _PAIR or count % _PAIR):
        faults.append(Fault(code))
    elif not inside and (not exactly or exactly == _PAIR):
        faults.append(Fault("geo-out-of-range"))
    return tuple(faults) or FINE
