"""How a configuration asks for the posts of another generator to be read."""

import re
import tomllib
from pathlib import Path

import pytest

from feedtool.config import settings
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.model.config import Config
from feedtool.model.site import PRESETS
from feedtool.storage import sources
from tests.conftest import ROOT, make_config

SCHEMA = settings.json_schema()
DOCUMENTED = {
    f"{name} {number}": block
    for name in ("README.md", "docs/sites.md")
    for number, block in enumerate(
        re.findall(r"```toml\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    )
    if "preset = " in block
}


def wrong(folder: Path, text: str) -> Problem:
    with pytest.raises(UsageError) as caught:
        make_config(folder, text)
    (found,) = caught.value.problems
    return found


def site(folder: Path, text: str) -> Config:
    return make_config(folder, text)


@pytest.mark.parametrize("text", DOCUMENTED.values(), ids=DOCUMENTED)
def test_every_configuration_in_the_documents_is_right(tmp_path: Path, text: str) -> None:
    (tmp_path / "feedtool.toml").write_text(text, "utf-8")
    found = settings.load(tmp_path / "feedtool.toml", {})
    records = tomllib.loads(text)["records"]
    presets = [one["preset"] for one in (records if isinstance(records, list) else [records])]
    each = found.records.collections or (found.records,)
    assert [one.site is None for one in each] == [preset == "feedtool" for preset in presets]


def test_each_preset_is_documented_and_known_to_the_schema() -> None:
    named = {
        preset for text in DOCUMENTED.values() for preset in re.findall(r'preset = "(\w+)"', text)
    }
    assert named == PRESETS.keys()
    assert SCHEMA["properties"]["records"]["properties"]["preset"]["enum"] == [*PRESETS]


def test_feedtool_records_are_read_by_no_preset(tmp_path: Path) -> None:
    assert site(tmp_path, "").records.site is None
    assert site(tmp_path, '[records]\npreset = "feedtool"\ntimezone = "UTC"\n').records.site is None
    assert site(tmp_path, "[defaults]\nheat = 0\n").records.site is not None


def test_a_preset_knows_its_files_and_leaves_section_pages_out(tmp_path: Path) -> None:
    names = ["_index.md", "a.md", "b.html", "c.txt", "x/_index.md", "x/d.markdown"]
    include = site(tmp_path, '[records]\npreset = "hugo"\n').records.include
    assert sources.included(names, "x", include).names == ["a.md", "b.html", "x/d.markdown"]
    own = '[records]\npreset = "hugo"\ninclude = ["**/*.md", "!**/a.*"]\n'
    assert sources.included(names, "x", site(tmp_path, own).records.include).names == []


def test_a_time_zone_that_nobody_knows_is_told_of_at_its_place(tmp_path: Path) -> None:
    found = wrong(tmp_path, '[records]\npreset = "hugo"\ntimezone = "Mars/Phobos"\n')
    assert found.code == "config-invalid"
    assert found.message == "there is no time zone Mars/Phobos"
    assert found.span is not None
    assert found.span.line == 6


@pytest.mark.parametrize(
    "line",
    ['link = "/{:yaer}/"', 'published = ":file-time"', 'link = "/{/"', 'title = ""', "title = []"],
)
def test_what_is_no_source_is_told_of(tmp_path: Path, line: str) -> None:
    found = wrong(tmp_path, f'[records]\npreset = "hugo"\n[fields]\n{line}\n')
    assert found.code == "config-invalid"
    assert found.span is not None
    assert found.span.line == 7


def test_a_field_that_there_is_not_is_a_did_you_mean(tmp_path: Path) -> None:
    found = wrong(tmp_path, '[fields]\ntopic = "tags"\n')
    assert found.code == "config-unknown-key"
    assert "topics" in str(found.hint)
