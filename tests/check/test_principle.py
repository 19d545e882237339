"""An error is what a specification forbids and somebody acts on: held over the whole catalogue."""

import re
from urllib.parse import urlsplit

import pytest

from feedtool.check import RULES, CheckOptions, check
from feedtool.check.catalogue.acting import ACTING
from feedtool.diagnostics.problem import Severity
from tests.tables import each

_ORDER = list(Severity)
ERRORS = [rule for rule in RULES.values() if rule.severities["default"] is Severity.ERROR]
# Pages about the one thing that a rule is about.
ABOUT_NOTHING_ELSE = {
    "https://www.w3.org/2003/01/geo/",
    "https://docs.ogc.org/cs/17-002r1/17-002r1.html",
}
_RSS = (
    '<rss version="2.0" xmlns:{}><channel><title>News</title><link>https://example.org/</link>'
    "<description>All news</description><item><title>One</title>{}</item></channel></rss>"
)
# Namespaces that still grow, as an element or attribute of the next version would stand in a feed.
GROWING = {
    'podcast="https://podcastindex.org/namespace/1.0"': (
        "<podcast:hologram/>",
        '<podcast:person zodiac="crab">Ann</podcast:person>',
    ),
    'source="http://source.scripting.com/"': ("<source:telepathy>x</source:telepathy>",),
    'media="http://search.yahoo.com/mrss/"': (
        "<media:hologram/>",
        '<media:thumbnail url="https://example.org/a.png" zoom="2"/>',
    ),
    'georss="http://www.georss.org/georss"': ("<georss:cube>1 2</georss:cube>",),
    'itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"': ("<itunes:mood>calm</itunes:mood>",),
    'dc="http://purl.org/dc/elements/1.1/"': ("<dc:mood>calm</dc:mood>",),
}
NEAR_MISSES = {
    'podcast="https://podcastindex.org/namespace/1.0"': "<podcast:transcipt/>",
    'media="http://search.yahoo.com/mrss/"': '<media:thumbnial url="https://example.org/a.png"/>',
    'itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"': "<itunes:durration>10</itunes:durration>",
}
BLANKS = {
    'wfw="http://wellformedweb.org/CommentAPI/"': "<wfw:commentRss></wfw:commentRss>",
    'itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"': "<itunes:duration/>",
    'geo="http://www.w3.org/2003/01/geo/wgs84_pos#"': "<geo:lat> </geo:lat>",
    'dc="http://purl.org/dc/elements/1.1/"': "<dc:date/>",
    'media="http://search.yahoo.com/mrss/"': '<media:content url="https://example.org/a.png" type=""/>',
    'atom="http://www.w3.org/2005/Atom"': "<pubDate></pubDate><comments/><author> </author>",
}


def _severities(namespace: str, part: str, profile: str = "default") -> dict[str, Severity]:
    found = check("feed", _RSS.format(namespace, part).encode(), CheckOptions(profile=profile))
    return {problem.code: problem.severity for problem in found}


def test_an_error_cites_its_sentence_and_who_acts_on_it() -> None:
    for rule in ERRORS:
        parts = urlsplit(rule.link or "")
        cites_a_section = bool(parts.fragment) or re.search(
            r"/(?:docs|support|assignments|TR)/", parts.path
        )
        assert cites_a_section or rule.link in ABOUT_NOTHING_ELSE, rule.code
        assert len(ACTING[rule.code].split()) >= 3, rule.code


def test_only_errors_are_acted_on() -> None:
    assert set(ACTING) == {rule.code for rule in ERRORS}


def test_strictness_grows_from_the_default_to_the_strict_profile() -> None:
    for rule in RULES.values():
        usual, strict = rule.severities["default"], rule.severities["strict"]
        assert usual is None or (
            strict is not None and _ORDER.index(strict) <= _ORDER.index(usual)
        ), rule.code


@each("namespace", GROWING)
def test_a_name_that_a_vocabulary_may_have_got_is_information(namespace: str) -> None:
    for part in GROWING[namespace]:
        found = _severities(namespace, part)
        assert found.keys() & {"element-unknown", "attribute-unknown"}, part
        assert Severity.ERROR not in found.values(), part


@pytest.mark.parametrize("namespace", NEAR_MISSES)
def test_a_slip_for_a_name_that_does_something_is_an_error(namespace: str) -> None:
    assert _severities(namespace, NEAR_MISSES[namespace])["element-unknown"] is Severity.ERROR


@each("namespace", BLANKS)
def test_an_empty_optional_element_is_a_warning(namespace: str) -> None:
    found = _severities(namespace, BLANKS[namespace])
    assert found.keys() & {"value-blank", "value-blank-attribute"}
    assert Severity.ERROR not in found.values()


def test_an_empty_guid_and_an_empty_address_of_json_are_no_more_than_empty() -> None:
    assert (
        _severities('x="https://example.org/"', "<guid></guid>")["value-blank"] is Severity.WARNING
    )
    feed = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "News", "icon": "", "language": "en",'
        ' "items": [{"id": "1", "content_text": "x", "url": " ", "date_published": ""}]}'
    )
    found = check("feed", feed.encode(), CheckOptions())
    assert [problem.message for problem in found if problem.code == "value-blank"] == [
        "“icon” is empty", "“url” is empty", "“date_published” is empty",
    ]  # fmt: skip
    assert all(problem.severity is not Severity.ERROR for problem in found)


def test_a_limit_that_nobody_enforces_is_one_of_the_w3c_profile() -> None:
    subtitle = f"<itunes:subtitle>{'x' * 300}</itunes:subtitle>"
    itunes = 'itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    assert "value-too-long" not in _severities(itunes, subtitle)
    assert _severities(itunes, subtitle, "w3c")["value-too-long"] is Severity.ERROR
