"""Dublin Core, in its first form and as terms."""

from feedtool.check.rules.namespaces import extensions as rules
from feedtool.check.rules.plain_text import plain, plain_text
from feedtool.check.values import dates, tokens
from feedtool.check.values.tokens import anything
from feedtool.check.vocabulary.common import leaf, words
from feedtool.check.xml.row import Row, Use, many, maybe

# https://www.dublincore.org/specifications/dublin-core/dces/
_DC_SINGLE = (
    leaf("dc:date", dates.w3cdtf, end=(rules.plausible,)),
    leaf("dc:language", tokens.language),
    leaf("dc:rights", anything, blank=None, end=(plain_text, rules.says_something)),
    leaf("dc:title", anything, end=(plain_text,)),
    *map(words, ("dc:description", "dc:format", "dc:source", "dc:type")),
)
_SEVERAL = ("creator", "subject", "publisher", "contributor", "identifier", "relation", "coverage")
_DC_SEVERAL = tuple(
    Row(f"dc:{name}", value=plain, inside=rules.person_inside, end=(rules.says_something,))
    for name in _SEVERAL
)
# Dublin Core may be repeated, each element of it, though the W3C validator holds some to be single:
# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/
DC: tuple[Use, ...] = (
    *(maybe(row, "dublin-core-repeated") for row in _DC_SINGLE),
    *map(many, _DC_SEVERAL),
)
# An item may have more than one date, such as one for each version.
DC_ITEM: tuple[Use, ...] = (*DC, many(_DC_SINGLE[0]))

# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/
_TERMS = """
    abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience
    available bibliographicCitation conformsTo contributor coverage creator date dateAccepted
    dateCopyrighted dateSubmitted description educationLevel extent format hasFormat hasPart
    hasVersion identifier instructionalMethod isFormatOf isPartOf isReferencedBy isReplacedBy
    isRequiredBy isVersionOf language license mediator medium provenance publisher references
    relation replaces requires rights rightsHolder source spatial subject tableOfContents temporal
    title type valid
"""
DCTERMS: tuple[Use, ...] = (
    *(
        maybe(leaf(f"dcterms:{name}", dates.w3cdtf, end=(rules.plausible,)), "dublin-core-repeated")
        for name in ("created", "issued", "modified")
    ),
    *(many(words(f"dcterms:{name}")) for name in _TERMS.split()),
)
