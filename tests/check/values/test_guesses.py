import pytest

from feedtool.check.values import guesses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-9-1", "2023-09-01T00:00:00+00:00"),
        ("1st Sept 2023", "2023-09-01T00:00:00+00:00"),
        ("Fri, 1 September 2023 09:19 pm EST", "2023-09-01T21:19:00-05:00"),
        ("September 1, 2023, 12:30:15 am", "2023-09-01T00:30:15+00:00"),
        ("2023/09/01 09:19 GMT+0200", "2023-09-01T09:19:00+02:00"),
        ("2023-09-01T09:19:00 -07:30", "2023-09-01T09:19:00-07:30"),
    ],
)
def test_the_moment_that_was_meant(text: str, expected: str) -> None:
    found = guesses.moment(text)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize("text", ["", "soon", "2023-13-01", "30 Feb 2023", "1 Foo 2023", "9:19"])
def test_nobody_can_tell(text: str) -> None:
    assert guesses.moment(text) is None
