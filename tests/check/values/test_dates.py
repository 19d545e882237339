"""Dates have exact ranges in every form."""

import pytest

from feedtool.check.finding import Faults
from feedtool.check.values import dates
from tests.tables import each


def _codes(faults: Faults) -> list[str]:
    return [fault.code for fault in faults]


@each(
    "text",
    [
        "2003-12-13T18:30:02Z",
        "2003-12-13T18:30:02.25+01:00",
        "2024-02-29T00:00:00-00:00",
        "2016-12-31T23:59:60Z",
        "2016-12-31T15:59:60-08:00",
        "0001-01-01T00:00:00Z",
    ],
)
def test_right_rfc3339(text: str) -> None:
    assert dates.rfc3339(text) == ()


@each(
    "text",
    [
        "2003-12-13",
        "2003-12-13T18:30Z",
        "2003-12-13t18:30:02z",
        "2003-12-13 18:30:02Z",
        "2003-12-13T18:30:02",
        "2003-12-13T18:30:02+0100",
        "2003-12-13T12:00:00.Z",
        "2003-13-13T18:30:02Z",
        "2023-02-29T18:30:02Z",
        "2003-12-13T24:00:00Z",
        "2003-12-13T18:61:00Z",
        "٢٠٠٣-12-13T18:30:02Z",
        "",
    ],
)
def test_wrong_rfc3339(text: str) -> None:
    assert _codes(dates.rfc3339(text)) == ["date-rfc3339"]


@each(
    "text",
    [
        "2003-12-13T18:60:00Z",
        "2003-12-13T18:30:60Z",
        "2003-12-13T18:30:02+99:99",
        "2003-12-13T18:30:02+24:00",
        "2016-12-31T23:59:60+01:00",
        "0001-01-01T00:00:60+01:00",
    ],
)
def test_times_that_do_not_exist(text: str) -> None:
    assert _codes(dates.rfc3339(text)) == ["date-range"]


@pytest.mark.parametrize(
    "text",
    [
        "Sat, 07 Sep 2002 00:00:01 GMT",
        "Sat, 7 Sep 2002 00:00:01 +0200",
        "07 Sep 2002 00:00 EST",
        "Sat, 07 Sep 2002 00:00:60 Z",
    ],
)
def test_right_rfc822(text: str) -> None:
    assert dates.rfc822(text) == ()


@each(
    ("text", "better"),
    [
        ("Sat, 07 Sep 02 00:00:01 GMT", "Sat, 07 Sep 2002 00:00:01 +0000"),
        ("sat, 07 sep 2002 00:00:01 gmt", "Sat, 07 Sep 2002 00:00:01 +0000"),
        ("Sat (day), 7(th) Sep(tember) 2002 00:00:01 EDT", "Sat, 07 Sep 2002 00:00:01 -0400"),
        ("Sat, 07 (a (b) \\) c)Sep 2002 00:00:01 +0000", "Sat, 07 Sep 2002 00:00:01 +0000"),
        ("Sat,  07 Sep 2002 00:00:01 Q", "Sat, 07 Sep 2002 00:00:01 +0000"),
        ("Fri, 09 Feb 96 23:59:45 +0000", "Fri, 09 Feb 1996 23:59:45 +0000"),
    ],
)
def test_obsolete_rfc822_with_its_better_form(text: str, better: str) -> None:
    (fault,) = dates.rfc822(text)
    assert (fault.code, fault.instead) == ("date-rfc822-obsolete", better)


@each(
    "text",
    [
        "2002-09-07T00:00:01Z",
        "Sat, 31 Feb 2002 00:00:01 GMT",
        "Sat, 07 Sep 2002",
        "Sat, 07 Sep 2002 00:00:01",
        "Sat, 07 Sep 2002 00:00:01 +02:00",
        "Saturday, 07-Sep-02 00:00:01 GMT",
        "Sat, 07 (Sep 2002 00:00:01 GMT",
        "Sat, 07 Sep 2002 00:00:01 J",
        "",
    ],
)
def test_wrong_rfc822(text: str) -> None:
    assert _codes(dates.rfc822(text)) == ["date-rfc822"]


@each(
    "text",
    [
        "Sat, 07 Sep 2002 25:61:00 GMT",
        "Sat, 07 Sep 2002 24:00:00 GMT",
        "Sat, 07 Sep 2002 00:60:00 GMT",
        "Sat, 07 Sep 2002 00:00:61 GMT",
        "Sat, 07 Sep 2002 00:00:01 +9930",
    ],
)
def test_rfc822_times_that_do_not_exist(text: str) -> None:
    assert "date-range" in _codes(dates.rfc822(text))


def test_the_wrong_day_of_the_week_names_the_right_one() -> None:
    (fault,) = dates.rfc822("Sun, 07 Sep 2002 00:00:01 GMT")
    assert fault == ("date-weekday", 0, 3, "Sat", {})


def test_an_iso_date_is_rewritten_for_rss() -> None:
    (fault,) = dates.rfc822("2002-09-07T00:00:01Z")
    assert fault.instead == "Sat, 07 Sep 2002 00:00:01 +0000"


