from feedtool.check.xml.written import WrittenText
from tests.tables import each

# What stands in the document, and what each character of its text begins with there.
CASES = [
    ("x & y", ["x", " ", "&amp;", " ", "y"], "x &amp; y"),
    ("éa", ["&#233;", "a"], "&#233;a"),
    ("é<", ["é", "<"], "<![CDATA[é<]]>"),
    ("ab", ["a", "b"], "a<!-- c -->b"),
    ("a\nb", ["a", "\r\n", "b"], "a\r\nb"),
    ("Two wordsx", [*["&t;"] * 9, "x"], "&t;x"),
]


@each(("text", "parts", "written"), CASES)
def test_each_character_stands_where_it_was_written(
    text: str, parts: list[str], written: str
) -> None:
    data = f"<a>{written}</a>".encode()
    raw = (3, len(data) - 4)
    found = WrittenText(data, raw, {"t": "Two words"})
    for index, part in enumerate(parts):
        at = found.offset(index)
        assert data[at:].startswith(part.encode()), (text, index)
    assert WrittenText(data, raw, {"t": "Two words"}).offset(len(text) - 1) == found.offset(
        len(text) - 1
    )


def test_long_texts_are_gone_through_piece_by_piece() -> None:
    written = "é&amp;<!-- x -->" * 200_000
    data = f"<a>{written}z</a>".encode()
    text = WrittenText(data, (3, len(data) - 4), {})
    assert data[text.offset(400_000) :].startswith(b"z")
    assert data[text.offset(1) :].startswith(b"&amp;")
