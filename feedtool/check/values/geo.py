"""Positions on the earth: https://docs.ogc.org/cs/17-002r1/17-002r1.html"""

import re

from feedtool.check.finding import FINE, Fault, Faults

_NUMBER = r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?(?!\S)"
_NUMBERS = re.compile(rf"(?>(?:\s*+{_NUMBER})*)")
# A shape may have a million of them: so many are looked at together.
_SOME = re.compile(r"(?>(?:\s*+\S++){1,1000})")
_PAIR = 2
_MANY = 1_000_000_000


def pair(text: str) -> Faults:
    """Latitude and longitude."""
    return _numbers(text, "geo-pair", exactly=_PAIR)


def pair_with_comma(text: str) -> Faults:
    """Latitude and longitude with a comma between them: https://www.w3.org/2003/01/geo/wgs84_pos#lat_long"""
    return tuple(fault for fault in pair(text) if fault.code != "geo-comma")


def pairs(text: str) -> Faults:
    """Pairs of latitude and longitude."""
    return _numbers(text, "geo-pairs")


def line(text: str) -> Faults:
    """The positions along a line."""
    return _shape(text, "line", "two positions or more", 2, _MANY)


def box(text: str) -> Faults:
    """The lower corner of a box and the upper one."""
    return _shape(text, "box", "two positions, the lower corner and the upper one", 2, 2)


def ring(text: str) -> Faults:
    """The positions around an area."""
    return _shape(text, "polygon", "four positions or more", 4, _MANY)


def polygon(text: str) -> Faults:
    """The positions around an area, the first of them once more at the end."""
    faults = ring(text)
    plain = text.replace(",", " ")
    first, last = plain.split(None, _PAIR)[:_PAIR], plain.rsplit(None, _PAIR)[-_PAIR:]
    if faults or [*map(float, first)] == [*map(float, last)]:
        return faults
    return (_no_shape("polygon", "its first position as its last"),)


def circle(text: str) -> Faults:
    """A centre and a radius."""
    faults = _numbers(text, "geo-pairs", exactly=_PAIR + 1)
    if faults or float(text.rsplit(maxsplit=1)[-1]) >= 0:
        return faults
    return (_no_shape("circle", "a radius that is not below zero"),)


def _shape(text: str, shape: str, needs: str, least: int, most: int) -> Faults:
    """Pairs of latitude and longitude, so many as a shape needs."""
    faults = pairs(text)
    if any(fault.code == "geo-pairs" for fault in faults):
        return faults
    count = len(text.replace(",", " ").split(None, _PAIR * (least + 1))) // _PAIR
    if least <= count <= most:
        return faults
    return (*faults, _no_shape(shape, needs))


def _no_shape(shape: str, needs: str) -> Fault:
    return Fault("geo-shape", detail={"shape": shape, "needs": needs})


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
