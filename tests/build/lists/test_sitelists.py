import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.build.tasks import NOW, build, story, write

LISTS = {"topics.json", "sitemap.xml"}
OWN = "https://example.org/own"


def written(folder: Path) -> set[str]:
    """The lists in the output folder."""
    return {path.name for path in (folder / "output").iterdir() if path.suffix == ".xml"} | {
        path.name for path in (folder / "output").glob("topics.json")
    }


def test_a_site_has_a_list_of_topics_and_a_sitemap(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"))
    build(tmp_path)
    assert written(tmp_path) == LISTS
    (topic,) = json.loads((tmp_path / "output/topics.json").read_bytes())["topics"]
    assert (topic["slug"], topic["stories"], topic["shown"]) == ("ai", 1, 1)
    assert (
        b"<loc>https://example.org/topics/ai.html</loc>"
        in (tmp_path / "output/sitemap.xml").read_bytes()
    )


@pytest.mark.parametrize(
    ("config", "left"),
    [
        ("topics_json = false", {"sitemap.xml", "sitemap-news.xml"}),
        ("sitemap = false", {"topics.json"}),
    ],
)
def test_each_can_be_turned_off_and_is_removed_then(
    tmp_path: Path, config: str, left: set[str]
) -> None:
    write(tmp_path, a=story("a", originalUrl=OWN))
    build(tmp_path)
    build(tmp_path, f"[feeds]\n{config}\n")
    assert written(tmp_path) == left


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_file_of_others_stays_and_there_is_no_such_list(tmp_path: Path, name: str) -> None:
    write(tmp_path, a=story("a"))
    (tmp_path / "output").mkdir()
    theirs = tmp_path / "output" / name
    theirs.write_text("<urlset/>")
    assert build(tmp_path).published is not None
    assert theirs.read_text() == "<urlset/>"
    theirs.unlink()
    build(tmp_path)
    assert theirs.exists()


@pytest.mark.parametrize("use_cache", [True, False])
@pytest.mark.parametrize("left", [0, 20, 60])
@pytest.mark.parametrize("name", sorted({*LISTS, "sitemap-news.xml"}))
def test_what_a_crash_has_left_of_a_list_is_made_again(
    tmp_path: Path, name: str, left: int, *, use_cache: bool
) -> None:
    fresh = (NOW - timedelta(hours=47)).isoformat()
    write(tmp_path, a=story("a", originalUrl=OWN, publishedDateTime=fresh))
    build(tmp_path)
    file = tmp_path / "output" / name
    before = file.read_bytes()
    for harm in (before[:left], before[:left].ljust(4096, b"\0")):
        file.write_bytes(harm)
        build(tmp_path, use_cache=use_cache)
        assert file.read_bytes() == before


def test_a_site_with_stories_of_its_own_has_a_sitemap_of_news(tmp_path: Path) -> None:
    fresh = (NOW - timedelta(hours=47)).isoformat()
    write(
        tmp_path,
        own=story("own", originalUrl=OWN, publishedDateTime=fresh),
        old=story("old", originalUrl=f"{OWN}-old"),
        other=story("other", publishedDateTime=fresh),
    )
    build(tmp_path)
    news = tmp_path / "output/sitemap-news.xml"
    assert news.read_text().count("<loc>") == 1
    assert f"<loc>{OWN}</loc>" in news.read_text()
    # Time alone changes it, and back.
    before = news.read_bytes()
    build(tmp_path, now=later(1))
    assert "<loc>" not in news.read_text()
    build(tmp_path, now=later(0))
    assert news.read_bytes() == before


def later(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


def test_where_all_stories_are_of_others_time_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, other=story("other", publishedDateTime=NOW.isoformat()))
    build(tmp_path)
    report = build(tmp_path, now=later(72))
    assert report.published is not None
    assert report.published.written == ()
    assert "sitemap-news.xml" not in written(tmp_path)


def test_nothing_is_made_again_where_nothing_has_changed(tmp_path: Path) -> None:
    write(tmp_path, a=story("a", originalUrl=OWN))
    build(tmp_path)
    again = build(tmp_path, use_cache=False)
    assert again.published is not None
    assert again.published.written == ()


@pytest.mark.parametrize("left", [b"", b"\0" * 200, b"<?xml version="])
def test_what_a_crash_left_of_a_list_is_written_anew(tmp_path: Path, left: bytes) -> None:
    write(tmp_path, a=story("a"))
    build(tmp_path)
    file = tmp_path / "output/sitemap.xml"
    whole = file.read_bytes()
    file.write_bytes(left)
    build(tmp_path)
    assert file.read_bytes() == whole


def test_an_empty_list_where_nothing_is_ours_stays(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"))
    (tmp_path / "output").mkdir()
    (tmp_path / "output/sitemap.xml").touch()
    assert build(tmp_path).problems == ()
    assert written(tmp_path) == LISTS
    assert (tmp_path / "output/sitemap.xml").read_bytes() == b""
