import pytest

from feedtool.frontmatter.slips import guesses
from tests.tables import each


@each(
    ("line", "entry"),
    [
        ("title: A", ("title: ", "title", "A")),
        ("  - title :  A ", ("  - title: ", "title", "A")),
        ("  - A", ("  - ", None, "A")),
        ('"a b": c', ('"a b": ', '"a b"', "c")),
        ("words alone", ("", None, "words alone")),
        ("http://x", ("", None, "http://x")),
    ],
)
def test_the_parts_of_a_line(line: str, entry: tuple[str, str | None, str]) -> None:
    assert guesses.entry(line) == entry


@each(
    ("line", "meant"),
    [
        ("title: A: B", 'title: "A: B"'),
        ("title: 'it's'", 'title: "it\'s"'),
        ('title: "A', 'title: "A"'),
        ('title: "A",', 'title: "A"'),
        ("title: “A”", 'title: "A"'),
        ("title: - A", 'title: "A"'),
        ("title:A", "title: A"),
        ("title = A", "title: A"),
        ("title => A", "title: A"),
        ("**title**: A", "title: A"),
        ("title A", 'title: A'),
        ("published", "published: true"),
        ("topics: [AI, ML", "topics: [AI, ML]"),
        ("topics: AI, ML]", "topics: [AI, ML]"),
        ("topics: [C#, :x]", 'topics: ["C#", ":x"]'),
        ("• AI", "- AI"),
        ("1. AI", "- AI"),
        ("[provider]", "provider:"),
        ("// a note", "# a note"),
    ],
)  # fmt: skip
def test_what_a_line_may_have_been_meant_to_be(line: str, meant: str) -> None:
    assert meant in [*guesses.lines(line)][:4]


def test_whether_a_word_is_the_name_of_a_field() -> None:
    assert guesses.is_name("title")
    assert guesses.is_name("tags")  # elsewhere
    assert guesses.is_name("draft")
    assert not guesses.is_name("xyzzy")
    assert guesses.is_text("title")
    assert not guesses.is_text("heat")
    assert not guesses.is_text(None)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("a: b", '"a: b"'), ('say "a"', "'say \"a\"'"), ("c:\\x", "'c:\\x'"), ("\"it's\"", '"\\"it\'s\\""')],
)  # fmt: skip
def test_quotes_are_those_that_need_the_fewest_escapes(text: str, quoted: str) -> None:
    assert guesses.quoted(text) == quoted
