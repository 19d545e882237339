"""The rules beyond the schema: when each speaks, when it keeps quiet, and where it points to."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from feedtool.config import taxonomy
from feedtool.diagnostics import schemas
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.diagnostics.selector import RuleSelector
from feedtool.model.topics import Topic
from feedtool.records import parse
from feedtool.rules import checks
from feedtool.rules.checks import CUT_LENGTH, RuleContext
from feedtool.storage.place import Raw
from tests.calls import calls
from tests.conftest import as_yaml, fields, place, record
from tests.tables import each

TRACKING = ("utm_*", "ref")
OPTIONS = parse.ParseOptions(
    schemas.shipped(schemas.RECORD), trusted=True, tracking_parameters=TRACKING
)
KNOWN = taxonomy.known([Topic("computer-vision", "Computer Vision", aliases=("CV",))], ())
FACTS = RuleContext(datetime(2024, 1, 1, tzinfo=UTC), 0, KNOWN, TRACKING)


def found(path: str = "a.md", context: RuleContext = FACTS, **changed: Any) -> list[Problem]:
    """What the rules say of a record that the schema has nothing to say of."""
    parsed = parse.parse(Raw(path, record(**changed).encode()), OPTIONS)
    assert parsed.record is not None, parsed.problems
    assert parsed.document is not None
    problems = checks.problems(parsed.document, parsed.record, context)
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    assert {problem.path for problem in problems} <= {path}
    return problems


def codes(**changed: Any) -> list[str]:
    return sorted(problem.code for problem in found(**changed))


def story(title: str = "Another", url: str = "https://example.org/other", **more: Any) -> Any:
    return {"title": title, "webUrl": url, **more}


def image(**more: Any) -> Any:
    return {"url": "https://example.org/a.jpg"} | more


LONG = "word " * (CUT_LENGTH // 5 + 1)


def test_a_good_record_gives_no_offence() -> None:
    assert found() == []


@each(
    ("changed", "code", "pointer"),
    [
        ({"publishedDateTime": "2024-01-01T00:00:01Z"}, "date-in-future", "/publishedDateTime"),
        ({"publishedDateTime": "2023-12-31T23:00:00-02:00"}, "date-in-future",
         "/publishedDateTime"),
        ({"updatedDateTime": "2023-09-01T09:18:59Z"}, "updated-before-published",
         "/updatedDateTime"),
        ({"updatedDateTime": "2023-09-01T10:00:00+02:00"}, "updated-before-published",
         "/updatedDateTime"),
        ({"title": "The ministerâ€™s plan"}, "text-mojibake", "/title"),
        ({"excerpt": "CafÃ© news."}, "text-mojibake", "/excerpt"),
        ({"provider": {"name": "CafÃ©", "domain": "a.org"}}, "text-mojibake", "/provider/name"),
        ({"related": [story("CafÃ©")]}, "text-mojibake", "/related/0/title"),
        ({"title": "A <b>bold</b> plan"}, "title-markup", "/title"),
        ({"related": [story("A <i>plan</i>")]}, "title-markup", "/related/0/title"),
        ({"excerpt": "One<br>two three."}, "text-markup", "/excerpt"),
        ({"provider": {"name": "<b>A</b>", "domain": "a.org"}}, "text-markup", "/provider/name"),
        ({"title": "R &amp; D"}, "title-entities", "/title"),
        ({"excerpt": "The minister&rsquo;s plan."}, "text-entities", "/excerpt"),
        ({"related": [story(provider={"name": "A &#38; B", "domain": "a.org"})]}, "text-entities",
         "/related/0/provider/name"),
        ({"title": "A  title"}, "text-whitespace", "/title"),
        ({"excerpt": "An excerpt.\n"}, "text-whitespace", "/excerpt"),
        ({"title": "A\u00a0title"}, "text-whitespace", "/title"),
        ({"excerpt": "..."}, "excerpt-meaningless", "/excerpt"),
        ({"excerpt": "-"}, "excerpt-meaningless", "/excerpt"),
        ({"excerpt": "n/a"}, "excerpt-meaningless", "/excerpt"),
        ({"title": "A new plan", "excerpt": "a NEW plan!"}, "excerpt-repeats-title", "/excerpt"),
        ({"excerpt": LONG.strip()}, "excerpt-cut", "/excerpt"),
        ({"excerpt": f"{LONG}and,"}, "excerpt-cut", "/excerpt"),
        ({"originalUrl": "http://example.org/a"}, "url-not-https", "/originalUrl"),
        ({"webUrl": "HTTP://example.org/a"}, "url-not-https", "/webUrl"),
        ({"images": [image(width=1, height=1), image(width=1, height=1, url="http://a.org/b")]},
         "url-not-https", "/images/1/url"),
        ({"webUrl": "https://example.org/a?utm_source=x&b=c"}, "url-tracking", "/webUrl"),
        ({"related": [story(url="https://example.org/2?utm_source=x")]}, "url-tracking", "/related/0/webUrl"),
        ({"related": [story(url="https://www.example.org/story")]}, "related-self", "/related/0"),
        ({"related": [story(url="https://www.example.org/story?ref=a#b")]}, "related-self",
         "/related/0"),
        ({"webUrl": "https://a.org/b", "related": [story(url="https://a.org/b")]}, "related-self",
         "/related/0"),
        ({"related": [story(), story("Third", "https://example.org/3"), story("Other words")]},
         "related-duplicate", "/related/2"),
        ({"images": [image()]}, "image-no-size", "/images/0"),
        ({"images": [image(width=1, height=1), image(width=7)]}, "image-no-size", "/images/1"),
        ({"images": [image(width=8001, height=1)]}, "image-huge", "/images/0"),
        ({"images": [image(width=1, height=8001)]}, "image-huge", "/images/0"),
        ({"topics": ["AI", "ai"]}, "topic-duplicate", "/topics/1"),
        ({"topics": ["CV", "AI", "Computer Vision"]}, "topic-duplicate", "/topics/2"),
        ({"topics": ["café", "cafe\u0301"]}, "topic-duplicate", "/topics/1"),
        ({"topics": ["R&D", "R&amp;D"]}, "topic-duplicate", "/topics/1"),
    ],
)  # fmt: skip
def test_a_rule_speaks(changed: dict[str, Any], code: str, pointer: str) -> None:
    assert [(p.code, p.pointer) for p in found(**changed)] == [(code, pointer)]


@each(
    "changed",
    [
        {"publishedDateTime": "2024-01-01T00:00:00Z"},
        {"updatedDateTime": "2023-09-01T09:19:00Z"},
        {"updatedDateTime": "2023-09-01T11:19:00+02:00"},
        {"title": "Le café, “naïve” – ÂME, SÃO PAULO"},  # capitals with accents are no mojibake
        {"title": "List<String> and a < b, c > d"},
        {"title": "AT&T, R&D; Q&A"},
        {"excerpt": "Yes."},
        {"excerpt": "日本語"},
        {"excerpt": f"{LONG}end."},
        {"excerpt": f"{LONG}end…"},
        {"excerpt": f"{LONG}end”"},
        {"excerpt": "word " * 10},
        {"title": "A plan", "excerpt": "A plan for tomorrow."},
        {"webUrl": "https://example.org/a?id=7"},
        {"originalUrl": "https://example.org/a?utm_source=x"},  # it is the identity: never touched
        {"related": [story(), story("Another", "https://example.org/third")]},
        {"images": [image(width=8000, height=8000)]},
        {"images": []},
        {"topics": ["AI", "AI in Security"]},
    ],
)
def test_no_rule_speaks(changed: dict[str, Any]) -> None:
    assert [code for code in codes(**changed) if code != "text-whitespace"] == []


# --- heat, for which the configuration counts


@each(
    ("min_heat", "heat", "is_published", "expected"),
    [
        (80, 79, True, ["published-too-cold"]),
        (80, 80, True, []),
        (80, 80, False, ["unpublished-hot"]),
        (80, 79, False, []),
        (0, -1, True, ["published-too-cold"]),
        (0, 190, False, []),  # without a threshold heat says nothing
        (-1, -1, True, []),
        (-1, 190, False, []),
    ],
)
def test_heat_against_the_threshold(
    *, min_heat: int, heat: int, is_published: bool, expected: list[str]
) -> None:
    problems = found(context=FACTS._replace(min_heat=min_heat), heat=heat, published=is_published)
    assert [problem.code for problem in problems] == expected


def test_a_cold_story_may_be_in_a_sticky_feed() -> None:
    sticky = FACTS._replace(min_heat=80, is_sticky=True)
    assert [one.code for one in found(context=sticky, heat=79)] == []
    assert [one.code for one in found(context=sticky, heat=80, published=False)] == [
        "unpublished-hot"
    ]


# --- the name of the file


@each(
    ("path", "expected"),
    [
        ("seeds/2023-09-01-story.md", []),
        ("seeds/2023-08-31-story.md", []),
        ("seeds/2023-09-02-story.md", []),
        ("seeds/2023-09-03-story.md", ["file-date-mismatch"]),
        ("2022-09-01-story.md", ["file-date-mismatch"]),
        ("2023-02-30-story.md", ["file-date-mismatch"]),
        ("2023-13-45/story.md", []),
        ("story-2020-01-01.md", []),
        ("2020-01-01.md", []),
    ],
)
def test_the_date_in_the_name_of_a_file(path: str, expected: list[str]) -> None:
    assert [problem.code for problem in found(path=path)] == expected


# --- places, messages, hints


def test_a_problem_stands_where_its_value_does() -> None:
    changed: dict[str, Any] = {"title": "A <b>title</b>", "topics": ["AI", "ai"]}
    lines = record(**changed).split("\n")
    by_code = {problem.code: problem for problem in found(**changed)}
    title = lines.index(f"title: {as_yaml(changed['title'])}") + 1
    assert place(by_code["title-markup"]) == (title, 8, title, 24)
    names = lines.index('topics: ["AI", "ai"]') + 1
    assert place(by_code["topic-duplicate"]) == (names, 16, names, 20)


def test_a_problem_of_a_mapping_stands_where_the_mapping_does() -> None:
    (problem,) = found(images=[image(width=1, height=1), image()])
    lines = record(images=[image(width=1, height=1), image()]).split("\n")
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("images: "))
    start = lines[number - 1].rindex("{") + 1
    assert place(problem) == (number, start, number, lines[number - 1].rindex("}") + 2)


@each(
    ("changed", "message", "hint"),
    [
        ({"title": "The ministerâ€™s plan"},
         "title was decoded wrongly on its way: ministerâ€™s should be minister’s",
         'write "The minister’s plan"'),
        ({"provider": {"name": "<b>A</b>", "domain": "a.org"}}, "provider, name holds HTML tags",
         'write "A"'),
        ({"related": [story("A &amp; B")]},
         "related (item 1), title holds undecoded character references",
         'write "A & B"'),
        ({"excerpt": f"{LONG}and so on"}, "the excerpt breaks off at “…and so on”",
         "end it with a whole sentence, or with an ellipsis: …"),
        ({"webUrl": "https://example.org/a?utm_source=x&b=c"},
         "webUrl carries tracking parameters; feeds show it without them",
         "write https://example.org/a?b=c"),
        ({"related": [story(), story()]}, "this related story is the same as item 1",
         "delete this item"),
        ({"topics": ["CV", "Computer Vision"]}, "Computer Vision and CV are the same topic",
         "delete this item"),
        ({"images": [image(width=9000, height=70)]},
         "the image is 9000 by 70 pixels: readers will load it slowly, or not at all",
         "link to a smaller one"),
    ],
)  # fmt: skip
def test_the_words(changed: dict[str, Any], message: str, hint: str) -> None:
    assert [(p.message, p.hint) for p in found(**changed)] == [(message, hint)]


def test_several_rules_speak_of_one_value() -> None:
    assert codes(title="A <b>title</b> &amp;  more") == [
        "text-whitespace",
        "title-entities",
        "title-markup",
    ]


# --- what a laxer schema lets pass


@each(
    "changed",
    [
        {"images": ["https://example.org/a.jpg"]},
        {"images": [image(width="wide", height="high")]},
        {"images": [{"url": 7}]},
        {"related": ["x", {"webUrl": 7}, {"webUrl": "x"}, {"title": 7}]},
        {"topics": ["AI"], "webUrl": None},
        {"updatedDateTime": None},
    ],
)
def test_values_of_odd_kinds_are_no_concern_of_the_rules(changed: dict[str, Any]) -> None:
    lax = OPTIONS._replace(schema="{}", trusted=False)
    parsed = parse.parse(Raw("a.md", record(**changed).encode()), lax)
    assert parsed.record is not None
    assert parsed.document is not None
    problems = checks.problems(parsed.document, parsed.record, FACTS)
    assert {problem.code for problem in problems} <= {"image-no-size"}


def test_the_record_that_the_tests_start_from_has_every_field_that_is_required() -> None:
    assert set(schemas.loads(OPTIONS.schema)["required"]) <= fields().keys()


def test_a_draft_is_not_said_to_be_forgotten() -> None:
    warm = FACTS._replace(min_heat=10)
    assert [p.code for p in found(context=warm, heat=70, draft=True)] == ["published-draft"]
    assert [p.code for p in found(context=warm, heat=70, published=False)] == ["unpublished-hot"]
    assert found(heat=70, published=False, draft=True) == []


def test_what_is_not_reported_is_not_looked_for_in_the_file() -> None:
    story_with_blanks = story(title="A  title")

    def places(selector: RuleSelector) -> int:
        context = FACTS._replace(selector=selector)
        counted = calls(partial(found, context=context, related=[story_with_blanks] * 3))
        return counted["document", "span_of"]

    assert places(RuleSelector()) == places(RuleSelector(ignore=("text-whitespace",)))
    assert places(RuleSelector(select=("all",))) == places(RuleSelector()) + 3
