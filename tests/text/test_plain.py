import html
import re
from html.entities import html5

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from feedtool.text import plain as text
from tests.tables import each


@each(
    ("value", "plain"),
    [
        # entities are decoded once
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&amp;T"),
        ("&lsquo;a&rsquo; &#8211; &#x2014;", "\u2018a’ – \u2014"),
        ("&copy; 2023 &copy 2023", "© 2023 &copy 2023"),
        ("&bogus; & co", "&bogus; & co"),
        ("?a=1&region=2", "?a=1&region=2"),
        ("&#0;", "\ufffd"),
        # tags of HTML are taken out, as markup or as entities
        ("<p>one</p><p>two</p>", "one two"),
        ("one<br>two<BR/>three", "one two three"),
        ("<h1>one</h1>two", "one two"),
        ("un<b>bold</b>ed <i class='x'>i</i>", "unbolded i"),
        ("&lt;b&gt;bold&lt;/b&gt;", "bold"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<iframe src='https://a.b'></iframe>x", "x"),
        ("one<!-- <b> -->two", "one two"),
        ("<script>alert('<b>')</script >x", "x"),
        ("<STYLE media=print>p{}</STYLE>x", "x"),
        ("<script>alert(1)", "alert(1)"),
        ("&amp;lt;script&amp;gt;", "&lt;script&gt;"),
        # what is no tag of HTML stays
        ("List<String> and <unknown>", "List<String> and <unknown>"),
        ("<h7>", "<h7>"),
        ("a <b and x < y > z", "a <b and x < y > z"),
        ("1<2, 3>2, ]]>, <!DOCTYPE x>, <?xml?>", "1<2, 3>2, ]]>, <!DOCTYPE x>, <?xml?>"),
        ("{0.__class__} %s ${x} {{7*7}}", "{0.__class__} %s ${x} {{7*7}}"),
        # white space is folded
        ("  a \n\t b\u00a0c\u3000d\u2028e\x85", "a b c d e"),
        ("&nbsp;", ""),
        # characters that XML or readers cannot bear go, others stay
        ("a\x00b\x08c\x1bd\x7fe\x9ff", "abcdef"),
        ("a\ud800b\ufffec\uffffd\ufdd0e", "abcde"),
        ("a\u202eb\u2066c &#x202e;d", "abc d"),
        ("soft\u00adhyphen", "softhyphen"),
        (
            "\u200fabc\u200e \U0001f468\u200d\U0001f469",
            "\u200fabc\u200e \U0001f468\u200d\U0001f469",
        ),
        ("e\u0301", "e\u0301"),
    ],
)
def test_plain_text(value: str, plain: str) -> None:
    assert text.plain(value) == plain


@given(st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from("<>&;/!-b# "))))
def test_plain_text_is_one_line_that_xml_can_carry(value: str) -> None:
    plain = text.plain(value)
    assert plain == " ".join(plain.split())
    assert not re.search(f"[{text.ILLEGAL}]", plain)
    element = etree.Element("e")
    element.text = plain  # lxml refuses what XML does
    assert etree.fromstring(etree.tostring(element)).text == (plain or None)


def test_character_references_are_what_pythons_own_table_has() -> None:
    numbers = (*range(0x10000), 0x10FFFF, 0x110000, 9_999_999)
    names = (name for name in html5 if name.endswith(";"))
    for reference in (*(f"&#{number};" for number in numbers), *(f"&{name}" for name in names)):
        assert text._unescaped(f"a{reference}b") == html.unescape(f"a{reference}b"), reference


UNPRINTABLE = st.sampled_from("\u00a0\u00ad\ufeff\n\r\t \x1c\x85\u2028\u200b\u3000\ud800\x00ab")


@given(st.text(st.characters(exclude_categories=())) | st.text(UNPRINTABLE))
def test_what_no_text_may_hold_goes_and_white_space_is_folded(value: str) -> None:
    value = value.replace("&", "").replace("<", "")
    left = re.sub(f"[{text.ILLEGAL}\u00ad\ufeff]", "", value)
    assert text.plain(value) == " ".join(left.split())


@each(
    ("one", "other"),
    [
        ("A title", "a  TITLE!"),
        ("\u2018Spy’ company", "'Spy' company"),
        ("Straße", "STRASSE"),
        ("\u00abWhat?\u00bb", "what\u2026"),
        ("Full stop.", "Full stop"),
    ],
)
def test_titles_of_one_story(one: str, other: str) -> None:
    assert text.title_key(one) == text.title_key(other)


@each(
    ("one", "other"),
    [
        ("Version 1", "Version 2"),
        ("résumé", "resume"),
        ("onetwo", "one two"),
        ("日本", "日木"),
        ("Why C++?", "Why C#?"),
        ("🎉", "🚀"),
        ("one-two", "one – two"),
    ],
)  # fmt: skip
def test_titles_of_two_stories(one: str, other: str) -> None:
    assert text.title_key(one) != text.title_key(other)


@each(
    ("value", "markup", "entities"),
    [
        ("plain – text", False, False),
        ("AT&amp;T", False, True),
        ("AT&T &bogus;", False, False),
        ("<b>bold</b>", True, False),
        ("one<!-- two -->", True, False),
        ("&lt;b&gt;", False, True),
        ("<p>&nbsp;</p>", True, True),
        ("List<String> <", False, False),
    ],
)
def test_what_a_text_holds(value: str, markup: bool, entities: bool) -> None:  # noqa: FBT001
    assert (text.has_markup(value), text.has_entities(value)) == (markup, entities)


def test_white_space_is_folded() -> None:
    assert text.folded(" a\n\tb\u00a0<b>&amp; ") == "a b <b>&amp;"


def test_every_element_of_html_is_one_kind_of_tag() -> None:
    assert text._INLINE.isdisjoint(text._OTHER)


@given(
    st.text()
    | st.builds("".join, st.lists(st.sampled_from(["<b>", "&shy;", "\xad", " ", "ﬃ", "1", "&"])))
)
def test_what_says_something_is_what_is_left_as_plain_text(value: str) -> None:
    assert text.says_something(value) == bool(text.plain(value))


@given(st.text() | st.text(st.characters(max_codepoint=0x7F)))
@example("\x7f")
@example("a\tb")
@example("\xa0")
def test_what_is_printable_is_what_python_prints(value: str) -> None:
    assert text.is_printable(value) is value.isprintable()
