"""What is taken from a body for an excerpt."""

from feedtool.records.sites.summary import of_body
from tests.tables import each


@each(
    ("body", "text"),
    [
        ("\nOne *two* **three** `four`.\n\nNext.\n", "One two three four."),
        (
            "# A heading\n\n![picture](/a.png)\n\nThe [first](https://x.org/a_(b)) text.\n",
            "The first text.",
        ),
        ("Heading\n=======\n\nText\non two lines.\n", "Text on two lines."),
        ("One.\n\nTwo.\n\n<!--more-->\n\nThree.\n", "One. Two."),
        ("One.\n<!-- more -->\nTwo.\n", "One."),
        ("See [[A note|that]] and [[Another#Part]]. ![[a.png]]\n", "See that and Another#Part."),
        ("One.\n\nTwo.\n\n<!-- truncate -->\n\nThree.\n", "One. Two."),
        ("One.\n\n{/* truncate */}\n\nTwo.\n", "One."),
        ("One.\n\nTwo.\n\n.. TEASER_END: more\n\nThree.\n", "One. Two."),
        ("One.\n\nTwo. READMORE Three.\n", "One. Two."),
        ("```go\nfmt.Println()\n```\n\nText.\n", "Text."),
        ("{% include a.html %}\n\n{{< figure src=x >}}\n\nText.\n", "Text."),
        ("import X from './x'\n\nText.\n", "Text."),
        ("<p>One <b>two</b> &amp; three</p>\n<p>Four</p>\n", "One two & three Four"),
        ("snake_case and 2 * 3 * 4 stay\n", "snake_case and 2 * 3 * 4 stay"),
        ("> quoted [text][1]\n\n[1]: https://example.org\n", "quoted text"),
        ("---\n\n| a | b |\n|---|---|\n\nText.\n", "Text."),
        ("", None),
        ("![only](a.png)\n", None),
    ],
)
def test_the_summary_of_a_body(body: str, text: str | None) -> None:
    assert of_body(body) == text


def test_a_long_paragraph_is_cut_behind_a_sentence_or_a_word() -> None:
    assert of_body("One two. " * 200) == ("One two. " * 55).strip()
    cut = of_body("word " * 200)
    assert cut is not None
    assert cut.endswith("word\u2026")
    assert len(cut) <= 501


@each("sign", ["[", "*", "_", "`", "<", "{{", "![", "> ", "~~~\n", "<!--", "(", "\\"])
def test_no_body_takes_long(sign: str) -> None:
    assert len(of_body(sign * 50_000) or "") <= 501
