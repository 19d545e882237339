import pytest

from feedtool import dates, hints, urls


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("2023-09-01", "add a time and a zone: 2023-09-01T00:00:00Z"),
        ("2023-09-01T09:19:00", "add a zone: 2023-09-01T09:19:00Z"),
        ("2023-09-01 09:19", "add a zone: 2023-09-01T09:19:00Z"),
        ("2023-09-01 09:19:00 UTC", "write 2023-09-01T09:19:00Z"),
        ("2023-09-01t09:19:00z", "write 2023-09-01T09:19:00Z"),
        ("2023-9-1T9:19:00Z", "write 2023-09-01T09:19:00Z"),
        ("2023/09/01 09:19:00 +0200", "write 2023-09-01T09:19:00+02:00"),
        ("2023-09-01T09:19:00.123456789012Z", "write 2023-09-01T09:19:00Z"),
        ("2023-02-30T00:00:00Z", "there is no such day, time or zone"),
        ("2023-02-30", "there is no such day, time or zone"),
        ("2023-09-01T24:00:00Z", "there is no such day, time or zone"),
        ("2023-09-01T00:00:00+99:99", "there is no such day, time or zone"),
        ("09/01/2023", "write year, month, day, time and zone: 2023-09-01T09:19:00Z"),
        ("Fri, 01 Sep 2023", "write year, month, day, time and zone: 2023-09-01T09:19:00Z"),
        ("2023-09-01T09:19:00 EST", "write year, month, day, time and zone: 2023-09-01T09:19:00Z"),
        ("", "write year, month, day, time and zone: 2023-09-01T09:19:00Z"),
    ],
)
def test_a_date(value: str, hint: str) -> None:
    assert hints.date_time(value) == hint


@pytest.mark.parametrize("value", ["2023-09-01", "2023-9-1 7:05", "2023-09-01T09:19:00+0530"])
def test_the_date_that_is_meant_is_a_date(value: str) -> None:
    assert dates.parse(hints.date_time(value).split()[-1]) is not None


CHECK = 'check the host, and the characters: write %22 for ", %3C for <, %3E for >'


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("", "write the whole address: https://…"),
        ("/story", "write the whole address: https://…"),
        ("story.html", "write the whole address: https://story.html"),
        ("www.example.org/story", "write the whole address: https://www.example.org/story"),
        ("//example.org/a", "write the scheme too: https://example.org/a"),
        ("htps://example.org", "did you mean https://example.org?"),
        ("httpss://example.org", "did you mean https://example.org?"),
        ("https:/example.org", "write two slashes: https://example.org"),
        ("https:example.org", "write two slashes: https://example.org"),
        (" https://example.org/a", "write https://example.org/a, without anything around it"),
        ("<https://example.org/a>", "write https://example.org/a, without anything around it"),
        ("“https://example.org/a”", "write https://example.org/a, without anything around it"),
        ("https://example.org/a b", "an address holds no white space: write %20"),
        ("javascript:alert(1)", "only http and https addresses can be published"),
        ("data:image/svg+xml,<svg onload=x>", "only http and https addresses can be published"),
        ("mailto:a@example.org", "only http and https addresses can be published"),
        ('https://example.org/"a', CHECK),
    ],
)
def test_an_address(value: str, hint: str) -> None:
    assert not urls.is_web_url(value)
    assert hints.url(value) == hint


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("https://example.org/", "write example.org"),
        ("www.example.org/news", "write www.example.org"),
        (" example.org", "write example.org"),
        ("example", "write example.org, without https:// and without a path"),
        ("https://", "write example.org, without https:// and without a path"),
        ("a@example.org", "write example.org, without https:// and without a path"),
    ],
)
def test_a_domain(value: str, hint: str) -> None:
    assert hints.domain(value) == hint


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("70", "write 70, without quotes"),
        ("-1", "write -1, without quotes"),
        ("070", "write 70"),
        ("+70", "write 70"),
        ("70,", "write 70"),
        ("820px", "write 820"),
        ("70 points", "write 70"),
        ("7,5", "write digits only"),
        ("hot", "write digits only"),
        ("", "write digits only"),
        (7.6, "write a whole number, such as 8"),
        (1e300, "write digits only"),
        (True, "write digits only"),
    ],
)
def test_a_number(value: object, hint: str) -> None:
    assert hints.number(value) == hint


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("True", "write true, in small letters and without quotes"),
        (" YES", "write true, in small letters and without quotes"),
        (1, "write true, in small letters and without quotes"),
        ("false", "write false, in small letters and without quotes"),
        (0, "write false, in small letters and without quotes"),
        ("perhaps", "write true or false"),
    ],
)
def test_true_or_false(value: object, hint: str) -> None:
    assert hints.boolean(value) == hint
