"""The file that a record brings along."""

from typing import Any

import pytest

from feedtool.model.podcast import Enclosure, Episode, Transcript
from feedtool.records import enclosures
from feedtool.records.fields import Fields, Unfit
from feedtool.records.mapping import SHIPPED
from tests.tables import each

URL = "https://example.org/1.mp3"


def enclosure(audio: Any) -> Enclosure | None:
    return enclosures.enclosure(Fields({"audio": audio}, SHIPPED.record))


def test_a_file_with_all_that_can_be_said_of_it() -> None:
    assert enclosure(
        {
            "url": f" {URL} ", "length": 34216300, "type": "audio/mpeg", "duration": "1:02:03",
            "title": "What &amp; why", "episode": 3, "season": 1, "episodeType": "bonus", "explicit": False,
            "image": "https://example.org/1.jpg", "chapters": "https://example.org/1.json",
            "transcript": [
                "https://example.org/1.vtt?x=1", {"url": "https://example.org/de", "language": "de"},
            ],
        }
    ) == Enclosure(
        URL, 34216300, "audio/mpeg", 3723,
        Episode(
            "What & why", 3, 1, "bonus", explicit=False, image="https://example.org/1.jpg",
            transcripts=(
                Transcript("https://example.org/1.vtt?x=1", "text/vtt"),
                Transcript("https://example.org/de", "text/plain", "de"),
            ),
            chapters="https://example.org/1.json",
        ),
    )  # fmt: skip


def test_the_address_alone() -> None:
    assert enclosure({"url": URL}) == Enclosure(URL, 0, "audio/mpeg")


@each("audio", [None, {}, {"url": None}, "https://example.org/1.mp3", 4, [URL]])
def test_without_an_address_there_is_no_file(audio: Any) -> None:
    assert enclosure(audio) is None


@pytest.mark.parametrize("url", ["/1.mp3", "ftp://example.org/1.mp3", "javascript:x", 5])
def test_an_address_of_another_kind_is_unfit(url: Any) -> None:
    with pytest.raises(Unfit) as refused:
        enclosure({"url": url})
    assert refused.value.pointer == "/audio/url"


@each(
    ("url", "expected"),
    [
        ("https://example.org/a.MP3?from=feed#t=5", "audio/mpeg"),
        ("https://example.org/a.m4a", "audio/x-m4a"),
        ("https://example.org/a.mp4", "video/mp4"),
        ("https://example.org/a.pdf", "application/pdf"),
        ("https://example.mp3/", None),
        ("https://example.org/a.b.c/d", None),
    ],
)
def test_the_extension_tells_the_type(url: str, expected: str | None) -> None:
    assert enclosures.media_type(url) == expected
    made = enclosure({"url": url})
    assert made is not None
    assert made.is_known == (expected is not None)
    assert made.is_played == (expected or "").startswith(("audio/", "video/"))


@each(
    ("duration", "expected"),
    [
        ("1:02:03", 3723), ("62:03", 3723), ("3723", 3723), (3723, 3723), (3723.9, 3723), (" 0:30.5 ", 30),
        ("0", None), (0, None), (-5, None), (True, None), ("1h", None), ("", None), (None, None),
        ("1:2:3:4", None), (float("nan"), None), (float("inf"), None), ("9" * 400, None),
    ],
)  # fmt: skip
def test_durations(duration: Any, expected: int | None) -> None:
    assert enclosures.seconds(duration) == expected


def test_what_is_wrong_beside_the_address_is_left_out() -> None:
    wrong = {
        "length": "many", "type": 5, "duration": [], "title": "<b></b>", "episode": 0, "season": "x",
        "explicit": "yes", "image": "a.jpg", "transcript": [None, 5, {"type": "text/vtt"}], "chapters": {},
    }  # fmt: skip
    assert enclosure({"url": URL, **wrong}) == Enclosure(URL, 0, "audio/mpeg")


def test_what_no_feed_can_hold_is_left_out() -> None:
    """A schema of a user's own may let it through."""
    wrong = {
        "type": "audio/\x00", "episodeType": "\x0b", "title": "a\x00b",
        "transcript": {"url": "https://example.org/1.vtt", "type": "mp3", "language": "\ufffe"},
    }  # fmt: skip
    episode = Episode("ab", transcripts=(Transcript("https://example.org/1.vtt", "text/vtt"),))
    assert enclosure({"url": URL, **wrong}) == Enclosure(URL, 0, "audio/mpeg", episode=episode)
