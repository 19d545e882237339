from hypothesis import given
from hypothesis import strategies as st

from feedtool.schema import hints
from feedtool.text import dates, moments, urls
from tests.tables import each


@each(
    ("value", "hint"),
    [
        ("2023-09-01", "write 2023-09-01T00:00:00Z; no zone was given, and Z is UTC"),
        ("2023-09-01T09:19:00", "write 2023-09-01T09:19:00Z; no zone was given, and Z is UTC"),
        ("2023-09-01 09:19", "write 2023-09-01T09:19:00Z; no zone was given, and Z is UTC"),
        ("2023-09-01 09:19:00 UTC", "write 2023-09-01T09:19:00Z"),
        ("2023-09-01t09:19:00z", "write 2023-09-01T09:19:00Z"),
        ("2023-9-1T9:19:00Z", "write 2023-09-01T09:19:00Z"),
        ("2023/09/01 09:19:00 +0200", "write 2023-09-01T09:19:00+02:00"),
        ("2023-09-01T09:19:00.123456789012Z", "write 2023-09-01T09:19:00Z"),
        (
            "2023-02-30T00:00:00Z",
            "write the year, month, day, time and zone of the story, such as 2023-09-01T09:19:00Z",
        ),
        (
            "2023-02-30",
            "write the year, month, day, time and zone of the story, such as 2023-09-01T09:19:00Z",
        ),
        ("2023-09-01T24:00:00Z", "write 2023-09-02T00:00:00Z"),
        (
            "2023-09-01T00:00:00+99:99",
            "write the year, month, day, time and zone of the story, such as 2023-09-01T09:19:00Z",
        ),
        (
            "09/01/2023",
            "write 2023-01-09T00:00:00Z if the day stands first in it, 2023-09-01T00:00:00Z if the month does",
        ),
        ("Fri, 01 Sep 2023", "write 2023-09-01T00:00:00Z; no zone was given, and Z is UTC"),
        ("2023-09-01T09:19:00 EST", "write 2023-09-01T09:19:00-05:00"),
        (
            "",
            "write the year, month, day, time and zone of the story, such as 2023-09-01T09:19:00Z",
        ),
    ],
)
def test_a_date(value: str, hint: str) -> None:
    assert hints.date_time(value) == hint


MOMENTS = {
    "2 Sept 2023": "2023-09-02T00:00:00Z",
    "13/09/2023": "2023-09-13T00:00:00Z",
    "9/13/2023": "2023-09-13T00:00:00Z",
    "1.9.2023": "2023-09-01T00:00:00Z",
    "01.09.2023 09:19": "2023-09-01T09:19:00Z",
    "1. September 2023": "2023-09-01T00:00:00Z",
    "Freitag, 1. September 2023, 09:19 Uhr": "2023-09-01T09:19:00Z",
    "1er septembre 2023": "2023-09-01T00:00:00Z",
    "mardi 5 juillet 2022": "2022-07-05T00:00:00Z",
    "1 de septiembre de 2023": "2023-09-01T00:00:00Z",
    "2023年9月1日": "2023-09-01T00:00:00Z",
    "September 1st, 2023 at 9:19 PM EST": "2023-09-01T21:19:00-05:00",
    "Sep 1, 2023 12:05 AM": "2023-09-01T00:05:00Z",
    "Fri Sep  1 09:19:00 2023": "2023-09-01T09:19:00Z",
    "Fri Sep 01 2023 09:19:00 GMT+0200 (CEST)": "2023-09-01T09:19:00+02:00",
    "Fri Sep 1 09:19:00 UTC 2023": "2023-09-01T09:19:00Z",
    "1693559940": "2023-09-01T09:19:00Z",
    "1693559940000": "2023-09-01T09:19:00Z",
    "20230901T091900Z": "2023-09-01T09:19:00Z",
    "2023-W35-5": "2023-09-01T00:00:00Z",
    "2023-13-09": "2023-09-13T00:00:00Z",
    "2023-12-31T24:00:00Z": "2024-01-01T00:00:00Z",
    "2023-09-01T09:19:60Z": "2023-09-01T09:19:59Z",
    "2023-09-01T09:19:00+2": "2023-09-01T09:19:00+02:00",
    "2023-09-01T09:19:00\u221205:00": "2023-09-01T09:19:00-05:00",
    "2023-09-01T09:19:00+02:00[Europe/Berlin]": "2023-09-01T09:19:00+02:00",
    "02/02/2023": "2023-02-02T00:00:00Z",
    "12:00 AM": None,
    "2023": None,
    "September 2023": None,
    "1 Sep 23": None,
    "yesterday": None,
    "31 September 2023": None,
    "9999999999999999": None,
}


