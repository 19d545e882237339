"""Small value types."""

from collections.abc import Callable

import pytest

from feedtool.check.finding import Faults
from feedtool.check.rules.formats.rss import email_with_name
from feedtool.check.values import geo, tokens
from tests.tables import each

Type = Callable[[str], Faults]

GOOD: list[tuple[Type, str]] = [
    (tokens.positive, "1"),
    (tokens.positive, "+20"),
    (tokens.natural, "0"),
    (tokens.decimal, "-1.5"),
    (tokens.integers, "1, 2,3"),
    (tokens.port, "80"),
    (tokens.language, "en"),
    (tokens.language, "de-CH-1996"),
    (tokens.language, "cnr"),
    (tokens.language, "x-klingon"),
    (tokens.country, "gb"),
    (tokens.uuid, "917393E3-1B1E-5CEF-ACE4-EDAA54E1F810"),
    (tokens.media_type("x"), "text/html; charset=utf-8"),
    (tokens.email("x"), "~@example.ie"),
    (tokens.email("x"), "P.O'Neill+x@example.ie"),
    (email_with_name, "ann@example.org (Ann)"),
    (geo.pair, "45.256 -71.92"),
    (geo.pairs, "45.256 -110.45 46.46 -109.48"),
]
BAD: list[tuple[Type, str]] = [
    (tokens.positive, "0"),
    (tokens.positive, "-1"),
    (tokens.positive, "1.0"),
    (tokens.positive, "\u0661"),
    (tokens.natural, ""),
    (tokens.decimal, "fast"),
    (tokens.integers, "1;2"),
    (tokens.port, "0"),
    (tokens.port, "70000"),
    (tokens.language, "zz"),
    (tokens.language, "en_US"),
    (tokens.language, "qqqq"),
    (tokens.country, "uk"),
    (tokens.uuid, "917393e3"),
    (tokens.media_type("x"), "html"),
    (tokens.email("x"), "Ann <ann@example.org>"),
    (tokens.email("x"), "ann@example"),
    (email_with_name, "Ann"),
    (geo.pair, "45.256,-71.92"),
    (geo.pair, "45.256"),
    (geo.pair, "145.2 10"),
    (geo.pairs, "1 2 3"),
]


@each(("type_", "text"), GOOD)
def test_right_values(type_: Type, text: str) -> None:
    assert type_(text) == ()


@each(("type_", "text"), BAD)
def test_wrong_values(type_: Type, text: str) -> None:
    assert type_(text)


@pytest.mark.parametrize(
    ("text", "good"), [("aGVsbG8=", True), (" aGVs\nbG8= ", True), ("?!", False), ("abc", False)]
)
def test_base64(text: str, *, good: bool) -> None:
    assert tokens.is_base64(text) == good
