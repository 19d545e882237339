"""Positions: GeoRSS, GML and the geo vocabulary."""

from feedtool.check.finding import ValueType
from feedtool.check.rules.namespaces import extensions
from feedtool.check.rules.namespaces import geo as rules
from feedtool.check.values import geo, tokens, uris
from feedtool.check.values.tokens import anything
from feedtool.check.vocabulary.common import leaf
from feedtool.check.xml.row import Row, Use, many, maybe, one, pair, takes

# https://www.georss.org/simple.html and https://www.georss.org/gml.html
# Its pages write the names of tags in small letters, its schema with capitals within: so does the field.
_TAGS = ("featureTypeTag", "relationshipTag", "featureName")
_SPELLINGS = (*_TAGS, *(tag.lower() for tag in _TAGS))
_PLACES = {
    **{name: takes(anything) for name in _SPELLINGS},
    "elev": takes(tokens.decimal),
    "floor": takes(tokens.integer),
    "radius": takes(tokens.non_negative_decimal),
}
_SRS = {
    "srsName": takes(anything),
    "srsDimension": takes(tokens.positive),
    "gml:id": takes(anything),
}


def _gml(name: str, *uses: Use) -> Row:
    """A shape of GML: without what it is made of it is nowhere."""
    return Row(f"gml:{name}", uses, _SRS, end=(extensions.of_some(*(use.row for use in uses)),))


_POSITION = leaf("gml:pos", anything, _SRS, end=(rules.positions(geo.pair),))


def _list(value: ValueType) -> Use:
    counted = {**_SRS, "count": takes(tokens.positive)}
    return maybe(leaf("gml:posList", anything, counted, end=(rules.positions(value),)))


def _corner(name: str) -> Use:
    judged = rules.positions(geo.pair, needed=True)
    return one(leaf(f"gml:{name}", anything, _SRS, blank=None, end=(judged,)))


_RING = maybe(_gml("LinearRing", _list(geo.ring), many(_POSITION)))
_ENVELOPE = Row(
    "gml:Envelope",
    (_corner("lowerCorner"), _corner("upperCorner")),
    _SRS,
)
_GML = (
    _gml("Point", maybe(_POSITION), _list(geo.pairs)),
    _gml("LineString", _list(geo.line), many(_POSITION)),
    _gml("Polygon", maybe(_gml("exterior", _RING)), many(_gml("interior", _RING))),
    _ENVELOPE,
)
_LATITUDE = tokens.within(-90, 90, "geo-latitude")
_LONGITUDE = tokens.within(-180, 180, "geo-longitude")
# https://www.w3.org/2003/01/geo/
_LAT, _LONG = leaf("geo:lat", _LATITUDE), leaf("geo:long", _LONGITUDE)
_ALT, _LAT_LONG = (
    maybe(leaf("geo:alt", tokens.decimal)),
    maybe(leaf("geo:lat_long", geo.pair_with_comma)),
)
_IN_POINT = (maybe(_LAT), maybe(_LONG), _ALT, _LAT_LONG)  # whose rule asks for both
GEO: tuple[Use, ...] = (
    many(Row("georss:where", map(maybe, _GML), _PLACES, end=(extensions.of_some(*_GML),))),
    many(leaf("georss:point", geo.pair, _PLACES)),
    many(leaf("georss:line", geo.line, _PLACES)),
    many(leaf("georss:polygon", geo.polygon, _PLACES)),
    many(leaf("georss:box", geo.box, _PLACES)),
    many(leaf("georss:circle", geo.circle, _PLACES)),
    *(many(leaf(f"georss:{name}", anything)) for name in _SPELLINGS),
    many(leaf("georss:elev", tokens.decimal)),
    many(leaf("georss:floor", tokens.integer)),
    many(leaf("georss:radius", tokens.non_negative_decimal)),
    many(
        Row(
            "geo:Point",
            _IN_POINT,
            {"rdf:about": takes(uris.reference), "rdf:parseType": takes(anything)},
            end=(rules.point,),
        )
    ),
    many(Row("geo:location", (maybe(Row("geo:Point", _IN_POINT, end=(rules.point,))),))),
    *pair(_LAT, _LONG),
    _ALT,
    _LAT_LONG,
    *pair(leaf("icbm:latitude", _LATITUDE), leaf("icbm:longitude", _LONGITUDE)),
    *pair(leaf("geourl:latitude", _LATITUDE), leaf("geourl:longitude", _LONGITUDE)),
)