@each(("value", "moment"), MOMENTS.items())
def test_what_a_date_means_and_nothing_invented(value: str, moment: str | None) -> None:
    assert moments.candidates(value) == (() if moment is None else (moment,))


def test_a_date_of_two_meanings_has_both() -> None:
    assert moments.candidates("02/03/2023") == ("2023-03-02T00:00:00Z", "2023-02-03T00:00:00Z")


@given(st.text(alphabet="0123456789-/.: TZ+APMaepst,", max_size=24))
def test_whatever_a_date_means_is_a_date(value: str) -> None:
    assert all(dates.parse(moment) for moment in moments.candidates(value))


@given(st.text(alphabet="htps:/ww.exampleorg <>[]()\"'\u200b|\\?#", max_size=30))
def test_whatever_an_address_means_is_an_address(value: str) -> None:
    assert all(urls.is_web_url(url) for url in hints.addresses(value))


@each(
    ("value", "hint"),
    [
        ("", "write the whole address, such as https://www.example.org/2023/09/01/story/"),
        ("/story", "write the whole address, such as https://www.example.org/2023/09/01/story/"),
        (
            "story.html",
            "write the whole address, such as https://www.example.org/2023/09/01/story/",
        ),
        ("www.example.org/story", "write https://www.example.org/story"),
        ("//example.org/a", "write https://example.org/a"),
        ("htps://example.org", "write https://example.org"),
        ("httpss://example.org", "write https://example.org"),
        ("https:/example.org", "write https://example.org"),
        ("https:example.org", "write https://example.org"),
        (" https://example.org/a", "write https://example.org/a"),
        ("<https://example.org/a>", "write https://example.org/a"),
        ("“https://example.org/a”", "write https://example.org/a"),
        ("https://example.org/a b", "write https://example.org/a%20b"),
        (
            "javascript:alert(1)",
            "only http and https addresses can be published: write one, such as https://www.example.org/2023/09/01/story/",
        ),
        (
            "data:image/svg+xml,<svg onload=x>",
            "only http and https addresses can be published: write one, such as https://www.example.org/2023/09/01/story/",
        ),
        (
            "mailto:a@example.org",
            "only http and https addresses can be published: write one, such as https://www.example.org/2023/09/01/story/",
        ),
        ('https://example.org/"a', "write https://example.org/%22a"),
    ],
)
def test_an_address(value: str, hint: str) -> None:
    assert not urls.is_web_url(value)
    assert hints.url(value) == hint


@each(
    ("value", "hint"),
    [
        ("https://example.org/", "write example.org"),
        ("www.example.org/news", "write www.example.org"),
        (" example.org", "write example.org"),
        ("example", "write the domain of its site alone, such as example.org"),
        ("https://", "write the domain of its site alone, such as example.org"),
        ("a@example.org", "write example.org"),
    ],
)
def test_a_domain(value: str, hint: str) -> None:
    assert hints.domain(value) == hint


@each(
    ("value", "hint"),
    [
        ("70", "write 70"),
        ("-1", "write -1"),
        ("070", "write 70"),
        ("+70", "write 70"),
        ("70,", "write 70"),
        ("820px", "write 820"),
        ("70 points", "write 70"),
        ("7,5", "write 8"),
        ("hot", "write a whole number in digits, such as 50"),
        ("", "write a whole number in digits, such as 50"),
        (7.6, "write 8"),
        (1e300, "write a whole number in digits, such as 50"),
        (True, "write a whole number in digits, such as 50"),
    ],
)
def test_a_number(value: object, hint: str) -> None:
    assert hints.number(value) == hint


@each(
    ("value", "hint"),
    [
        ("True", "write true"),
        (" YES", "write true"),
        (1, "write true"),
        ("false", "write false"),
        (0, "write false"),
        ("perhaps", "write true or false"),
    ],
)
def test_true_or_false(value: object, hint: str) -> None:
    assert hints.boolean(value) == hint
