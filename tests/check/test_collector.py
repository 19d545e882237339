"""One collector of findings for every format: how many it keeps, and when it ends a check."""

import json

import pytest

from feedtool.check import check, limits
from feedtool.check.checker import findings
from feedtool.check.collector import MOST_OF_A_KIND, MOST_UNSAID, Collector, StopReading
from feedtool.check.finding import Fault, FaultsOfMarkup, Finding
from feedtool.report.verdicts import judgement
from tests.check.cases import OPTIONS


def codes(collector: Collector) -> list[str]:
    return [one.code for one in collector.findings]


def test_what_was_found_before_comes_first() -> None:
    collector = Collector([Finding("a", 0, 1)])
    collector.at("b", 2, 3, value="x\ty")
    assert collector.findings == [Finding("a", 0, 1), Finding("b", 2, 3, detail={"value": "x\ty"})]


def test_of_a_code_so_many_are_kept() -> None:
    collector = Collector()
    for at in range(MOST_OF_A_KIND + 5):
        collector.at("a", at, at)
    collector.at("b", 0, 0)
    assert codes(collector) == ["a"] * MOST_OF_A_KIND + ["b"]


def test_too_many_that_are_not_kept_end_the_check() -> None:
    collector = Collector()
    for at in range(MOST_OF_A_KIND + MOST_UNSAID):
        collector.at("a", at, at)
    with pytest.raises(StopReading):
        collector.at("a", 0, 0)
    assert codes(collector) == ["a"] * MOST_OF_A_KIND + ["problems-too-many"]


def test_a_feed_of_which_only_a_part_was_looked_at_does_not_pass_for_valid() -> None:
    rss = '<rss version="2.0"><channel><title>T</title><link>http://a.example/</link><description>D</description>'
    item = '<item><title>T</title><guid isPermaLink="false">%d</guid><category></category></item>'

    def judged(items: int) -> str:
        feed = f"{rss}{''.join(item % number for number in range(items))}</channel></rss>"
        return judgement("RSS 2.0", check("feed", feed.encode(), OPTIONS))

    assert judged(5) == "Valid RSS 2.0"
    assert judged(MOST_OF_A_KIND + MOST_UNSAID + 1) == "Not valid RSS 2.0"


def test_findings_are_withdrawn_by_their_code() -> None:
    collector = Collector()
    for code in "aba":
        collector.at(code, 0, 0)
    collector.withdraw("a")
    assert codes(collector) == ["b"]


def test_too_much_markup_ends_the_check() -> None:
    collector = Collector()
    text = "<&" * limits.MAX_MARKUP_OF_A_TEXT  # of which half is looked at
    for _ in range(limits.MAX_MARKUP // limits.MAX_MARKUP_OF_A_TEXT):
        collector.count_markup(text, (0, 1))
    with pytest.raises(StopReading):
        collector.count_markup("<", (3, 4))
    (found,) = collector.findings
    assert (found.code, found.start, found.end) == ("document-many-parts", 3, 4)


def test_too_many_attributes_in_texts_end_the_check() -> None:
    collector = Collector()
    collector.count_attributes((Fault("a"),), (0, 1))
    collector.count_attributes(FaultsOfMarkup.found((), limits.MAX_ATTRIBUTES_IN_TEXTS), (0, 1))
    with pytest.raises(StopReading):
        collector.count_attributes(FaultsOfMarkup.found((), 1), (0, 1))
    assert codes(collector) == ["document-many-parts"]


@pytest.mark.parametrize("items", [MOST_OF_A_KIND + 1, MOST_OF_A_KIND + MOST_UNSAID + 1])
def test_xml_and_json_keep_equally_many(items: int) -> None:
    """The same mistake in each item: a link with a space in it."""
    link = "https://example.org/a b"
    rss = (
        f"<rss version='2.0'><channel>{f'<item><link>{link}</link></item>' * items}</channel></rss>"
    )
    feed = {"title": "T", "items": [{"url": link}] * items}
    kept = [
        [one.code for one in findings(document.encode(), OPTIONS)[1]]
        for document in (rss, json.dumps(feed))
    ]
    for found in kept:
        assert found.count("uri-character") == MOST_OF_A_KIND
    assert len({"problems-too-many" in found for found in kept}) == 1
