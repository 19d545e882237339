"""Several collections of one site, ``[[records]]``: what each is read with, and what cannot be."""

from pathlib import Path

import pytest

from feedtool.config import settings
from feedtool.config.settings import Overrides
from feedtool.diagnostics.errors import UsageError
from feedtool.model.config import Config
from feedtool.model.topics import Topics
from feedtool.rules import reading
from tests.config.refusals import GOOD, refused

SITE = f"[site]\n{GOOD}"
THREE = f"""{SITE}
[fields]
excerpt = "teaser"
[[records]]
path = "_posts"
preset = "jekyll"
timezone = "UTC"
max_bytes = 5000
[records.fields]
link = "/n/{{:slug}}/"
[[records]]
path = ["notes", "talks"]
preset = "hugo"
include = ["*.md"]
schema = "note.json"
[[records]]
path = "seeds"
"""


def loaded(folder: Path, text: str, overrides: Overrides = Overrides()) -> Config:  # noqa: B008 - a value
    file = folder / "feedtool.toml"
    file.write_text(text)
    return settings.load(file, {}, overrides)


def test_a_glob_may_leave_out_what_lies_beside_others(tmp_path: Path) -> None:
    # As docs/sites.md writes it; without the ! it would lead out of the folder.
    globs = ["**/*.md", "!**/index.*/../**"]
    text = f'[site]\ntitle = "A"\nurl = "https://a.example/"\n[records]\ninclude = {globs}\n'
    assert loaded(tmp_path, text).records.include == tuple(globs)


def test_each_collection_is_read_as_if_it_were_the_only_one(tmp_path: Path) -> None:
    records = loaded(tmp_path, THREE).records
    posts, notes, seeds = records.collections
    assert [one.site.preset for one in records.collections if one.site] == [
        "jekyll",
        "hugo",
        "feedtool",
    ]
    assert posts.site is not None
    assert notes.site is not None
    assert (posts.site.timezone, notes.site.timezone) == ("UTC", None)
    assert dict(posts.site.fields)["link"] == ("/n/{:slug}/",)
    assert dict(notes.site.fields)["link"] == ("url", "/{:language}/{:folder}/{:slug}/")
    assert dict(notes.site.fields)["excerpt"] == ("teaser",)
    assert notes.include == ("*.md", "!**/_index.*", "!_index.*", "!**/index.*/../**")
    assert (notes.schema, posts.schema) == (tmp_path / "note.json", None)
    assert [one.max_bytes for one in records.collections] == [5000, 5000, 5000]
    assert [str(place).rpartition("/")[2] for place, _ in records.globs] == [
        "_posts",
        "notes",
        "talks",
        "seeds",
    ]
    assert records.own is seeds


def test_one_table_in_double_brackets_is_one_collection(tmp_path: Path) -> None:
    records = loaded(tmp_path, f'{SITE}[[records]]\npath = "a"\npreset = "zola"\n').records
    assert records.places == (tmp_path / "a",)
    assert len(records.collections) == 1


def test_a_file_is_read_by_the_options_of_its_collection(tmp_path: Path) -> None:
    (tmp_path / "note.json").write_text("{}")
    options = reading.options(loaded(tmp_path, THREE), Topics({}, {}))

    def preset(path: str) -> str | None:
        site = options.of(path).site
        return site and site.preset

    assert preset(f"{tmp_path}/notes/a.md") == "hugo"
    assert preset(f"{tmp_path}/talks/2020/../a.md") == "hugo"
    assert preset(f"{tmp_path}/_posts/a.md") == "jekyll"
    assert preset(f"{tmp_path}/seeds/a.md") == "feedtool"
    # What lies elsewhere is read as the first collection is.
    assert preset("/elsewhere/a.md") == "jekyll"
    names = reading.names(options)
    assert names.of(f"{tmp_path}/notes/a.md").record.name("published") == "publishDate"
    assert names.of(f"{tmp_path}/_posts/a.md").record.name("published") == "date"


def test_seeds_are_read_as_the_collection_that_they_belong_to(tmp_path: Path) -> None:
    below = tmp_path / "notes" / "2020"
    records = loaded(tmp_path, THREE, Overrides(seeds=below)).records
    assert (records.path, records.site and records.site.preset) == (below, "hugo")
    with pytest.raises(UsageError, match="in no folder of"):
        loaded(tmp_path, THREE, Overrides(seeds=tmp_path / "other"))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[records]]\npath = "a"\npreset = "jekyl"\n', 6, 'write preset = "jekyll"'),
        ('[[records]]\npath = "a"\n[[records]]\npath = "b"\ntimezon = "UTC"\n', 8, 'write timezone = "UTC"'),
        ('[[records]]\npath = "a"\n[[records]]\npreset = "hugo"\n', 6, "below [[records]]"),
        ('[[records]]\npath = "a"\n[[records]]\npath = "a/b"\n', 7, "name a folder beside"),
        ('[[records]]\npath = "a"\n[[records]]\npath = "s3://b/c"\n', 7, "name a folder beside"),
        ('[[records]]\npath = "a"\n[[records]]\npath = "b"\nmax_bytes = 5000\n', 8, "to the first [[records]]"),
        ('[[records]]\npath = "a"\n[[records]]\npath = "b"\ntimezone = "Mars/X"\n', 8, "IANA"),
        ('[[records]]\npath = "a"\n[records.fields]\nlink = ":x"\n', 7, "write a key"),
        ('[[records]]\npath = "a"\n[records.fields]\ntitel = "x"\n', 7, 'write title = "x"'),
        ('[fields]\nlink = ":x"\n[[records]]\npath = "a"\n[[records]]\npath = "b"\n', 5, "write a key"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_of_where_it_stands(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    (problem,) = refused(tmp_path, SITE + text)
    assert problem.span is not None
    assert problem.span.line == line
    assert said in str(problem.hint)


def test_a_variable_cannot_say_which_collection_it_is_for(tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_text(THREE)
    with pytest.raises(UsageError) as error:
        settings.load(file, {"FEEDTOOL_RECORDS_PATH": "x"})
    (problem,) = error.value.problems
    assert (problem.path, problem.pointer) == ("FEEDTOOL_RECORDS_PATH", "/records/path")
    assert "which of several [[records]]" in problem.message
