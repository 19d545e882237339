"""What ``feedtool build`` says of problems that the last build reported, too: cron mails every line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import forked
from tests.conftest import CONFIG, record
from tests.integration.support import environment


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of a good record, and 30 of which each has one error."""
    (tmp_path / "feedtool.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "seeds").mkdir()
    write(tmp_path, "good", originalUrl="https://www.example.org/good")
    for number in range(30):
        write(tmp_path, f"bad-{number:02}", **({"heat": "hot"} if number < 25 else {"title": ...}))
    return tmp_path


def write(site: Path, name: str, /, **changed: Any) -> None:
    (site / "seeds" / f"{name}.md").write_text(record(**changed), "utf-8")


def build(site: Path, *arguments: str, code: int = 1) -> list[str]:
    """The lines on stderr."""
    done = forked.feedtool(("build", *arguments), cwd=site, env=environment())
    assert done.returncode == code
    return done.stderr.decode().splitlines()


def test_a_quiet_build_lists_twenty_and_counts_the_rest(site: Path) -> None:
    *listed, left, summary = build(site, "-q")
    assert len(listed) == 20
    assert left == "and 10 more: 5 schema-required, 5 schema-type"
    assert summary == "feedtool: 30 errors, 0 warnings in 30 files"


def test_any_other_lists_all_or_as_many_as_are_asked_for(site: Path) -> None:
    assert len(build(site)) == 31
    assert len(build(site, "--max-problems", "3")) == 6 - 1
    assert build(site, "--no-cache", "-q", "--max-problems", "0") == [
        "and 30 more: 25 schema-type, 5 schema-required",
        "feedtool: 30 errors, 0 warnings in 30 files",
    ]


def test_where_nothing_is_new_a_line_says_so(site: Path) -> None:
    build(site, "-q")
    same = [
        "feedtool: the same 30 problems as at the last build; without -q they are listed",
        "feedtool: 30 errors, 0 warnings in 30 files",
    ]
    assert build(site, "-q") == same  # nothing has changed at all
    write(site, "good", originalUrl="https://www.example.org/good", title="Another title")
    assert build(site, "-q") == same
    bad = site / "seeds" / "bad-01.md"
    bad.write_text(bad.read_text("utf-8").replace("---\n", "---\n# a comment\n", 1), "utf-8")
    assert build(site, "-q") == same  # its line has moved
    assert len(build(site)) == 31


def test_what_is_new_is_said_first(site: Path) -> None:
    build(site, "-q")
    write(site, "z-new", heat="cold")
    first, *_, left, news, _summary = build(site, "-q", "--max-problems", "2")
    assert first.startswith("seeds/z-new.md:9:7: error schema-type ")
    assert left == "and 29 more: 24 schema-type, 5 schema-required"
    assert news == "feedtool: new since the last build: 1 of 31 problems"
    assert build(site, "-q")[0].startswith("feedtool: the same 31 problems")


def test_one_more_of_the_same_kind_in_one_file_is_new(site: Path) -> None:
    write(site, "topics", topics=[1], originalUrl="https://www.example.org/t")
    build(site, "-q")
    write(site, "topics", topics=[1, 1], originalUrl="https://www.example.org/t")
    assert any("new since the last build: 1 of 32" in line for line in build(site, "-q"))


def test_what_is_mended_is_counted(site: Path) -> None:
    build(site, "-q")
    (site / "seeds" / "bad-29.md").unlink()
    assert build(site, "-q")[0] == (
        "feedtool: nothing new: 29 of the 30 problems of the last build are left; without -q they are listed"
    )


def test_without_a_cache_they_are_said(site: Path) -> None:
    build(site, "-q")
    assert len(build(site, "-q", "--no-cache")) == 22
    (site / ".feedtool-cache" / "builds.sqlite").unlink()
    assert len(build(site, "-q")) == 22


def test_why_nothing_is_published_is_said_each_time(site: Path) -> None:
    for number in range(6):
        write(site, f"more-{number}", originalUrl=f"https://www.example.org/{number}")
    build(site, "-q")
    for number in range(6):
        write(site, f"more-{number}", heat="hot")
    first, lines = build(site, "-q"), build(site, "-q")
    for said in (first, lines):
        assert "guard-items" in said[0]
        assert said[-1].endswith("; nothing was published")
    assert any("guard-records" in line for line in lines)
    assert any("the same 36 problems" in line for line in lines)


def test_json_on_stdout_keeps_all(site: Path) -> None:
    for _ in range(2):
        done = forked.feedtool(
            ("build", "-q", "--output-format", "json"), cwd=site, env=environment()
        )
        assert len(json.loads(done.stdout)["problems"]) == 30


def test_a_log_for_machines_has_the_numbers(site: Path) -> None:
    events = [json.loads(line) for line in build(site, "-q", "--log-format", "json")]
    assert [event["event"] for event in events] == [
        *["problem"] * 20, "problems-left", "built", "exit",
    ]  # fmt: skip
    assert events[20]["codes"] == {"schema-required": 5, "schema-type": 5}
    compared, *_ = (json.loads(line) for line in build(site, "-q", "--log-format", "json"))
    assert (compared["event"], compared["new"], compared["gone"]) == ("compared", 0, 0)
