"""The RELAX NG grammar of RFC 4287 (Appendix B), and its Schematron rules."""

from functools import cache
from pathlib import Path

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
# Appendix B says these in Schematron, which libxml2 does not read: places where a match is wrong.
RULES = {
    "an entry has an author, or its feed has": "//a:entry[not(a:author) and not(../a:author)]",
    "an entry has an alternate link or content": (
        "//a:entry[not(a:link[@rel='alternate' or not(@rel)]) and not(a:content)]"
    ),
    "content elsewhere or in base64 needs a summary": (
        "//a:entry[a:content[@src or contains(@type, '/')] and not(a:summary)]"
    ),
    "alternate links differ in type or language": (
        "//a:link[@rel='alternate'][@type = preceding-sibling::a:link[@rel='alternate']/@type]"
    ),
    "a feed tells where it is": "/a:feed[not(a:link[@rel='self'])]",
}


@cache
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def complaints(feed: etree._Element) -> list[str]:
    """What the grammar and the rules have against a feed."""
    found = [] if grammar().validate(feed) else [str(error) for error in grammar().error_log]
    broken = (rule for rule, wrong in RULES.items() if feed.xpath(wrong, namespaces={"a": ATOM}))
    return [*found, *broken]
