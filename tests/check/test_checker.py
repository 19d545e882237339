import gc
from collections import Counter
from datetime import UTC, datetime, timedelta

from feedtool.check import CheckOptions
from feedtool.check.checker import check, findings
from feedtool.diagnostics.problem import Severity
from tests.check.cases import FOLDER, codes, content
from tests.conftest import files

RSS = (
    b"<?xml version='1.0' encoding='utf-8'?>\n<rss version='2.0'><channel><title>T</title>\n"
    b"<link>https://a.example/</link><description>D</description><nothing/></channel></rss>"
)

ATOM = b"""<!DOCTYPE feed [<!ENTITY name "Jane">]>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title><id>urn:a:1</id>
<updated>2026-11-01T00:00:00Z</updated><author><name>&name;</name></author>
<entry xml:base="https://a.example/"><title>E</title><id>urn:a:2</id><updated>2026-11-01T00:00:00Z</updated>
<author><name>Joe</name></author><source><id>urn:a:3</id><author><name>Jim</name></author></source>
<content type="xhtml" xml:base="b/"><div xmlns="http://www.w3.org/1999/xhtml"><p><b>C</b></p></div></content>
</entry></feed>
"""


def test_problems_come_in_order_of_place_and_in_the_words_of_their_rules() -> None:
    problems = check("a.rss", RSS, CheckOptions())
    assert [problem.path for problem in problems] == ["a.rss"] * len(problems)
    assert list(problems) == sorted(problems, key=lambda one: (one.span or (), one.code))
    (unknown,) = [problem for problem in problems if "nothing" in problem.message]
    assert unknown.severity is Severity.ERROR
    assert unknown.span is not None
    assert (unknown.span.line, unknown.span.column) == (3, 60)
    assert ("element", "nothing") in unknown.parts


def test_a_feed_may_be_judged_at_the_end_of_the_calendar() -> None:
    date = b"<lastBuildDate>Fri, 31 Dec 9999 23:59:59 GMT</lastBuildDate></channel>"
    last = datetime(9999, 12, 31, tzinfo=UTC)
    for now, is_future in ((last, False), (last - timedelta(days=2), True)):
        problems = check("a", RSS.replace(b"</channel>", date), CheckOptions(now=now))
        assert ("date-implausible" in {one.code for one in problems}) is is_future


def test_what_a_profile_does_not_mind_is_left_out() -> None:
    found = {
        profile: {
            one.code: str(one.severity) for one in check("a", RSS, CheckOptions(profile=profile))
        }
        for profile in ("default", "strict", "podcast")
    }
    assert "feed-empty" in found["podcast"]
    assert "feed-empty" not in found["default"]
    assert "language-missing" not in found["default"]
    assert (found["podcast"]["language-missing"], found["strict"]["language-missing"]) == (
        "info", "warning",
    )  # fmt: skip


def test_the_kind_of_feed_is_told_from_the_content() -> None:
    found = {one.code for one in findings(b'{"version": 1}', CheckOptions())[1]}
    assert any(code.startswith("jsonfeed-") for code in found)
    assert not any(
        code.startswith("jsonfeed-")
        for code in {one.code for one in findings(RSS, CheckOptions())[1]}
    )


def test_what_cannot_be_read_is_looked_at_no_further() -> None:
    _, found = findings(b"\x1f\x8b\x08\x00", CheckOptions())
    assert len(found) == 1


def test_what_a_document_took_is_free_once_it_has_been_checked() -> None:
    """Not when somebody looks for garbage: the documents before a large one would be in memory with it."""
    # Cut off anywhere: elements that are open, or are kept for those around them, know of each other.
    documents = [data[:end] for data in (ATOM, RSS) for end in range(10, len(data) + 10, 10)]
    documents += [content(file) for file in files(FOLDER, "xml-*/*") if file.stat().st_size < 2_000]
    for data in documents:
        codes(data)  # what is imported on the way leaves garbage, too
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for data in documents:
            codes(data)
        gc.collect()
        left = Counter(type(one).__name__ for one in gc.garbage)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert not left
