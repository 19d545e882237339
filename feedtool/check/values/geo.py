"""Positions on the earth: https://docs.ogc.org/cs/17-002r1/17-002r1.html"""

import re

from feedtool.check.finding import FINE, Fault, Faults

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
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
    parts = text.split()
    faults: list[Fault] = []
    if "," in text:
        at = text.find(",")
        faults.append(Fault("geo-comma", at, at + 1, text.replace(",", " ")))
        parts = text.replace(",", " ").split()
    count = len(parts)
    good = all(_NUMBER.fullmatch(part) for part in parts)
    if not good or (count != exactly if exactly else count < _PAIR or count % _PAIR):
        faults.append(Fault(code))
    elif not exactly or exactly == _PAIR:
        faults += _ranges(parts)
    return tuple(faults) or FINE


def _ranges(parts: list[str]) -> list[Fault]:
    latitudes = all(abs(float(part)) <= 90 for part in parts[::2])  # noqa: PLR2004
    longitudes = all(abs(float(part)) <= 360 for part in parts[1::2])  # noqa: PLR2004
    return [] if latitudes and longitudes else [Fault("geo-out-of-range")]
