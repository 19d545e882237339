"""Every hint that names a mend is obeyed to the letter, and the record is accepted: nothing is asked twice."""

from pathlib import Path

import pytest

from feedtool.diagnostics.problem import Problem, Severity
from feedtool.diagnostics.rule import Rule
from tests.conftest import SHARED, files
from tests.obey import NoMend, obey
from tests.rules.test_catalogue import RECORD_RULES, run, whole
from tests.tables import each
from tests.test_faulty_records import FAULTS, RECORD, TITLE, judged
from tests.wrong_records import CASES

# As many as a hasty author would take before giving up.
ROUNDS = 8


def mended(text: str, rounds: int = ROUNDS) -> str:
    """The text after each hint was obeyed, the first problem first; each must go, and bring no other kind."""
    for _ in range(rounds):
        problems = [p for p in judged(text) if p.severity is Severity.ERROR]
        if not problems:
            return text
        after = obey(text, problems[0])
        assert after != text, problems[0]
        assert not _again(problems[0], judged(after)), (
            problems[0].hint,
            problems[0].message,
            after,
        )
        text = after
    raise AssertionError(judged(text))


def _again(problem: Problem, found: tuple[Problem, ...]) -> bool:
    """Whether a problem is still there, at its place, in the same words."""
    return any(
        (p.code, p.message, p.span) == (problem.code, problem.message, problem.span) for p in found
    )


SLIPS = [*((old, new) for old, new, _ in FAULTS), *CASES]


@each(("old", "new"), SLIPS)
def test_a_slip_is_mended_by_its_hints(old: str, new: str) -> None:
    assert RECORD.count(old) >= 1
    mended(RECORD.replace(old, new, 1))


WORDS = "a story that goes on and on, as long as anybody reads it, " * 6
LONG = [
    f"The minister said: {WORDS}",
    f'The minister said: "{WORDS}" and left',
    f"The minister's words: {WORDS}",
    f'The minister\'s words: "{WORDS}" and no more',
    f'"He said "no" to it. {WORDS}"',
    f"'It's {WORDS}'",
    f'"He said {WORDS}',
    f"'He said {WORDS}",
    f"@{WORDS}",
    f"[AI] {WORDS}",
    f'"C:\\Users {WORDS}"',
]


@each("excerpt", LONG)
def test_a_line_too_long_to_be_shown_is_mended_in_words(excerpt: str) -> None:
    after = mended(RECORD.replace('"An excerpt of the story."', excerpt.rstrip()))
    assert WORDS.strip() in after


HEAD = RECORD.split("---\n")[1]
FENCES = {
    "four hyphens": RECORD.replace("---\n", "----\n"),
    "four hyphens first": RECORD.replace("---\n", "----\n", 1),
    "a dash of a word processor": RECORD.replace("---\n", "\u2014\n"),
    "no end": f"---\n{HEAD}\nThe body of it.\n\nMore: of it.\n",
    "an end of points": f"---\n{HEAD}...\nThe body of it.\n",
    "an indented end": f"---\n{HEAD}  ---\nThe body of it.\n",
    "an end of stars": f"---\n{HEAD}***\n",
    "no beginning": RECORD.removeprefix("---\n"),
    "no fences": HEAD,
    "a code block": f"```yaml\n{HEAD}```\n",
    "a blank line first": f"\n{RECORD}",
    "a word first": f"Draft\n{RECORD}",
    "a blank first": f" {RECORD}",
    "a rule in the text": f"---\n{HEAD}\nHere the story begins, and goes on.\n\n---\n\nFoot.\n",
    "a rule in the fields": RECORD.replace("heat: 70", "---\nheat: 70"),
    "JSON": '{\n"category": "news", "title": "A", "excerpt": "B",\n'
    '"publishedDateTime": "2023-09-01T09:19:00Z",\n'
    '"originalUrl": "https://example.org/", "type": "article", "quality": 1, "heat": 1, "published": true,\n'
    '"provider": {"name": "A", "domain": "example.org"}, "topics": ["AI"], "secured": "EXAMPLE_SECURED_1"\n}\n',
    "TOML": '+++\ncategory = "news"\ntitle = "A"\ndate = 2023-09-01\n+++\n',
    "two lines of points": RECORD.replace("heat: 70", "...\nheat: 70"),
}


@each("name", FENCES)
def test_a_fence_is_mended_by_its_hints(name: str) -> None:
    mended(FENCES[name], rounds=20)


def test_lines_that_end_with_cr_alone_are_no_riddle() -> None:
    (problem,) = judged(RECORD.replace("\n", "\r"))
    assert problem.hint == "save the file with line ends LF, or CRLF as on Windows"


# --- warnings

