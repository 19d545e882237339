"""Positions: GeoRSS, GML and the geo vocabulary."""

from feedtool.check.values import geo, tokens, uris
from feedtool.check.values.tokens import anything
from feedtool.check.vocabulary.common import leaf
from feedtool.check.xml.row import Row, Use, many, maybe, takes

# https://www.georss.org/simple.html and https://www.georss.org/gml.html
# Its pages write the names of tags in small letters, its schema with capitals within: so does the field.
_TAGS = ("featureTypeTag", "relationshipTag", "featureName")
_SPELLINGS = (*_TAGS, *(tag.lower() for tag in _TAGS))
_PLACES = {
    **{name: takes(anything) for name in _SPELLINGS},
    "elev": takes(tokens.decimal),
    "floor": takes(tokens.whole),
    "radius": takes(tokens.decimal),
}
_POS = leaf("gml:pos", geo.pair)
_POS_LIST = leaf("gml:posList", geo.pairs)
_SRS = {
    "srsName": takes(anything),
    "srsDimension": takes(tokens.positive),
    "gml:id": takes(anything),
}
_GML = (
    maybe(Row("gml:Point", (maybe(_POS), maybe(_POS_LIST)), _SRS)),
    maybe(Row("gml:LineString", (maybe(_POS_LIST),), _SRS)),
    maybe(
        Row(
            "gml:Polygon",
            (
                maybe(
                    Row(
                        "gml:exterior",
                        (maybe(Row("gml:LinearRing", (maybe(_POS_LIST),), _SRS)),),
                        _SRS,
                    )
                ),
            ),
            _SRS,
        )
    ),
    maybe(
        Row(
            "gml:Envelope",
            (maybe(leaf("gml:lowerCorner", geo.pair)), maybe(leaf("gml:upperCorner", geo.pair))),
            _SRS,
        )
    ),
)
_LATITUDE = tokens.within(-90, 90, "geo-latitude")
_LONGITUDE = tokens.within(-180, 180, "geo-longitude")
_GEO = (
    maybe(leaf("geo:lat", _LATITUDE)),
    maybe(leaf("geo:long", _LONGITUDE)),
    maybe(leaf("geo:alt", tokens.decimal)),
    maybe(leaf("geo:lat_long", geo.pair)),
)
GEO: tuple[Use, ...] = (
    many(Row("georss:where", _GML, _PLACES)),
    many(leaf("georss:point", geo.pair, _PLACES)),
    many(leaf("georss:line", geo.pairs, _PLACES)),
    many(leaf("georss:polygon", geo.pairs, _PLACES)),
    many(leaf("georss:box", geo.pairs, _PLACES)),
    many(leaf("georss:circle", geo.numbers, _PLACES)),
    *(many(leaf(f"georss:{name}", anything)) for name in _SPELLINGS),
    many(leaf("georss:elev", tokens.decimal)),
    many(leaf("georss:floor", tokens.whole)),
    many(leaf("georss:radius", tokens.decimal)),
    many(
        Row(
            "geo:Point",
            _GEO,
            {"rdf:about": takes(uris.reference), "rdf:parseType": takes(anything)},
        )
    ),
    many(Row("geo:location", (maybe(Row("geo:Point", _GEO)),))),
    *_GEO,
    maybe(leaf("icbm:latitude", _LATITUDE)),
    maybe(leaf("icbm:longitude", _LONGITUDE)),
    maybe(leaf("geourl:latitude", _LATITUDE)),
    maybe(leaf("geourl:longitude", _LONGITUDE)),
)
