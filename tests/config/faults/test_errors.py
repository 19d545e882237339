"""What the schema says of a configuration: at its place, in words for TOML."""

import cProfile
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from feedtool.config.faults import errors
from feedtool.config.faults.hints import ConfigText
from feedtool.diagnostics.problem import Problem
from tests.config.refusals import GOOD, refused
from tests.conftest import place


@pytest.mark.parametrize(
    ("text", "pointer", "where", "hint"),
    [
        (f"[site]\n{GOOD}titel = 1\n", "/site/titel", (4, 1, 4, 6), None),
        (f"[site]\n{GOOD}langauge = 'de'\n", "/site/langauge", (4, 1, 4, 9), None),
        (f"[site]\n{GOOD}  xyzzy=1\n", "/site/xyzzy", (4, 3, 4, 8), None),
        (f"[site]\n{GOOD}[output]\nlimit = 1\n", "/output", (4, 2, 4, 8), "did you mean feeds? write [feeds]"),
        (f"[site]\n{GOOD}[ site . author ]\nnamme = 1\nname = 'y'\n", "/site/author/namme", (5, 1, 5, 6), None),
        (f"[site]\n{GOOD}[topics.ai]\nname = 'x'\nparnet = 'y'\n", "/topics/ai/parnet", (6, 1, 6, 7), None),
        (f"[site]\n{GOOD}author = {{ nam = 'x', name = 'y' }}\n", "/site/author/nam", (4, 12, 4, 15), None),
        (f'[site]\n{GOOD}["feeds"]\n"limmit" = 1\n', "/feeds/limmit", (5, 1, 5, 9), None),
    ],
)  # fmt: skip
def test_an_unknown_key_is_told_with_its_place(
    text: str, pointer: str, where: Any, hint: str | None, tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, text)
    assert (problem.code, problem.pointer, place(problem)) == ("config-unknown-key", pointer, where)
    assert hint is None or problem.hint == hint


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("langauge = 'de'", 'did you mean language? write language = "de"'),
        ("[feeds]\nlimmit = 1", "did you mean limit? write limit = 1"),
    ],
)
def test_an_unknown_key_is_told_with_what_it_means(line: str, hint: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, f"[site]\n{GOOD}{line}\n")
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", 4),
        ("# titel = 1\n\n", 6),
        ("rights = 'é = 1' # titel = 2\n", 5),
        ("rights = 'a\u2028b'\n", 5),
    ],
)  # fmt: skip
def test_what_stands_before_a_key_does_not_move_its_place(
    before: str, line: int, tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, f"[site]\n{GOOD}{before}titel = 1\n")
    assert place(problem) == (line, 1, line, 6)


def test_a_key_in_another_layout_is_told_with_its_place(tmp_path: Path) -> None:
    (problem,) = refused(
        tmp_path, "site = { title = 'A', url = 'https://a.example/' }\nfeeds.limmit = 1\n"
    )
    assert (problem.pointer, place(problem)) == ("/feeds/limmit", (2, 7, 2, 13))


def test_every_unknown_key_is_told(tmp_path: Path) -> None:
    found = refused(tmp_path, f"[site]\n{GOOD}titel = 1\nlangauge = 2\n")
    assert {problem.pointer for problem in found} == {"/site/titel", "/site/langauge"}


def test_the_pointer_to_an_unknown_key_is_a_json_pointer(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, f'[site]\n{GOOD}"a/b" = 1\n')
    assert (problem.pointer, place(problem)) == ("/site/a~1b", (4, 1, 4, 6))