HASH = "title: Why C #1 is back"
WARNED = [
    (HASH, "text-comment", (3, 14), 'title: "Why C #1 is back"'),
    ("title: A title\t# 1", "text-comment", (3, 16), 'title: "A title\\t# 1"'),
    ("title: “A title”", "text-curly-quotes", (3, 8), 'title: "A title"'),
    ("title: „A title“", "text-curly-quotes", (3, 8), 'title: "A title"'),
    ("title: «A title»", "text-curly-quotes", (3, 8), 'title: "A title"'),
    ("title: A\u200b title", "text-invisible", (3, 8), "title: A title"),
    ('title: "A\u00ad title"', "text-invisible", (3, 8), "title: A title"),
    ('title: "A\\ufeff title"', "text-invisible", (3, 8), "title: A title"),
    ("title: A title\ndraft: true", "published-draft", (4, 1), "title: A title"),
    ("title: A title\nhidden: true", "published-draft", (4, 1), "title: A title"),
    ("title: A title\ndescription: B", "schema-unknown-key", (4, 1), "title: A title"),
]


@each(("new", "code", "place", "after"), WARNED)
def test_a_warning_is_mended_by_its_hint(
    new: str, code: str, place: tuple[int, int], after: str
) -> None:
    text = RECORD.replace(TITLE, new)
    (problem,) = judged(text)
    assert problem.span is not None
    assert (problem.code, problem.severity) == (code, Severity.WARNING)
    assert (problem.span.line, problem.span.column) == place
    assert obey(text, problem) == RECORD.replace(TITLE, after)


@each(
    "line",
    [
        'title: "Why C #1 is back"',
        "title: C#1 is back",
        'title: "A title" # a note',
        "title: A title # feedtool: ignore=title-markup",
        "title: 'A title' #1",
        'title: "“A title”"',
        "title: “A” and “B”",
        "title: \u2018A\u2019 it is",
        "title: Ein “Titel",
        "title: A title\ndraft: false",
        "title: ประ\u200bเทศ",
        "title: \U0001f468\u200d\U0001f469",
        "# title: x\ntitle: A title",
        "title: >-\n  A #1 title",
        "title: A title\ncategory: news # of the site",
    ],
)
def test_what_is_no_loss_is_no_problem(line: str) -> None:
    text = RECORD.replace("category: news\n", "") if "\ncategory" in line else RECORD
    assert [p.code for p in judged(text.replace(TITLE, line)) if p.code != "ignore-unused"] == []


def test_a_second_record_below_the_first_is_a_warning_where_it_begins() -> None:
    for below, line in ((RECORD, 38), (f"\nThe text.\n\n{RECORD}", 41), (HEAD, 38)):
        found = [p for p in judged(RECORD + below) if p.code == "body-record"]
        assert [p.span.line for p in found if p.span] == [line]
        head, second = (
            (RECORD + below).split("\n")[: line - 1],
            (RECORD + below).split("\n")[line - 1 :],
        )
        assert "body-record" not in [p.code for p in judged("\n".join(head))]
        assert second


# --- what others wrote


@each("rule", RECORD_RULES)
def test_the_hint_of_a_bad_example_mends_it(rule: Rule, tmp_path: Path) -> None:
    text = whole(rule.bad)
    (problem,) = run(rule.bad, tmp_path)
    if rule.code in TO_THE_AUTHOR:
        with pytest.raises(NoMend):
            obey(text, problem)
        return
    found = run(obey(text, problem), tmp_path)
    assert rule.code not in [p.code for p in found]
    assert found == () or rule.bad.startswith("---")


# What only the author can mend: the hint says what to look at.
TO_THE_AUTHOR = {
    "body-record", "body-unread", "excerpt-meaningless", "excerpt-repeats-title", "excerpt-cut",
    "date-in-future",
    "updated-before-published", "file-date-mismatch", "record-conflict", "record-duplicate", "topic-slug-clash",
    "story-cluster",
    "published-too-cold", "image-no-size", "image-huge",
    "audio-no-length", "audio-no-type", "ignore-unused", "front-matter-not-mapping",
    "yaml-merge-key", "schema-enum", "schema-const", "schema-other", "schema-min-items",
}  # fmt: skip


@pytest.mark.shared
def test_the_records_of_the_field_are_mended_by_their_hints() -> None:
    found = files(SHARED / "field" / "records", "*.md")
    assert len(found) > 40
    for file in found:
        try:
            text = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        mended(text)


@pytest.mark.shared
def test_the_hostile_records_are_mended_by_their_hints_or_left_to_their_authors() -> None:
    left = {}
    for file in files(SHARED / "hostile" / "records", "*.md"):
        try:
            mended(file.read_bytes().decode("utf-8-sig"), rounds=20)
        except UnicodeDecodeError:
            continue
        except NoMend as hint:
            left[file.name] = str(hint)
    assert len(left) < 20, left
