"""Where code stands in bodies: nothing in it is template code."""

import time
from itertools import product

from feedtool.records.bodies.liquid import Liquid
from feedtool.records.bodies.scanning import PostNames, cleaned
from feedtool.records.bodies.templates import without_templates
from tests.tables import each

NAMES = PostNames("https://a.example/", {}, lambda _: None)


@each(
    "code",
    [
        "```\n{{ x }}\n```\n",
        "~~~ ruby\n{% x %}\n~~~~\n",
        "> ```\n> {{ x }}\n> ```\n",
        "1. a\n\n   ```\n   {{ x }}\n   ```\n",
        "`{{ x }}`",
        "``a ` {{ x }}``",
        "    {{ x }}\n",
        "a\n\n\t{% x %}\n",
        "<pre>{{ x }}</pre>",
        "<code>{{ x }}</code>",
        "<!-- {{ x }} -->",
        "```\n{{ a fence that nothing closes",
    ],
)
def test_code_is_kept_as_it_is(code: str) -> None:
    assert cleaned(code, Liquid(has_notes=False), NAMES, is_markdown=True) == (code, ())


@each(
    "text",
    [
        "a\n    {{ x }}\n",  # a paragraph goes on
        "* a\n\n    {{ x }}\n",  # a list does
        "\\`{{ x }}\\`",
        "`a\n\n{{ x }}`",  # no code span has a blank line
        "<pre>a</pre>{{ x }}",
    ],
)
def test_what_only_looks_like_code(text: str) -> None:
    made = cleaned(text, Liquid(has_notes=False), NAMES, is_markdown=True)
    assert made.text == text.replace("{{ x }}", "")
    assert [text[one.start : one.end] for one in made.left] == ["{{ x }}"]


STARTS = (
    "{% ", "{{ ", "{", "{{<", "`", "``` ", "<pre>", "<!--", "{:", "{#", "{% raw %}", "{% highlight a %}", "<A ",
    "<A {", "import a\n", "(@/", "{static}", "`a ``b", "\n```\n", '<A "', '{{< a "', "    {{ x }}\n", "* a\n{:",
    "{::comment}", "{{< highlight >}}", "{/*", "# a{: #x}",
    # template code of the greatest length, its end missing
    *(f"{start}{many * 1900}}}}}" for start in ("{{<", "{{", "{{< x", "{{ x(") for many in (" ", "a", ") ")),
)  # fmt: skip
# What stands at the very end of a body: nothing may be looked for up to there again and again.
ENDS = ("", "{:/x")


@each("preset", ["jekyll", "hugo", "zola", "eleventy", "pelican", "astro"])
def test_no_body_takes_long(preset: str) -> None:
    began = time.process_time()
    for start, end in product(STARTS, ENDS):
        text = start * (25_000 // len(start)) + end
        without_templates(text, "a.mdx" if preset == "astro" else "a.md", preset, NAMES)
    assert time.process_time() - began < 5  # less than one second where nothing else runs


def test_runs_of_backticks_of_all_lengths_take_no_long() -> None:
    runs = " ".join("`" * length for length in range(1, 600))
    lines = "a\n" * 200_000
    began = time.process_time()
    without_templates(f"{runs}\n{lines}\n{runs}", "a.md", "jekyll", NAMES)
    assert time.process_time() - began < 2


def test_comments_of_kramdown_are_no_part_of_the_body() -> None:
    made = without_templates(
        "a {::comment}b{:/comment} c {::comment}d{:/} e", "a.md", "jekyll", NAMES
    )
    assert made.text == "a  c  e"
