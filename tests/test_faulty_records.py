"""Faulty records, one slip each as people make them, and exactly what is said of them: no more, no less."""

from datetime import UTC, datetime

import pytest

from feedtool.config import taxonomy
from feedtool.diagnostics import schemas
from feedtool.diagnostics.problem import Problem, in_order
from feedtool.lint import load
from feedtool.records import parse
from feedtool.rules.catalogue import RULES
from feedtool.rules.checks import RuleContext
from feedtool.storage.place import Raw
from tests.conftest import FULL
from tests.tables import each

RECORD = """\
---
category: news
title: "A title: of a story"
excerpt: "An excerpt of the story."
publishedDateTime: 2023-09-01T09:19:00Z
originalUrl: "https://www.example.org/story"
webUrl: "https://www.example.org/story"
type: article
quality: 39
heat: 70
published: true

provider:
  name: Example
  domain: example.org

topics:
  - AI
  - Computer Vision

images:
  - url: "https://www.example.org/a.jpg"
    width: 820
    height: 543
    isCached: true

related:
  - title: "Another story"
    webUrl: "https://www.example.org/other"
    provider:
      name: Other
      domain: other.org

secured: EXAMPLE_SECURED_1
---

Body.
"""
OPTIONS = parse.ParseOptions(
    schemas.requiring(schemas.shipped(schemas.RECORD), FULL),
    trusted=True,
    tracking_parameters=("utm_*",),
)
FACTS = RuleContext(datetime(2026, 1, 1, tzinfo=UTC), 0, taxonomy.known((), ()), ("utm_*",))

TITLE = 'title: "A title: of a story"'
ORIGINAL = 'originalUrl: "https://www.example.org/story"'
DATE = "2023-09-01T09:19:00Z"
PROVIDER = "provider:\n  name: Example\n  domain: example.org"
TOPICS = "topics:\n  - AI\n  - Computer Vision"
RELATED = """\
  - title: "Another story"
    webUrl: "https://www.example.org/other"
    provider:
      name: Other
      domain: other.org
"""
IMAGE = (
    '  - url: "https://www.example.org/a.jpg"\n    width: 820\n    height: 543\n    isCached: true'
)

