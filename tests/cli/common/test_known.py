"""``--baseline``, ``--write-baseline``, ``--statistics`` and ``--exit-zero`` of ``validate`` and ``check``."""

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from feedtool.report import REPORTS
from tests import forked
from tests.conftest import CONFIG, record
from tests.integration.support import environment

FEED = '<rss version="2.0"><channel><title>T</title><item/>{more}</channel></rss>\n'
WROTE = "feedtool: wrote {} to known.json"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Records of which one has warnings, two tell one story, and one is wrong; a feed that is wrong."""
    (tmp_path / "feedtool.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "seeds").mkdir()
    write(tmp_path, "good", originalUrl="https://www.example.org/good")
    write(tmp_path, "images", images=images(2), originalUrl="https://www.example.org/images")
    write(tmp_path, "one", title="A &amp; B")
    write(tmp_path, "two", title="Another title")
    write(tmp_path, "wrong", heat="hot")
    (tmp_path / "feed.xml").write_text(FEED.format(more=""), "utf-8")
    return tmp_path


def write(site: Path, name: str, /, **changed: Any) -> None:
    (site / "seeds" / f"{name}.md").write_text(record(**changed), "utf-8")


def images(number: int) -> list[dict[str, Any]]:
    return [{"url": f"http://example.org/{n}.png", "width": 9, "height": 9} for n in range(number)]


def run(site: Path, *arguments: str, code: int) -> CompletedProcess[bytes]:
    done = forked.feedtool(arguments, cwd=site, env=environment())
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert done.returncode == code, done.stderr.decode()
    return done


def said(done: CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode().splitlines()


def codes(site: Path, *arguments: str, code: int = 1) -> list[str]:
    done = run(site, *arguments, "--output-format", "json", code=code)
    return [problem["code"] for problem in json.loads(done.stdout)["problems"]]


def known(site: Path, command: str = "validate", *arguments: str) -> Path:
    """Write known.json, after which the same run finds nothing."""
    done = run(site, command, "--strict", "--write-baseline", "known.json", *arguments, code=0)
    assert done.stdout == b""
    assert codes(site, command, "--strict", "--baseline", "known.json", *arguments, code=0) == []
    return site / "known.json"


def test_a_baseline_is_a_sorted_file_of_a_line_an_entry(site: Path) -> None:
    file = known(site)
    text = file.read_text("utf-8")
    assert text == known(site).read_text("utf-8")
    head, problems, *entries, end, last = text.split("\n")
    assert (head, problems, end, last) == ('{"feedtool-baseline": 1,', '"problems": [', "]}", "")
    found = [json.loads(entry.rstrip(",")) for entry in entries]
    assert json.loads(text) == {"feedtool-baseline": 1, "problems": found}
    assert [(one["path"], one["code"], one["count"]) for one in found] == [
        ("seeds/images.md", "url-not-https", 2),
        ("seeds/one.md", "title-entities", 1),
        ("seeds/two.md", "record-conflict", 1),
        ("seeds/wrong.md", "schema-type", 1),
    ]
    assert "line" not in found[0]


def test_it_says_what_it_wrote(site: Path) -> None:
    done = run(site, "validate", "--write-baseline", "known.json", code=0)
    assert said(done) == [WROTE.format("5 known problems")]
    assert said(run(site, "validate", "--baseline", "known.json", code=0)) == [
        "feedtool: 5 known problems are not reported",
        "feedtool: 5 files, no problems",
    ]
    assert said(run(site, "validate", "-q", "--write-baseline", "known.json", code=0)) == []


@pytest.mark.parametrize("output_format", REPORTS)
def test_with_known_problems_alone_every_report_is_empty_and_valid(
    site: Path, output_format: str
) -> None:
    known(site)
    done = run(
        site, "validate", "--baseline", "known.json", "--output-format", output_format, code=0
    )
    assert not any(code in done.stdout for code in (b"schema-type", b"record-conflict", b'https"'))


def test_a_moved_line_stays_known_and_a_new_problem_is_told(site: Path) -> None:
    known(site)
    for file in (site / "seeds").iterdir():
        text = file.read_text("utf-8").replace("---\n", "---\n# a comment\n", 1)
        file.write_text(text, "utf-8")
    arguments = ("validate", "--baseline", "known.json")
    assert codes(site, *arguments, code=0) == []
    write(site, "new", heat="cold", originalUrl="https://www.example.org/new")
    assert codes(site, *arguments) == ["schema-type"]


def test_one_more_of_the_same_kind_is_new(site: Path) -> None:
    known(site)
    arguments = ("validate", "--strict", "--baseline", "known.json")
    write(site, "images", images=images(3), originalUrl="https://www.example.org/images")
    assert codes(site, *arguments) == ["url-not-https"]


def test_it_works_from_any_directory_and_in_another_copy(site: Path, tmp_path: Path) -> None:
    known(site)
    arguments = ("validate", "--strict", "--baseline")
    (site / "below").mkdir()
    assert codes(site / "below", *arguments, "../known.json", code=0) == []
    copy = shutil.copytree(site, tmp_path / "copy" / "site")
    assert codes(copy.parent, "-C", "site", *arguments, "known.json", code=0) == []
    assert codes(copy, *arguments, str(copy / "known.json"), str(copy / "seeds"), code=0) == []


def test_it_is_told_what_is_gone(site: Path) -> None:
    known(site)
    write(site, "one", title="A & B", excerpt="Another.")
    (site / "seeds" / "images.md").unlink()
    arguments = ("validate", "--baseline", "known.json")
    gone = "feedtool: 3 known problems are gone: write the baseline anew"
    assert gone in said(run(site, *arguments, code=0))
    assert said(run(site, *arguments, "-q", code=0)) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["seeds/good.md"],
        ["seeds/two.md"],  # it is in conflict only with another
        ["--select", "excerpt"],
        ["--ignore", "title,url,record"],
    ],
    ids=" ".join,
)
def test_of_what_a_run_does_not_look_for_nothing_is_gone(site: Path, arguments: list[str]) -> None:
    known(site)
    done = run(site, "validate", "--strict", "--baseline", "known.json", *arguments, code=0)
    assert "gone" not in done.stderr.decode()


def test_where_an_error_keeps_other_rules_from_speaking_nothing_is_gone(site: Path) -> None:
    known(site)
    write(site, "images", images=images(2), heat="hot", originalUrl="https://www.example.org/i")
    done = run(site, "validate", "--baseline", "known.json", code=1)
    assert "gone" not in done.stderr.decode()


def test_what_is_fixed_is_not_written(site: Path) -> None:
    run(site, "validate", "--fix", "--write-baseline", "known.json", code=0)
    assert "title-entities" not in (site / "known.json").read_text("utf-8")


def test_a_build_still_says_what_keeps_a_record_out(site: Path) -> None:
    known(site)
    done = run(site, "build", "-q", code=1)
    assert b"seeds/wrong.md:9:7: error schema-type" in done.stderr


def test_a_baseline_of_feeds(site: Path) -> None:
    file = known(site, "check", "feed.xml")
    assert json.loads(file.read_text("utf-8"))["problems"][0]["path"] == "feed.xml"
    (site / "feed.xml").write_text("\n\n" + FEED.format(more=""), "utf-8")
    before = codes(site, "check", "feed.xml")
    (site / "feed.xml").write_text(FEED.format(more="<item/>"), "utf-8")
    new = codes(site, "check", "--baseline", "known.json", "feed.xml")
    assert new
    assert len(new) < len(before) * 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "cannot read the baseline known.json: No such file or directory"),
        ("", "it does not begin as one"),
        ("{}", "it does not begin as one"),
        ('{"feedtool-baseline": 1,\n"problems": [\n<<<<<<<\n', "Expecting value"),
        ('{"feedtool-baseline": 1,\n"x": 1}', "it has no list of problems"),
        ('{"feedtool-baseline": 1,\n"problems": [7]}', "an entry should have path, code"),
        ('{"feedtool-baseline": 1,\n"problems": [{"path": "a"}]}', "an entry should have path"),
        ('{"feedtool-baseline": 1,\n"problems": ' + "[" * 100_000, "is no baseline"),
        ("\udcff", "is no baseline"),
    ],
)
@pytest.mark.parametrize("command", ["validate", "check"])
def test_a_file_that_cannot_be_read_is_wrong_use(
    site: Path, command: str, content: str | None, why: str
) -> None:
    if content is not None:
        (site / "known.json").write_text(content, "utf-8", "surrogateescape")
    target = "seeds" if command == "validate" else "feed.xml"
    done = run(site, command, "--baseline", "known.json", "--exit-zero", target, code=2)
    (line,) = said(done)
    assert line.startswith("feedtool: ")
    assert why in line


def test_nothing_of_a_users_is_overwritten(site: Path) -> None:
    before = (site / "seeds" / "one.md").read_bytes()
    done = run(site, "validate", "--fix", "--write-baseline", "seeds/one.md", code=2)
    assert said(done) == ["feedtool: seeds/one.md is no baseline: it is not replaced"]
    assert (site / "seeds" / "one.md").read_bytes() == before
    # One that a merge has broken is.
    (site / "known.json").write_text('{"feedtool-baseline": 1,\n<<<<<<<\n', "utf-8")
    known(site)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--baseline", "a.json", "--write-baseline", "b.json"], 2),
        (["--diff", "--write-baseline", "b.json"], 2),
        (["--write-baseline", "feedtool.toml/b.json"], 3),
        (["--write-baseline", "/proc/b.json"], 3),
    ],
    ids=str,
)
def test_wrong_use_and_a_disk_that_says_no_are_told(
    site: Path, arguments: list[str], code: int
) -> None:
    done = run(site, "validate", *arguments, code=code)
    assert len(said(done)) == 1


# --- exit codes


def test_exit_zero(site: Path) -> None:
    for arguments in (["validate"], ["validate", "--strict"], ["check", "feed.xml"]):
        before = run(site, *arguments, code=1)
        after = run(site, *arguments, "--exit-zero", code=0)
        assert (before.stdout, before.stderr) == (after.stdout, after.stderr)
    run(site, "validate", "--diff", "--exit-zero", code=0)
    run(site, "validate", "--exit-zero", "nowhere.md", code=2)
    run(site, "check", "--exit-zero", "--output-file", "none/x", "feed.xml", code=3)


# --- statistics


def test_statistics_take_the_place_of_the_problems(site: Path) -> None:
    done = run(site, "validate", "--statistics", code=1)
    assert done.stdout.decode().splitlines() == [
        "      2      url-not-https",
        "      1      record-conflict",
        "      1      schema-type",
        "      1  [*] title-entities",
        "[*] mended by feedtool validate --fix",
    ]
    assert said(done) == ["feedtool: 2 errors, 3 warnings in 4 files"]


def test_without_a_fix_there_is_no_mark(site: Path) -> None:
    lines = run(site, "check", "--statistics", "feed.xml", code=1).stdout.decode().splitlines()
    assert lines
    assert not any("*" in line for line in lines)
    assert run(site, "validate", "--statistics", "seeds/good.md", code=0).stdout == b""


def test_statistics_in_json_are_a_member(site: Path) -> None:
    done = run(
        site, "validate", "--statistics", "--output-format", "json", "--max-problems", "1", code=1
    )
    report = json.loads(done.stdout)
    assert len(report["problems"]) == 1
    assert report["statistics"] == [
        {"code": "url-not-https", "count": 2, "fixable": False},
        {"code": "record-conflict", "count": 1, "fixable": False},
        {"code": "schema-type", "count": 1, "fixable": False},
        {"code": "title-entities", "count": 1, "fixable": True},
    ]
    assert "statistics" not in json.loads(
        run(site, "validate", "--output-format", "json", code=1).stdout
    )


@pytest.mark.parametrize(
    "output_format", [name for name in REPORTS if name not in ("text", "json")]
)
def test_beside_any_other_report_they_are_said(site: Path, output_format: str) -> None:
    arguments = ("validate", "--output-format", output_format)
    plain = run(site, *arguments, code=1)
    done = run(site, *arguments, "--statistics", code=1)
    assert said(done)[0] == "      2      url-not-https"
    if output_format != "junit":  # which tells how long it took
        assert done.stdout == plain.stdout
    events = [
        json.loads(line)
        for line in said(run(site, *arguments, "--statistics", "--log-format", "json", code=1))
    ]
    assert events[0]["codes"]["url-not-https"] == 2


# --- times


def test_junit_tells_how_long_each_file_took(site: Path) -> None:
    for arguments in (["validate"], ["validate", "--jobs", "2"], ["check", "feed.xml"]):
        done = run(site, *arguments, "--output-format", "junit", code=1)
        root = ET.fromstring(done.stdout)
        times = [float(case.get("time", "0")) for case in root.iter("testcase")]
        assert all(0 < time < 60 for time in times)
        assert float(root.get("time", "0")) == pytest.approx(sum(times), abs=1e-4)


# --- an empty folder


def test_a_folder_without_records_is_told_of_as_in_a_build(site: Path) -> None:
    for file in (site / "seeds").iterdir():
        file.rename(file.with_suffix(".rst"))
    for command in ("validate", "build"):
        assert codes(site, command, "--strict") == ["records-none"]
