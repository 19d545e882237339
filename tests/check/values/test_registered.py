"""What IANA registers: the tables are what the tool writes, and the tool reads what IANA publishes."""

import importlib
from pathlib import Path

import pytest

from feedtool.check.rules import relations
from feedtool.check.values import registered, schemes
from feedtool.check.values.tokens import country, language
from feedtool.check.values.uris import uri
from tools import registries

# Made up after the form of the real ones.
LANGUAGES = """\
File-Date: 2031-02-03
%%
Type: language
Subtag: aa
Description: Afar
Added: 2005-10-16
%%
Type: language
Subtag: kxy
Description: A language
  whose description goes on
Added: 2009-07-29
%%
Type: language
Subtag: qaa..qtz
Description: Private use
Scope: private-use
%%
Type: extlang
Subtag: aao
Description: An extension
Prefix: ar
%%
Type: script
Subtag: Latn
Description: Latin
%%
Type: region
Subtag: AA
Description: Private use
%%
Type: region
Subtag: AD
Description: Andorra
%%
Type: region
Subtag: 419
Description: Latin America and the Caribbean
%%
Type: grandfathered
Tag: i-klingon
Description: Klingon
Preferred-Value: tlh
"""
ASSIGNMENTS = """\
<?xml version='1.0' encoding='UTF-8'?>
<registry xmlns="http://www.iana.org/assignments" id="{}">
  <title>A registry</title>
  <updated>2031-04-05</updated>
  <registry id="{}-1">
    <record date="2030-01-01"><value>ms-office</value><description>One.</description></record>
    <record><value>convertedFrom</value></record>
    <record><value>shttp (OBSOLETE)</value></record>
  </registry>
  <registry id="other"><record><value>nothing</value></record></registry>
</registry>
"""


def write(folder: Path, text: str) -> int:
    """The exit code of the tool that is given a registry in a file."""
    file = folder / "registry"
    file.write_text(text, "utf-8")
    return registries.main([str(file), "--folder", str(folder)])


def test_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write(tmp_path, LANGUAGES) == 0
    assert "languages: 2031-02-03 (1 TWO_LETTERS, 1 COUNTRIES, 1" in capsys.readouterr().out
    module = (tmp_path / "languages.py").read_text("utf-8")
    assert "As of 2031-02-03." in module
    assert [line.strip() for line in module.splitlines() if line.startswith("    ")] == [
        '"""', "aa", '"""', '"""', "AD", '"""',
    ]  # fmt: skip
    assert (tmp_path / "languages.txt").read_text("utf-8") == "kxy\n"


@pytest.mark.parametrize(
    ("id_", "name"), [("uri-schemes", "schemes"), ("link-relations", "relations")]
)
def test_schemes_and_relations(
    id_: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write(tmp_path, ASSIGNMENTS.format(id_, id_)) == 0
    assert f"{name}: 2031-04-05 (3 NAMES)" in capsys.readouterr().out
    module = (tmp_path / f"{name}.py").read_text("utf-8")
    assert module.startswith('"""https://www.iana.org/assignments/')
    assert "As of 2031-04-05." in module
    assert "\n    convertedfrom ms-office shttp\n" in module


@pytest.mark.parametrize(
    "text",
    ["", "<html/>", ASSIGNMENTS.format("media-types", "x"), "File-Date: 2031-02-03\n", "{}"],
)
def test_what_is_none_of_them_changes_nothing(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write(tmp_path, text) == 1
    assert capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["registry"]


@pytest.mark.parametrize("name", registries.SOURCES)
def test_the_tables_are_as_the_tool_writes_them(name: str) -> None:
    module = importlib.import_module(f"feedtool.check.values.registered.{name}")
    date = (module.__doc__ or "").partition("As of ")[2].partition(". Written by")[0]
    words = {key: set(value) for key, value in vars(module).items() if key.isupper()}
    folder = Path(registered.__file__).parent
    if name == "languages":
        words["THREE_LETTERS"] = set((folder / "languages.txt").read_text("ascii").split())
    assert date
    for file, text in registries.files(registries.Table(name, date, words)).items():
        assert (folder / file).read_text("utf-8") == text


@pytest.mark.parametrize("scheme", ["ms-office", "ms-settings-location", "ms-settings-camera"])
def test_a_scheme_with_hyphens_is_one(scheme: str) -> None:
    """A line end after a hyphen once made two of it."""
    (fault,) = uri(f"{scheme}:ofe")
    assert fault.code == "uri-scheme-recent"


def test_each_table_is_asked() -> None:
    assert not language("de-CH")
    assert not language("gsw")
    assert language("dexy")
    assert not country("ch")
    assert country("QQ")
    assert "geofeed" in relations.REGISTERED
    assert "ms-" not in schemes.REGISTERED
