"""The files that posts bring along, in the ways that sites write them."""

from pathlib import Path
from typing import Any

import pytest

from feedtool.diagnostics.problem import Costs
from feedtool.model.podcast import Enclosure, Episode, Transcript
from tests.records.sites.test_posts import parsed, problem, record

HOME = "https://example.org/"


def enclosure(folder: Path, head: str, **options: Any) -> Enclosure | None:
    return record(folder, f"title: A\n{head}", **options).enclosure


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("audio: /a/1.mp3\n", Enclosure(f"{HOME}a/1.mp3", 0, "audio/mpeg")),
        ("audio: 1.m4a\n", Enclosure(f"{HOME}1.m4a", 0, "audio/x-m4a")),
        ("podcast_link: https://h.example/1.mp3\n", Enclosure("https://h.example/1.mp3", 0, "audio/mpeg")),
        ("audio:\n  - path: //h.example/1.mp3\n", Enclosure("https://h.example/1.mp3", 0, "audio/mpeg")),
        (
            "enclosure: {URL: /e/2, bytes: '12,345', mime: audio/mpeg, duration: 90}\n",
            Enclosure(f"{HOME}e/2", 12345, "audio/mpeg", 90),
        ),
        (
            "enclosure: |\n  https://h.example/1.mp3\n  4711\n  audio/mpeg\n  a:1:{s:8:\"duration\";}\n",
            Enclosure("https://h.example/1.mp3", 4711, "audio/mpeg"),
        ),
        (
            (
                "audio: /1.mp3\nduration: 1:02:03\nepisode: '3'\nseason: 2\nexplicit: clean\n"
                "episode_type: Trailer\ntranscript: /1.vtt\nchapters: /1.json\naudio_length: 5\n"
            ),
            Enclosure(
                f"{HOME}1.mp3", 5, "audio/mpeg", 3723,
                Episode(
                    number=3, season=2, kind="trailer", explicit=False,
                    transcripts=(Transcript(f"{HOME}1.vtt", "text/vtt"),), chapters=f"{HOME}1.json",
                ),
            ),
        ),
        ("podcast:\n  mp3: /1.mp3\n  transcripts:\n    - url: /1.srt\n      language: de\n",
         Enclosure(f"{HOME}1.mp3", 0, "audio/mpeg", None,
                   Episode(transcripts=(Transcript(f"{HOME}1.srt", "application/x-subrip", "de"),)))),
    ],
)  # fmt: skip
def test_the_file_of_a_post(tmp_path: Path, head: str, expected: Enclosure) -> None:
    assert enclosure(tmp_path, head) == expected


@pytest.mark.parametrize(
    "head",
    ["audio: true\n", "podcast: My show\n", "audio: 263849\n", "audio: {}\n", "audio: [\"\"]\n",
     "audio: [[], {}]\n", "duration: 5\nepisode: 3\n"],
)  # fmt: skip
def test_what_names_no_file_is_none(tmp_path: Path, head: str) -> None:
    assert enclosure(tmp_path, head) is None


def test_the_first_source_that_names_a_file_counts(tmp_path: Path) -> None:
    found = enclosure(tmp_path, "podcast: My show\naudio: true\nmp3: /1.mp3\n")
    assert found is not None
    assert found.url == f"{HOME}1.mp3"


def test_a_site_says_where_its_files_stand(tmp_path: Path) -> None:
    more = (
        '[fields]\naudio = "extra.talk"\naudio_length = "extra.octets"\nduration = "extra.runs"\n'
    )
    found = enclosure(
        tmp_path, "extra: {talk: /1.ogg, octets: 9, runs: '1:01'}\naudio: /2.mp3\n", more=more
    )
    assert found == Enclosure(f"{HOME}1.ogg", 9, "audio/ogg", 61)


def test_a_file_beside_the_post_of_a_page_bundle(tmp_path: Path) -> None:
    found = enclosure(
        tmp_path,
        "date: 2020-01-02\naudio: talk.mp3\n",
        preset="hugo",
        name="a-talk/index.md",
    )
    assert found is not None
    assert found.url == f"{HOME}a-talk/talk.mp3"


@pytest.mark.parametrize(
    ("head", "pointer", "left"),
    [
        ("audio: {url: /1.mp3, length: many}\n", "/audio/length", Enclosure(f"{HOME}1.mp3", 0, "audio/mpeg")),
        ("audio: /1.mp3\nduration: 1 h\n", "/duration", Enclosure(f"{HOME}1.mp3", 0, "audio/mpeg")),
        ("audio: {url: 'ftp://h.example/1.mp3', length: 5}\n", "/audio/url", None),
    ],
)  # fmt: skip
def test_a_fault_costs_the_part_alone(
    tmp_path: Path, head: str, pointer: str, left: Enclosure | None
) -> None:
    found = problem(tmp_path, f"title: A\n{head}")
    assert (found.pointer, found.costs) == (pointer, Costs.PART)
    made = parsed(tmp_path, f"title: A\n{head}").record
    assert made is not None
    assert made.enclosure == left


def test_a_record_of_our_own_whose_file_stands_under_another_key(tmp_path: Path) -> None:
    head = (
        "title: A\npublishedDateTime: 2020-01-02T00:00:00Z\npublished: true\n"
        "originalUrl: https://h.example/a\naudio: not this\nsound: /1.mp3\n"
    )
    found = record(tmp_path, head, preset="feedtool", more='[fields]\naudio = "sound"\n')
    assert found.enclosure == Enclosure(f"{HOME}1.mp3", 0, "audio/mpeg")
