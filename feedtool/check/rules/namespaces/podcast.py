"""Rules of Podcasting 2.0."""

import re

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.values import tokens

_GEO = re.compile(r"geo:-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?(?:,-?\d+(?:\.\d+)?)?(?:;[\w=.;-]+)?")
_OSM = re.compile(r"[NWR]\d+(?:#\d+)?")


def guid(text: str) -> Faults:
    """A UUID made from the feed's address."""
    return FINE if not tokens.uuid(text) else (Fault("podcast-guid"),)


def geo_uri(text: str) -> Faults:
    """https://www.rfc-editor.org/rfc/rfc5870"""
    return FINE if _GEO.fullmatch(text) else (Fault("podcast-geo"),)


def osm(text: str) -> Faults:
    """A node, way or relation of OpenStreetMap."""
    return FINE if _OSM.fullmatch(text) else (Fault("podcast-osm"),)
