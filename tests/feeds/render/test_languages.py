import importlib.util
import re
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.metadata import version

import pytest
from babel import Locale, localedata
from babel.dates import format_date

from feedtool.feeds.render import languages
from tests.conftest import ROOT
from tests.feeds.render.test_render import DAY
from tests.tables import each


@each(
    ("language", "written"),
    [
        ("en-US", "September 1, 2023"),
        ("en-GB", "1 September 2023"),
        ("de", "1. September 2023"),
        ("de-CH-1901", "1. September 2023"),
        ("fr-CA", "1 septembre 2023"),
        ("zh-Hant-TW", "2023年9月1日"),
        ("pt-BR", "1 de setembro de 2023"),
        ("iw", "1 בספטמבר 2023"),
        ("tlh", "2023-09-01"),
        ("x-private", "2023-09-01"),
        ("ku-Arab", "2023-09-01"),
    ],
)
def test_a_day_is_written_as_people_of_the_language_do(language: str, written: str) -> None:
    assert languages.day(DAY, language) == written
    assert languages.day(datetime(2023, 9, 1, 23, 59, 59, tzinfo=UTC), language) == written


def test_a_day_is_that_of_utc() -> None:
    east = datetime(2023, 9, 2, 1, tzinfo=timezone(timedelta(hours=2)))
    assert languages.day(east, "en-GB") == "1 September 2023"


@each(
    ("language", "expected"),
    [("ar", True), ("he-IL", True), ("fa", True), ("de", False), ("tlh", False), ("az-Arab", True)],
)
def test_which_way_a_language_is_written(language: str, *, expected: bool) -> None:
    assert languages.is_right_to_left(language) is expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en", True), ("EN-gb", True), ("enm", False), ("de", False)]
)
def test_what_is_english(language: str, *, expected: bool) -> None:
    assert languages.is_english(language) is expected


TAGS = sorted(name.replace("_", "-") for name in localedata.locale_identifiers())


@pytest.mark.slow
def test_a_day_is_written_in_each_language_as_babel_writes_it() -> None:
    days = [date(2023, month, month) for month in range(1, 13)] + [date(987, 11, 13)]
    for tag in TAGS:
        known, locale = languages.of_babel(tag), Locale.parse(tag, sep="-")
        assert known is not None
        assert known.is_right_to_left is (locale.text_direction == "rtl")
        for day in days:
            words = format_date(day, "long", locale)
            expected = day.isoformat() if f"M{day:%m}" in words else words
            assert (tag, known.day(day)) == (tag, expected)


@pytest.mark.slow
def test_the_table_is_what_babel_knows() -> None:
    if f"babel=={version('babel')} " not in (ROOT / "requirements/run.txt").read_text("utf-8"):
        pytest.skip("another Babel than the table was made with")
    spec = importlib.util.spec_from_file_location("languages_tool", ROOT / "tools/languages.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert languages.TABLE.read_text("utf-8") == tool.table(), "run `make docs`"
    for tag in TAGS:
        assert languages.shipped(tag) == languages.of_babel(tag)


@each("tag", ["zh-TW", "iw", "en-Latn-GB", "de-CH-1901", "x-private"])
def test_what_stands_in_the_table_under_another_name_is_left_to_babel(tag: str) -> None:
    assert languages.shipped(tag) is None


@each(
    ("every", "language", "words"),
    [
        ("week", "en", "Week 1 of 2025"),
        ("week", "en-US", "Week 1 of 2025"),  # in America the week is another, and ISO's is meant
        ("week", "de-AT", "Woche 1 des Jahres 2025"),
        ("week", "fr", "Semaine 1 de 2025"),
        ("week", "ja", "2025年第1週"),
        ("week", "qqq", "2025-W01"),
        ("month", "en", "December 2024"),
        ("month", "pl", "Grudzień 2024"),
        ("month", "qqq", "2024-12"),
        ("day", "en-GB", "30 December 2024"),
        ("day", "de", "30. Dezember 2024"),
        ("day", "qqq", "2024-12-30"),
    ],
)
def test_a_period_is_called_as_people_call_it(every: str, language: str, words: str) -> None:
    assert languages.period(every, date(2024, 12, 30), language) == words


@pytest.mark.parametrize("every", ["day", "week", "month"])
def test_a_period_has_words_in_every_language(every: str) -> None:
    for language in (one for one in localedata.locale_identifiers() if "_" not in one):
        words = languages.period(every, date(2024, 12, 30), language)
        assert re.search(r"\w", words)
        assert not re.search(r"\b(?:w+|Y+)\b", words), language