@each("text", ["2003", "2003-12", "2003-12-13", "2003-12-13T18:30Z", "2003-12-13T18:30:02.5-05:00"])
def test_right_w3cdtf(text: str) -> None:
    assert dates.w3cdtf(text) == ()


@each("text", ["03", "2003-13", "2003-12-32", "2003-12-13T18:30", "2003-12-13T25:00Z", ""])
def test_wrong_w3cdtf(text: str) -> None:
    assert _codes(dates.w3cdtf(text)) == ["date-w3cdtf"]


def test_only_iso8601_may_leave_the_zone_out() -> None:
    assert dates.iso8601("2003-12-13T18:30") == ()


@each(
    ("text", "good"),
    [
        ("74", True),
        ("1:02", True),
        ("01:02:03", True),
        ("00:07:74", False),
        ("1h", False),
        ("1:2", False),
    ],
)
def test_durations(text: str, *, good: bool) -> None:
    assert (not dates.itunes_duration(text)) == good


@each(
    ("text", "good"),
    [("now", True), ("12.5", True), ("12:05:35.3", True), ("12:65:00", False), ("half", False)],
)
def test_normal_play_time(text: str, *, good: bool) -> None:
    assert (not dates.normal_play_time(text)) == good


@each(
    ("text", "meant"),
    [
        ("Seg, 24 Set 2018", "Mon, 24 Sep 2018 00:00:00 +0000"),
        ("026, 26 Mar 2023 22:43:38 +0000", "Sun, 26 Mar 2023 22:43:38 +0000"),
        ("lun. 24 sept. 2018 10:00:00 +0200", "Mon, 24 Sep 2018 10:00:00 +0200"),
        ("Mo, 24. Dezember 2018 10:00:00 +0100", "Mon, 24 Dec 2018 10:00:00 +0100"),
        ("2018-09-24T10:00:00Z", "Mon, 24 Sep 2018 10:00:00 +0000"),
        ("2018-09-24 10:00", "Mon, 24 Sep 2018 10:00:00 +0000"),
        ("Mon Sep 24 2018 10:00:00 GMT+0200 (CEST)", "Mon, 24 Sep 2018 10:00:00 +0200"),
        ("Monday, September 24, 2018 10:00 AM PST", "Mon, 24 Sep 2018 10:00:00 -0800"),
        ("1537783200", "Mon, 24 Sep 2018 10:00:00 +0000"),
        ("04/05/2018", ""),
        ("Invalid Date", ""),
    ],
)
def test_a_date_that_can_be_understood_is_mended(text: str, meant: str) -> None:
    (fault,) = dates.rfc822(text)
    assert fault.code == "date-rfc822"
    assert fault.instead == meant
    assert not meant or dates.rfc822(meant) == ()


@each(
    ("text", "good"),
    [
        ("0", True), ("37", True), ("7:48", True), ("35:12.250", True), ("00:15", True),
        ("00:03:07.5", True), ("7:60", False), ("1:2", False), ("half", False),
    ],
)  # fmt: skip
def test_media_fragments_count_minutes(text: str, *, good: bool) -> None:
    codes = _codes(dates.normal_play_time(text))
    assert (codes in ([], ["date-npt-minutes"])) == good


@each(
    ("text", "good"),
    [
        ("2021-09-26T07:30:00.000-0600", True), ("2021-09-26T07:30:00Z", True),
        ("20210926T073000Z", True), ("2021-09-26", True), ("2021-09-26T07:30+02", True),
        ("2021-13-26T07:30:00Z", False), ("2021-09-26T25:30:00Z", False), ("tomorrow", False),
    ],
)  # fmt: skip
def test_iso8601_in_its_forms(text: str, *, good: bool) -> None:
    assert (not dates.timestamp(text)) == good


@each(
    ("text", "meant"),
    [
        ("2023-9-1", "2023-09-01T00:00:00Z"),
        ("1st Sept 2023", "2023-09-01T00:00:00Z"),
        ("Fri, 1 September 2023 09:19 pm EST", "2023-09-01T21:19:00-05:00"),
        ("September 1, 2023, 12:30:15 am", "2023-09-01T00:30:15Z"),
        ("2023/09/01 09:19 GMT+0200", "2023-09-01T09:19:00+02:00"),
        ("2023-09-01T09:19:00 -07:30", "2023-09-01T09:19:00-07:30"),
        *((text, "") for text in ("", "soon", "2023-13-32", "30 Feb 2023", "1 Foo 2023", "9:19")),
    ],
)
def test_what_rfc3339_would_have(text: str, meant: str) -> None:
    assert dates.rfc3339(text)[0].instead == meant


def test_small_letters_are_right_where_rfc_3339_alone_says_so() -> None:
    for text in ("2010-02-07t14:04:00z", "2010-02-07T14:04:00z", "2010-02-07t14:04:00.5+01:00"):
        assert dates.rfc3339_in_any_case(text) == ()
        assert _codes(dates.rfc3339(text)) == ["date-rfc3339"]
    for text in ("2010-02-30t14:04:00z", "2010-02-07 14:04:00z", "feb 7"):
        assert dates.rfc3339_in_any_case(text) == dates.rfc3339(text) != ()