@pytest.mark.parametrize(
    ("text", "pointer", "where"),
    [
        ("", "", None),
        ("[site]\ntitle = 'A'\n", "/site", (1, 2, 1, 6)),
        ("site = 1\n", "/site", (1, 1, 1, 5)),
        (f"[site]\n{GOOD}ttl = '7'\n", "/site/ttl", (4, 1, 4, 4)),
        (f"[site]\n{GOOD}ttl = 0\n", "/site/ttl", (4, 1, 4, 4)),
        (f"[site]\n{GOOD}ttl = nan\n", "/site/ttl", (4, 1, 4, 4)),
        (f"[site]\n{GOOD}ttl = true\n", "/site/ttl", (4, 1, 4, 4)),
        (f"[site]\n{GOOD}language = 'english!'\n", "/site/language", (4, 1, 4, 9)),
        (f"[site]\n{GOOD}rights = ' '\n", "/site/rights", (4, 1, 4, 7)),
        (f"[site]\n{GOOD}rights = '\u202e'\n", "/site/rights", (4, 1, 4, 7)),
        (f"[site]\n{GOOD}icon = '/i.png'\n", "/site/icon", (4, 1, 4, 5)),
        (f"[site]\n{GOOD}author = {{ name = 'x', email = 'y' }}\n", "/site/author/email", (4, 24, 4, 29)),
        ("[site]\ntitle = 'A'\nurl = 'https://a.example/?x'\n", "/site/url", (3, 1, 3, 4)),
        ("[site]\ntitle = 'A'\nurl = 'https://a.example/#x'\n", "/site/url", (3, 1, 3, 4)),
        ("[site]\ntitle = 'A'\nurl = 'ftp://a.example/'\n", "/site/url", (3, 1, 3, 4)),
        (f"[site]\n{GOOD}[records]\ninclude = []\n", "/records/include", (5, 1, 5, 8)),
        (f"[site]\n{GOOD}[records]\ninclude = ['/x']\n", "/records/include/0", (5, 12, 5, 16)),
        (f"[site]\n{GOOD}[records]\ninclude = ['a', 'b/../c']\n", "/records/include/1", (5, 17, 5, 25)),
        (f"[site]\n{GOOD}[records]\ninclude = ['a', 'b/../**']\n", "/records/include/1", (5, 17, 5, 26)),
        (f"[site]\n{GOOD}[records]\ninclude = ['a', '../**']\n", "/records/include/1", (5, 17, 5, 24)),
        (f"[site]\n{GOOD}[records]\nmax_bytes = 1023\n", "/records/max_bytes", (5, 1, 5, 10)),
        (f"[site]\n{GOOD}[feeds]\nformats = ['rss', 'rss']\n", "/feeds/formats", (5, 1, 5, 8)),
        (f"[site]\n{GOOD}[feeds]\nformats = ['html']\n", "/feeds/formats/0", (5, 12, 5, 18)),
        (f"[site]\n{GOOD}[feeds]\nunknown_topics = 'x'\n", "/feeds/unknown_topics", (5, 1, 5, 15)),
        (f"[site]\n{GOOD}[feeds]\nmin_heat = -2\n", "/feeds/min_heat", (5, 1, 5, 9)),
        (f"[site]\n{GOOD}[feeds]\nlimit = 10001\n", "/feeds/limit", (5, 1, 5, 6)),
        (f"[site]\n{GOOD}[topics.ai]\ntitle = 'x'\n", "/topics/ai", (4, 2, 4, 11)),
        (f"[site]\n{GOOD}[topics.ai]\nname = 'x'\naliases = ['a', 'a']\n", "/topics/ai/aliases", (6, 1, 6, 8)),
    ],
)  # fmt: skip
def test_what_the_schema_refuses_is_told_with_its_place(
    text: str, pointer: str, where: Any, tmp_path: Path
) -> None:
    found = refused(tmp_path, text)
    assert (pointer, where) in [(problem.pointer, place(problem)) for problem in found]
    assert {problem.code for problem in found} == {"config-invalid"}


@pytest.mark.parametrize("slug", ["AI", "-a", "a-", "a_b", "ä", "a b", "a.b", "../x", "", "x" * 81])
def test_the_key_of_a_topic_is_a_slug(slug: str, tmp_path: Path) -> None:
    found = refused(tmp_path, f'[site]\n{GOOD}[topics."{slug}"]\nname = "X"\n')
    assert [problem.code for problem in found] == ["config-invalid"]


@pytest.mark.parametrize(
    "line",
    ['language = "en\\n"', 'author = {name="A", email="a@b.c\\n"}', '[topics."ai\\n"]\nname="AI"'],
)
def test_no_line_break_stands_at_the_end_of_a_name(line: str, tmp_path: Path) -> None:
    assert refused(tmp_path, f"[site]\n{GOOD}{line}\n")


def test_all_that_is_wrong_is_told(tmp_path: Path) -> None:
    found = refused(tmp_path, "[site]\nttl = 0\n[feeds]\nlimit = 0\nxyzzy = 1\n")
    assert sorted((problem.pointer or "", problem.code) for problem in found) == [
        ("/feeds/limit", "config-invalid"),
        ("/feeds/xyzzy", "config-unknown-key"),
        ("/site", "config-invalid"),
        ("/site", "config-invalid"),
        ("/site/ttl", "config-invalid"),
    ]


def test_of_very_many_mistakes_the_first_are_told(tmp_path: Path) -> None:
    """A hint takes as long as the file is long: told of each, the time would grow with its square."""
    topics = "".join(f'[topics.t-{n}]\nname = "T {n}"\nlimitt = 1\n' for n in range(300))
    assert len(refused(tmp_path, GOOD + topics)) == 100


def test_the_file_is_looked_through_once_for_all_places() -> None:
    origin = ConfigText("feedtool.toml", '[site]\ntitle = "A"\n', {})
    wrong = [Problem("", "config-invalid", "", pointer="/site/title") for _ in range(50)]
    profile = cProfile.Profile()
    found = profile.runcall(errors.located, origin, wrong)
    assert {one.span and one.span.line for one in found} == {2}
    scans = (
        one.callcount
        for one in profile.getstats()
        if isinstance(one.code, CodeType) and one.code.co_name == "scan"
    )
    assert sum(scans) == 1
