"""Places are those of the value concerned, in characters from 1."""

import random
from collections.abc import Iterator, Sequence

from feedtool.check import CheckOptions, check, octets
from feedtool.check.xml import places
from feedtool.check.xml.places import Lines
from feedtool.check.xml.written import WrittenText
from feedtool.diagnostics.problem import Span

HEAD = '<rss version="2.0"><channel><title>x</title><link>https://example.org/</link>'
HEAD += "<description>x</description>\n"
TAIL = "</channel></rss>"


def _span(content: str | bytes, code: str) -> Span | None:
    data = content.encode() if isinstance(content, str) else content
    (problem,) = (p for p in check("feed", data, CheckOptions(profile="strict")) if p.code == code)
    return problem.span


def test_the_value_of_an_attribute() -> None:
    feed = f'{HEAD}<item><title>x</title>\n  <guid isPermaLink="no">1-2-3</guid></item>{TAIL}'
    assert _span(feed, "value-true-false-attribute") == Span(3, 22, 3, 24)


def test_a_text_without_the_white_space_around_it() -> None:
    feed = f"{HEAD}<item><title>x</title><comments>\n  /one  </comments></item>{TAIL}"
    assert _span(feed, "uri-not-absolute") == Span(3, 3, 3, 7)


def test_behind_entities_cdata_and_letters_of_many_bytes() -> None:
    text = "é&amp;<![CDATA[😀ü]]>&#233;<!-- no -->&lt;b&gt;x&lt;/b&gt;"
    feed = f"{HEAD}<item><title>{text}</title></item>{TAIL}"
    start = feed.splitlines()[1].index("&lt;/b") + 1
    assert _span(feed, "text-contains-html") == Span(2, start, 2, start + len("&lt;/b&gt;"))


def test_a_missing_child_is_shown_at_its_parent() -> None:
    feed = f"{HEAD}<item><title>x</title></item>{TAIL}"
    assert _span(feed, "rss-guid-missing") == Span(2, 1, 2, 6)


def test_lines_that_end_in_carriage_returns() -> None:
    feed = f"{HEAD}<item>\r\n<title>x</title>\r<comments>/one</comments></item>{TAIL}"
    assert _span(feed, "uri-not-absolute") == Span(4, 11, 4, 15)


def test_sixteen_bit_documents_count_in_characters() -> None:
    feed = (
        '<?xml version="1.0" encoding="utf-16"?>\n'
        f"{HEAD}<item><title>ü</title><comments>/one</comments></item>{TAIL}"
    )
    assert _span(feed.encode("utf-16"), "uri-not-absolute") == Span(3, 33, 3, 37)


def test_the_name_of_an_encoding() -> None:
    feed = '<?xml\n version="1.0" encoding="x-fake"?>\n<rss version="2.0"/>'
    assert _span(feed, "encoding-unknown") == Span(2, 26, 2, 32)


def test_a_value_of_json() -> None:
    feed = '{"version": "https://jsonfeed.org/version/1.1", "title": "ü",'
    feed += '\n "items": [{"id": 7, "content_text": "x"}]}'
    assert _span(feed, "jsonfeed-item-id-number") == Span(2, 19, 2, 20)


def test_problems_come_in_order_of_place() -> None:
    feed = f"{HEAD}<item><guid>1-2-3</guid><comments>/a</comments><pubDate>x</pubDate></item>{TAIL}"
    spans = [p.span for p in check("feed", feed.encode(), CheckOptions()) if p.span]
    assert spans == sorted(spans)


# What a text can be written with, and the characters that each makes.
PARTS = (
    ("a", "a"), ("ü", "ü"), ("😀", "😀"), ("\r\n", "\n"), ("\n", "\n"), ("&amp;", "&"), ("&#65;", "A"),
    ("&none;", ""), ("&word;", "word"), ("<![CDATA[b&amp;<!-- ü]]>", "b&amp;<!-- ü"),
    ("<!-- c <![CDATA[ -->", ""), ("<?p ?>", ""), ("<![CDATA[]]>", ""),
    ("]]", "]]"), ("x" * 70_000, "x" * 70_000),
)  # fmt: skip
ENTITIES = {"none": "", "word": "word"}


def test_the_characters_of_a_text_however_it_is_written() -> None:
    chance = random.Random(822)
    for _ in range(100):
        parts = [chance.choice(PARTS[: chance.choice((4, 10, 14))]) for _ in range(300)]
        parts += chance.sample(PARTS, 3)
        data = "".join(written for written, _ in parts).encode()
        text = WrittenText(data, (0, len(data)), ENTITIES)
        expected = dict(_offsets(parts))
        asked = chance.sample(sorted(expected), 20)
        if chance.random() < 0.5:
            text.learn(asked)
        assert [text.offset(index) for index in asked] == [expected[index] for index in asked]


def _offsets(parts: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """The offset of each character of a text, or of the reference that it comes from."""
    index = at = 0
    for written, characters in parts:
        inner = at + len("<![CDATA[") * written.startswith("<![")
        for character in characters:
            yield index, inner
            index += 1
            inner += 0 if written[0] == "&" else len(character.encode())
        at += len(written.encode())


def test_a_place_outside_the_document_is_its_beginning_or_end() -> None:
    spans = Lines(b"one\r\ntwo").spans([(-1, -1), (4, 5), (9, 99)])
    assert spans == {
        (-1, -1): Span(1, 1, 1, 1),
        (4, 5): Span(1, 5, 2, 1),
        (9, 99): Span(2, 4, 2, 4),
    }


def test_line_ends_where_a_large_document_is_cut() -> None:
    for before in range(octets.STRIDE - 2, octets.STRIDE + 2):
        for line_end in (b"\n", b"\r", b"\r\n"):
            data = b"x" * before + line_end + b"y" + line_end + b"z"
            at = len(data) - 1
            assert Lines(data).spans([(at, at + 1)]) == {(at, at + 1): Span(3, 1, 3, 2)}
            # The same with a place just before the first line end.
            spans = Lines(data).spans([(before, before), (at, at)])
            assert spans[at, at] == Span(3, 1, 3, 1)


def test_a_tag_ends_within_a_bound_or_does_not() -> None:
    for token in (
        b"<a b='>'/>",
        b"</a   >",
        b"<!-- > -->",
        b"<?a > ?>",
        b"&amp;",
        b"'<'",
        b"     ",
        b"name",
    ):
        data = b"xx" + token + b"<a/>"
        assert places.token_ends(data, 2, len(token)), token
        assert not places.token_ends(data, 2, len(token) - 1), token
