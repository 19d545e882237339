from feedtool.text import moments
from tests.tables import each


@each(
    ("text", "expected"),
    [
        ("2 Sept 2023", "2023-09-02T00:00:00Z"),
        ("Freitag, 1. September 2023, 09:19 Uhr", "2023-09-01T09:19:00Z"),
        ("9:05 pm", None),
        ("2023-09-01 9:05 pm", "2023-09-01T21:05:00Z"),
        ("2023-09-01 12:05 a.m.", "2023-09-01T00:05:00Z"),
        ("2023-09-01 24:00", "2023-09-02T00:00:00Z"),
        ("2023-09-01 12:00 CEST", "2023-09-01T12:00:00+02:00"),
        ("2023-09-01 12:00 GMT+2", "2023-09-01T12:00:00+02:00"),
        ("2023-09-01 12:00 EST+2", None),
        ("Fri Sep 1 09:19:00 UTC 2023", "2023-09-01T09:19:00Z"),
        ("1693560000", "2023-09-01T09:20:00Z"),
        ("1693560000000", "2023-09-01T09:20:00Z"),
        ("2023-W35-5", "2023-09-01T00:00:00Z"),
        ("2023-W35-5T23:00", "2023-09-01T23:00:00Z"),
        ("2023-W35-5T24:00", None),
        ("20230901T091900Z", "2023-09-01T09:19:00Z"),
        ("2023-09-01 7", None),
        ("30 February 2023", None),
        ("yesterday", None),
        ("1 Sep 2023" + " " * 100, None),
    ],
)
def test_what_a_date_means(text: str, expected: str | None) -> None:
    assert moments.candidates(text) == ((expected,) if expected else ())


def test_a_date_that_may_mean_two_days_gives_both_unless_points_stand_in_it() -> None:
    assert moments.candidates("02/09/2023") == ("2023-09-02T00:00:00Z", "2023-02-09T00:00:00Z")
    assert moments.candidates("02.09.2023") == ("2023-09-02T00:00:00Z",)
    assert moments.candidates("13/09/2023") == ("2023-09-13T00:00:00Z",)


@each(
    ("text", "expected"),
    [("2023-09-01 12:00 CET", True), ("2023-09-01 12:00 +0200", True), ("1693560000", True),
     ("2023-09-01 12:00", False), ("1 Sep 2023", False)],
)  # fmt: skip
def test_whether_a_zone_was_given(text: str, *, expected: bool) -> None:
    assert moments.has_zone(text) is expected
