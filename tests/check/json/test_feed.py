import json
from typing import Any

from feedtool.check import CheckOptions
from feedtool.check.checker import findings
from tests.tables import each

GOOD: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "T",
    "home_page_url": "https://a.example/",
    "feed_url": "https://a.example/f.json",
    "language": "en",
    "items": [
        {"id": "1", "content_text": "x", "date_published": "2023-09-01T09:19:00Z"},
    ],
}


def codes(**changed: Any) -> list[str]:
    made = {key: value for key, value in (GOOD | changed).items() if value is not ...}
    return sorted(one.code for one in findings(json.dumps(made).encode(), CheckOptions())[1])


def item(**changed: Any) -> list[dict[str, Any]]:
    return [GOOD["items"][0] | changed]


def test_of_a_good_feed_there_is_nothing_to_say() -> None:
    assert codes() == []


@each(
    ("changed", "code"),
    [
        ({"version": ...}, "jsonfeed-version"),
        ({"title": ...}, "jsonfeed-key-missing"),
        ({"feed_url": ...}, "jsonfeed-key-recommended"),
        ({"title": 7}, "jsonfeed-kind"),
        ({"items": [{"content_text": "x"}]}, "jsonfeed-item-id-missing"),
        ({"items": item(date_published="2023-09-01")}, "date-rfc3339"),
        ({"items": [*item(), *item()]}, "jsonfeed-item-id-duplicate"),
    ],
)
def test_what_is_wrong_is_found(changed: dict[str, Any], code: str) -> None:
    assert code in codes(**changed)
