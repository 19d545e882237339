from datetime import UTC, datetime, timedelta, timezone

import pytest

from feedtool.feeds.render import languages
from tests.feeds.render.test_render import DAY


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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
