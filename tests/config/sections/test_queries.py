"""The feeds that a configuration asks for by name."""

from datetime import timedelta
from pathlib import Path

import pytest

from feedtool.config import settings
from feedtool.model.config import Config
from feedtool.model.query import HOTTEST, NamedQuery, Query
from tests.config.refusals import refused
from tests.conftest import place

SITE = '[site]\ntitle = "A site"\nurl = "https://example.org/"\n'
HOT = '[[feed]]\nname = "hot"\ntitle = "The hottest"\n'


def load(folder: Path, text: str) -> Config:
    (folder / "feedtool.toml").write_text(SITE + text, "utf-8")
    return settings.load(folder / "feedtool.toml", {})


def test_a_feed_that_is_a_query(tmp_path: Path) -> None:
    where = (
        'where = { min_heat = 90, topics = ["AI"], not_topics = ["Jobs"], type = "article", '
        'provider = "Reuters.com", category = "News", language = "en", max_age = "7d" }\n'
    )
    rest = 'items = ["2024-04-11-a-story"]\norder = "hottest"\nsticky = true\nlimit = 20\n'
    (made,) = load(tmp_path, HOT + where + rest).queries
    assert made == NamedQuery(
        name="hot",
        title="The hottest",
        description="The hottest: A site",
        query=Query(
            limit=20,
            min_heat=90,
            topics=("AI",),
            not_topics=("Jobs",),
            kinds=("article",),
            providers=("reuters.com",),
            categories=("news",),
            languages=("en",),
            max_age=timedelta(days=7),
            items=("2024-04-11-a-story",),
            order=HOTTEST,
            sticky=True,
        ),
        language="en",
    )


def test_what_a_feed_does_not_say_the_feeds_say(tmp_path: Path) -> None:
    (made,) = load(tmp_path, f"[feeds]\nlimit = 7\nsticky = true\n{HOT}").queries
    assert made.query == Query(limit=7, sticky=True)
    assert load(tmp_path, HOT).queries[0].query == Query(limit=50)


@pytest.mark.parametrize(
    ("span", "expected"),
    [("36h", timedelta(hours=36)), ("1d", timedelta(days=1)), ("2w", timedelta(weeks=2))],
)
def test_how_old_a_story_may_be(span: str, expected: timedelta, tmp_path: Path) -> None:
    (made,) = load(tmp_path, f'{HOT}where = {{ max_age = "{span}" }}\n').queries
    assert made.query.max_age == expected


@pytest.mark.parametrize(
    ("where", "languages", "language"),
    [
        ('{ lang = "pt-BR" }', ("pt-br",), "pt-BR"),
        ('{ language = ["de"], lang = "en" }', ("de", "en"), None),
        ("{ }", (), None),
    ],
)
def test_a_feed_of_one_language_is_in_it(
    where: str, languages: tuple[str, ...], language: str | None, tmp_path: Path
) -> None:
    (made,) = load(tmp_path, f"{HOT}where = {where}\n").queries
    assert (made.query.languages, made.language) == (languages, language)


def test_picked_stories_stand_alone_where_nothing_else_is_asked_for(tmp_path: Path) -> None:
    (alone,) = load(tmp_path, f'{HOT}items = ["a"]\n').queries
    (first,) = load(tmp_path, f'{HOT}items = ["a"]\nwhere = {{ }}\n').queries
    assert (alone.query.only_items, first.query.only_items) == (True, False)


def test_a_feed_of_everything_a_language(tmp_path: Path) -> None:
    made = load(tmp_path, '[feeds]\nlanguages = ["en", "pt-BR"]\n').languages
    assert [(one.name, one.title, one.language) for one in made] == [
        ("all-en", "A site (en)", "en"),
        ("all-pt-br", "A site (pt-BR)", "pt-BR"),
    ]
    assert made[1].query == Query(limit=50, languages=("pt-br",))


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ('[[feed]]\nname = "all"\ntitle = "A"\n', (5, 1, 5, 5), 'write name = "all-feed"'),
        ('[[feed]]\nname = "sitemap"\ntitle = "A"\n', (5, 1, 5, 5), 'write name = "sitemap-feed"'),
        (f"{HOT}{HOT}", (8, 1, 8, 5), 'write name = "hot-feed"'),
        (f"{HOT}{HOT}{HOT.replace('hot', 'hot-feed', 1)}", (8, 1, 8, 5), 'write name = "hot-2"'),
        (
            '[feeds]\nlanguages = ["DE"]\n[[feed]]\nname = "all-de"\ntitle = "A"\n',
            (7, 1, 7, 5),
            'write name = "all-de-feed"',
        ),
    ],
)
def test_a_name_that_is_taken(text: str, where: tuple[int, ...], hint: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, SITE + text)
    assert (problem.code, place(problem), problem.hint) == ("config-invalid", where, hint)