# What stands in the good record, what a person wrote instead, and what is said of it.
Case = tuple[str, str, list[tuple[int, int, str]]]
FAULTS: list[Case] = [
    # names of fields
    ("publishedDateTime", "publishedDatetime", [(5, 1, "schema-required")]),
    (
        'webUrl: "https://www.example.org/story"',
        'weburl: "https://www.example.org/story"',
        [(7, 1, "schema-unknown-key")],
    ),
    ('title: "A title: of', 'titel: "A title: of', [(3, 1, "schema-required")]),
    ("heat: 70", "Heat: 70", [(10, 1, "schema-required")]),
    ("heat: 70", "heat:: 70", [(10, 1, "schema-required")]),
    (
        '  - url: "https://www.example.org/a.jpg"',
        '  - Url: "https://www.example.org/a.jpg"',
        [(22, 5, "schema-required")],
    ),
    ("heat: 70", "\u200bheat: 70", [(10, 1, "schema-required")]),
    ("heat: 70", "heat: 70\nheat: 71", [(11, 1, "yaml-duplicate-key")]),
    ("  name: Example\n", "  name: Example\n  name: Example 2\n", [(15, 3, "yaml-duplicate-key")]),
    # quotes
    (TITLE, "title: A title: of a story", [(3, 15, "yaml-syntax")]),
    (TITLE, "title: @home in the cloud", [(3, 8, "yaml-syntax")]),
    (TITLE, "title: *Important* news", [(3, 8, "yaml-alias")]),
    (TITLE, "title: &Now a story", [(3, 8, "yaml-anchor")]),
    (TITLE, "title: !Breaking news", [(3, 8, "yaml-tag")]),
    (TITLE, "title: %age of users", [(3, 8, "yaml-syntax")]),
    (TITLE, "title: `code` wins", [(3, 8, "yaml-syntax")]),
    (TITLE, "title: [Video] The story", [(3, 16, "yaml-syntax")]),
    (TITLE, "title: {Video} The story", [(3, 16, "yaml-syntax")]),
    (TITLE, 'title: "Best" AI of the year', [(3, 15, "yaml-syntax")]),
    (TITLE, "title: 'Best' AI of the year", [(3, 15, "yaml-syntax")]),
    (TITLE, "title: | A story", [(3, 10, "yaml-syntax")]),
    (TITLE, "title: ? A story", [(3, 8, "yaml-syntax")]),
    (TITLE, "title: - A story", [(3, 8, "yaml-syntax")]),
    (TITLE, "title: , A story", [(3, 8, "yaml-syntax")]),
    (TITLE, 'title: "He said "no" to it"', [(3, 18, "yaml-syntax")]),
    (TITLE, "title: 'It's a story'", [(3, 12, "yaml-syntax")]),
    (TITLE, "title: \u201cA title: of a story\u201d", [(3, 16, "yaml-syntax")]),
    (
        ORIGINAL,
        "originalUrl: \u201chttps://www.example.org/story\u201d",
        [(6, 14, "schema-format")],
    ),
    (TITLE, 'title: "A title: of a story', [(3, 8, "yaml-syntax")]),
    (
        'excerpt: "An excerpt of the story."',
        "excerpt: 'An excerpt of the story.",
        [(4, 10, "yaml-syntax")],
    ),
    ("      domain: other.org", '      domain: "other.org', [(32, 15, "yaml-syntax")]),
    (
        'webUrl: "https://www.example.org/story"',
        'webUrl: "https://www.example.org/story',
        [(7, 9, "yaml-syntax")],
    ),
    (TITLE, "title: 'A title of a story", [(3, 8, "yaml-syntax")]),
    (
        '  - url: "https://www.example.org/a.jpg"',
        '  - url: "https://www.example.org/a.jpg',
        [(22, 10, "yaml-syntax")],
    ),
    ("heat: 70", "\"heat': 70", [(10, 1, "yaml-syntax")]),
    (TITLE, 'title: "C:\\Users\\story"', [(3, 11, "yaml-syntax")]),
    ("heat: 70", 'heat: "a\\qb"', [(10, 9, "yaml-syntax")]),
    ("heat: 70", 'heat: "a\\xq"', [(10, 9, "yaml-syntax")]),
    ("heat: 70", 'heat: "ab\\ud800cd"', [(10, 10, "yaml-syntax")]),
    ("heat: 70", 'heat: "a\\U00110000"', [(10, 9, "yaml-syntax")]),
    ("heat: 70", "heat: *a b", [(10, 7, "yaml-alias")]),
    (
        'excerpt: "An excerpt of the story."',
        'excerpt: "<p class="x">An excerpt of the story.</p>"',
        [(4, 21, "yaml-syntax")],
    ),
    (
        'excerpt: "An excerpt of the story."',
        "excerpt: The minister said: no way",
        [(4, 27, "yaml-syntax")],
    ),
    (TITLE, "title: {{ page.title }}", [(3, 9, "yaml-key-not-string")]),
    ("heat: 70", 'heat: "a\n...\nb"', [(10, 7, "yaml-syntax")]),
    # indentation
    (
        "  name: Example\n  domain: example.org",
        "  name: Example\n   domain: example.org",
        [(15, 4, "yaml-syntax")],
    ),
    (
        "  name: Example\n  domain: example.org",
        "  name: Example\n domain: example.org",
        [(15, 2, "yaml-syntax")],
    ),
    (
        "  name: Example\n  domain: example.org",
        "name: Example\ndomain: example.org",
        [(13, 10, "schema-type")],
    ),
    ("heat: 70", " heat: 70", [(10, 2, "yaml-syntax")]),
    ("---\ncategory: news", "---\n  category: news", [(2, 1, "yaml-syntax")]),
    ("    width: 820", "   width: 820", [(23, 4, "yaml-syntax")]),
    ("    width: 820", "     width: 820", [(23, 6, "yaml-syntax")]),
    ("  - AI\n  - Computer Vision", "  - AI\n - Computer Vision", [(19, 2, "yaml-syntax")]),
    ("  name: Example", "\tname: Example", [(14, 1, "yaml-syntax")]),
    ("  - AI\n", "\t- AI\n", [(18, 1, "yaml-syntax")]),
    ("  name: Example", " \tname: Example", [(14, 2, "yaml-syntax")]),
    ("  name: Example", "\u00a0\u00a0name: Example", [(14, 1, "yaml-syntax")]),
    ("  - AI\n", "  - AI\n  heat: 1\n", [(19, 3, "yaml-syntax")]),
    ("heat: 70", "- heat: 70", [(10, 1, "yaml-syntax")]),
    (PROVIDER, "provider: Example\n  domain: example.org", [(14, 3, "yaml-syntax")]),
    # brackets
    (TOPICS, "topics: [AI, Computer Vision", [(17, 9, "yaml-syntax")]),
    (PROVIDER, "provider: {name: Example, domain: example.org", [(13, 11, "yaml-syntax")]),
    (TOPICS, "topics: [AI, Computer Vision]]", [(17, 30, "yaml-syntax")]),
    ("heat: 70", "heat: {a: b c: d}", [(10, 14, "yaml-syntax")]),
    ("heat: 70", "heat: [a,,b]", [(10, 10, "yaml-syntax")]),
    (TOPICS, 'topics: ["AI" "Computer Vision"]', [(17, 15, "yaml-syntax")]),
    ("heat: 70", 'heat: [a,\n  "b" c,\n d]', [(11, 7, "yaml-syntax")]),
    (ORIGINAL, "originalUrl: [story](https://www.example.org/story)", [(6, 21, "yaml-syntax")]),
    # colons and hyphens
    ("heat: 70", "heat 70", [(10, 1, "yaml-syntax")]),
    ("category: news", "category news", [(2, 1, "yaml-syntax")]),
    ("secured: EXAMPLE_SECURED_1", "secured EXAMPLE_SECURED_1", [(34, 1, "yaml-syntax")]),
    ("heat: 70", "heat:70", [(10, 1, "yaml-syntax")]),
    ("category: news", "category:news", [(2, 1, "yaml-syntax")]),
    ("provider:\n", "provider\n", [(13, 1, "yaml-syntax")]),
    ("heat: 70", "heat = 70", [(10, 1, "yaml-syntax")]),
    ("heat: 70", "heat; 70", [(10, 1, "yaml-syntax")]),
    ("heat: 70", "heat:\u00a070", [(10, 1, "yaml-syntax")]),
    ("heat: 70", "heat\uff1a70", [(10, 1, "yaml-syntax")]),
    ("  - AI\n  - Computer Vision", "  -AI\n  -Computer Vision", [(18, 3, "schema-type")]),
    ("  - AI\n  - Computer Vision", "  - AI\n  -Computer Vision", [(19, 3, "yaml-syntax")]),
    ("  - AI\n  - Computer Vision", "  * AI\n  * Computer Vision", [(18, 3, "yaml-syntax")]),
    ("heat: 70", "// heat is measured\nheat: 70", [(10, 1, "yaml-syntax")]),
    ("heat: 70", "<!-- hot -->\nheat: 70", [(10, 1, "yaml-syntax")]),
    (
        "heat: 70",
        "<<<<<<< HEAD\nheat: 70\n=======\nheat: 71\n>>>>>>> branch",
        [(10, 1, "yaml-syntax")],
    ),
    (TITLE, "title: A title\nof a story", [(4, 1, "yaml-syntax")]),
    (TITLE, "title: A title\n  of: a story", [(4, 3, "yaml-syntax")]),
    (
        'excerpt: "An excerpt of the story."',
        "excerpt: An excerpt\n\nof the story.",
        [(6, 1, "yaml-syntax")],
    ),
    # true and false, numbers
    ("published: true", "published: yes", [(11, 12, "yaml-ambiguous")]),
    ("published: true", "published: TRUE,", [(11, 12, "schema-type")]),
    ("published: true", 'published: "true"', [(11, 12, "schema-type")]),
    ("published: true", "published:", [(11, 11, "schema-type")]),
    ("heat: 70", "heat:", [(10, 6, "schema-type")]),
    ("heat: 70", 'heat: "70"', [(10, 7, "schema-type")]),
    ("heat: 70", "heat: hot", [(10, 7, "schema-type")]),
    ("heat: 70", "heat: 7,5", [(10, 7, "schema-type")]),
    ("heat: 70", "heat: 070", [(10, 7, "schema-type")]),
    ("heat: 70", "heat: +70", [(10, 7, "schema-type")]),
    ("heat: 70", "heat: -2", [(10, 7, "schema-minimum")]),
    ("heat: 70", "heat: 70,", [(10, 7, "schema-type")]),
    ("width: 820", "width: 820px", [(23, 12, "schema-type")]),
    ("width: 820", "width: 0", [(23, 12, "schema-minimum")]),
    ("heat: 70", "heat: ${HEAT}", [(10, 7, "schema-type")]),
    # dates
    (DATE, "2023-09-01T09:19:00", [(5, 20, "schema-format")]),
    (DATE, "2023-09-01 09:19:00Z", [(5, 20, "schema-format")]),
    (DATE, "2023-09-01T09:19Z", [(5, 20, "schema-format")]),
    (DATE, "2023-09-01", [(5, 20, "schema-format")]),
    (DATE, "09/01/2023", [(5, 20, "schema-format")]),
    (DATE, "September 1, 2023", [(5, 20, "schema-format")]),
    (DATE, "2023-09-01T09:19:00+0200", [(5, 20, "schema-format")]),
    (DATE, "2023-09-01T09:19:00 EST", [(5, 20, "schema-format")]),
    (DATE, "2023-09-01t09:19:00z", [(5, 20, "schema-format")]),
    (DATE, "1693559940", [(5, 20, "schema-type")]),
    (DATE, "2023-09-01T24:00:00Z", [(5, 20, "schema-format")]),
    # addresses
    (ORIGINAL, "originalUrl: /story", [(6, 14, "schema-format")]),
    (ORIGINAL, "originalUrl: www.example.org/story", [(6, 14, "schema-format")]),
    (ORIGINAL, "originalUrl: https://www.example.org/the story", [(6, 14, "url-blank")]),
    (ORIGINAL, "originalUrl: <https://www.example.org/story>", [(6, 14, "schema-format")]),
    (ORIGINAL, "originalUrl: htps://www.example.org/story", [(6, 14, "schema-format")]),
    (ORIGINAL, "originalUrl: https:/www.example.org/story", [(6, 14, "schema-format")]),
    (ORIGINAL, 'originalUrl: "https://www.example.org/story "', [(6, 14, "url-blank")]),
    (ORIGINAL, "originalUrl:", [(6, 13, "schema-type")]),
    (ORIGINAL, "originalUrl: mailto:a@example.org", [(6, 14, "schema-format")]),
    (
        'webUrl: "https://www.example.org/story"',
        'webUrl: https://www.example.org/story"',
        [(7, 9, "schema-format")],
    ),
    ("  domain: example.org", "  domain: https://example.org/", [(15, 11, "schema-format")]),
    ("  domain: example.org", "  domain: www.example.org/news", [(15, 11, "schema-format")]),
    ("  domain: example.org\n", "  domain: example\n", [(15, 11, "schema-pattern")]),
    # texts
    (TITLE, "title:", [(3, 7, "schema-type")]),
    (TITLE, 'title: "  "', [(3, 8, "schema-pattern")]),
    (TITLE, "title: 2023", [(3, 8, "schema-type")]),
    (TITLE, "title: true", [(3, 8, "schema-type")]),
    (TITLE, "title:\n  - A title", [(4, 3, "schema-type")]),
    (TITLE, "title: <b>A title</b> of a story", [(3, 8, "title-markup")]),
    (
        'excerpt: "An excerpt of the story."',
        'excerpt: <p class="x">An excerpt of the story.</p>',
        [(4, 10, "text-markup")],
    ),
    (
        'excerpt: "An excerpt of the story."',
        'excerpt: "An excerpt&nbsp;of the story &amp; more."',
        [(4, 10, "text-entities")],
    ),
    (TITLE, "title: A\u0007title", [(3, 9, "yaml-control-character")]),
    ("type: article", "type: Long Read", [(8, 7, "schema-pattern")]),
    ("secured: EXAMPLE_SECURED_1", "secured: abc", [(34, 10, "schema-pattern")]),
    ("category: news", "id: 17\ncategory: news", [(2, 5, "schema-type")]),
    ("category: news", "id: my story\ncategory: news", [(2, 5, "schema-pattern")]),
    # lists and fields of fields
    (TOPICS, "topics: AI, Computer Vision", [(17, 9, "schema-type")]),
    (TOPICS, "topics:", [(17, 8, "schema-type")]),
    ("  - Computer Vision", "  -", [(19, 4, "schema-type")]),
    ("  - AI\n", "  - name: AI\n", [(18, 5, "schema-type")]),
    ("  - AI\n", "  - AI: the future\n", [(18, 5, "schema-type")]),
    ("  - AI\n", "  - ../AI\n", [(18, 5, "schema-not")]),
    ("  - AI\n", "  - AI\n  - AI\n", [(19, 5, "schema-unique-items")]),
    ("  - AI\n", "  - AI\n  - ai\n", [(19, 5, "topic-duplicate")]),
    ("  - AI\n", "  - 2023\n", [(18, 5, "schema-type")]),
    (PROVIDER, "provider: Example", [(13, 11, "schema-type")]),
    (PROVIDER, "provider:\n  - name: Example\n    domain: example.org", [(14, 3, "schema-type")]),
    (
        '  - url: "https://www.example.org/a.jpg"\n    width',
        '    url: "https://www.example.org/a.jpg"\n    width',
        [(22, 5, "schema-type")],
    ),
    (IMAGE, "  - https://www.example.org/a.jpg", [(22, 5, "schema-type")]),
    (
        RELATED,
        "  - https://www.example.org/other\n",
        [(28, 5, "schema-type")],
    ),
    ('    webUrl: "https://www.example.org/other"\n', "", [(28, 5, "schema-required")]),
    ("secured: EXAMPLE_SECURED_1\n", "", [(2, 1, "schema-required")]),
    ("type: article\nquality: 39\n", "", [(2, 1, "schema-required"), (2, 1, "schema-required")]),
    # the fences
    ("---\n\nBody", "----\n\nBody", [(1, 1, "front-matter-unclosed")]),
    ("---\n\nBody", "\nBody", [(1, 1, "front-matter-unclosed")]),
    ("---\ncategory", "category", [(1, 1, "front-matter-missing")]),
    ("---\n\nBody", "—\n\nBody", [(1, 1, "front-matter-unclosed")]),
    (
        "heat: 70",
        "---\nheat: 70",
        [(10, 1, "front-matter-split")],
    ),
]


def judged(text: str) -> tuple[Problem, ...]:
    found = load.examine(Raw("a.md", text.encode()), OPTIONS, FACTS).problems
    return in_order(problem for problem in found if RULES[problem.code].on)


def test_the_record_is_good_before_anybody_touches_it() -> None:
    assert judged(RECORD) == ()


@pytest.mark.parser
@each(("good", "bad", "expected"), FAULTS)
def test_a_slip_is_told_once_and_where_it_is(
    good: str, bad: str, expected: list[tuple[int, int, str]]
) -> None:
    assert RECORD.count(good) >= 1
    found = judged(RECORD.replace(good, bad, 1))
    assert [(p.span.line, p.span.column, p.code) for p in found if p.span] == expected


@each(("good", "bad"), [(good, bad) for good, bad, _ in FAULTS])
def test_every_problem_says_what_to_do(good: str, bad: str) -> None:
    for problem in judged(RECORD.replace(good, bad, 1)):
        assert problem.hint
        assert "None" not in problem.message
        assert "<" not in problem.message or "<" in bad
        assert len(problem.message) < 200
