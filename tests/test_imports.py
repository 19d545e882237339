"""What each command imports: a stray import is felt by everyone whose commit waits for a hook."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from feedtool.report import REPORTS
from tests.conftest import CONFIG, record
from tests.integration import support

# Runs the command line, then tells which modules are there that Python alone does not load.
PROBE = """
import sys
before = set(sys.modules)
from feedtool import cli
code = cli.run()
assert code in (0, 1), code
for name in sorted(set(sys.modules) - before):
    file = getattr(sys.modules[name], "__file__", None) or ""
    print("probe", "site" if "site-packages" in file else "std", name, file=sys.stderr)
"""

# Modules of the standard library that take a millisecond or more, or bring many others along.
HEAVY = {
    "_hashlib", "argparse", "ast", "asyncio", "base64", "calendar", "concurrent.futures", "dataclasses",
    "difflib", "email.utils", "gettext", "glob", "html", "html.parser", "http", "importlib.metadata",
    "importlib.resources", "inspect", "json", "locale", "logging", "multiprocessing", "pathlib", "platform",
    "random", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "textwrap", "tokenize", "tomllib",
    "typing", "unittest", "urllib.request", "uuid", "xml", "zipfile",
}  # fmt: skip
# What click takes along, and what lays its texts out.
CLICK = ("click", "shutil", "textwrap", "locale")

# What a hook waits for: the line is read without click, an ordinary record without PyYAML.
HOOK = {"jsonschema_rs"}
VALIDATE = {"click", "jsonschema_rs"}
WORDS = {"attr", "attrs", "jsonschema", "jsonschema_specifications", "referencing", "rpds"}
# What feedgen, lxml and minijinja take along where it is there.
OPTIONAL = {"markupsafe", "six"}
RENDER = {"dateutil", "feedgen", "lxml", "minijinja", "nh3"}


def imported(folder: Path, *arguments: str) -> list[list[str]]:
    """The kind and the name of each module that a command imports."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=folder,
        env=support.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    seen = [line.split()[1:] for line in done.stderr.splitlines() if line.startswith("probe ")]
    assert seen, done.stderr
    return seen


def imports(folder: Path, *arguments: str) -> tuple[set[str], set[str]]:
    """The packages of others, and the heavy modules of Python, that a command imports."""
    seen = imported(folder, *arguments)
    packages = {name.partition(".")[0] for kind, name in seen if kind == "site"}
    return packages - {"feedtool"}, HEAVY & {name for kind, name in seen if kind == "std"}


def own(folder: Path, *arguments: str) -> dict[str, set[str]]:
    """The modules of each package of ours that a command imports."""
    found: dict[str, set[str]] = {}
    for _, name in imported(folder, *arguments):
        root, _, rest = name.partition(".")
        package, _, module = rest.partition(".")
        if root == "feedtool" and module:
            found.setdefault(package, set()).add(module)
    return found


@cache
def std(*names: str) -> set[str]:
    """Modules of the standard library, and the heavy ones that they import: each Python has its own.

    All of them have named tuples, the first of which imports more from Python 3.14 on.
    """
    code = (
        "import sys; before = set(sys.modules); import {}\n"
        "from typing import NamedTuple\n"
        "class Pair(NamedTuple):\n    first: int\n"
        "print(*set(sys.modules) - before)"
    )
    loaded = subprocess.check_output(
        [sys.executable, "-c", code.format(", ".join(names))], text=True, timeout=60
    )
    return set(names) | (HEAVY & set(loaded.split()))


def ordinary(**changed: object) -> str:
    """A good record as people write it, its provider on lines of its own."""
    provider = "provider:\n  name: Example\n  domain: example.org\n"
    return record(provider=..., **changed).replace("topics:", f"{provider}topics:")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a configuration, a good record, one with braces, one out of the ordinary, and a bad one."""
    (tmp_path / "feedtool.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "good.md").write_text(ordinary(), "utf-8")
    (tmp_path / "styled.md").write_text(record(), "utf-8")
    unusual = record().replace("A title", r"A \U00000074itle")
    (tmp_path / "unusual.md").write_text(unusual, "utf-8")
    (tmp_path / "bad.md").write_text(record(heat="hot"), "utf-8")
    return tmp_path


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_what_does_nothing_imports_nothing(tmp_path: Path, argument: str) -> None:
    assert imports(tmp_path, argument) == (set(), set())


def test_a_help_of_an_unusual_width_waits_for_click(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    packages, heavy = imports(tmp_path, "--help")
    assert packages == {"click"}
    assert heavy <= std(*CLICK)


def test_a_schema_is_printed_by_little_more(tmp_path: Path) -> None:
    packages, heavy = imports(tmp_path, "schema")
    assert packages == {"click"}
    assert heavy <= std("json", "pathlib", *CLICK)


@pytest.mark.parametrize("arguments", [["rules"], ["rules", "schema-type"]], ids=" ".join)
def test_the_rules_bring_their_checks_but_no_packages_of_others(
    tmp_path: Path, arguments: list[str]
) -> None:
    packages, heavy = imports(tmp_path, *arguments)
    assert packages == {"click"}
    assert heavy.isdisjoint({"asyncio", "multiprocessing", "unittest"})


@pytest.mark.parametrize(
    "line",
    [
        "validate seeds/good.md",
        "validate --quiet --strict -- seeds/good.md",
        "validate -q",
        "validate seeds",
    ],
)
def test_a_good_record_waits_for_its_validator_only(site: Path, line: str) -> None:
    packages, heavy = imports(site, *line.split())
    assert packages == HOOK
    assert heavy == std("json", "pathlib", "tomllib", "typing")


def test_only_a_record_out_of_the_ordinary_waits_for_pyyaml(site: Path) -> None:
    packages, _ = imports(site, "validate", "styled.md")
    assert packages == HOOK
    packages, _ = imports(site, "validate", "unusual.md")
    assert packages == HOOK | {"yaml"}


def test_only_other_options_wait_for_click(site: Path) -> None:
    packages, _ = imports(site, "validate", "--statistics", "seeds/good.md")
    assert packages == HOOK | {"click"}


def test_without_a_configuration_there_is_no_toml(site: Path) -> None:
    (site / "feedtool.toml").unlink()
    packages, heavy = imports(site, "validate", "seeds/good.md")
    assert packages == HOOK
    assert heavy <= std("json", "pathlib", "tomllib", "typing")


def test_a_bad_record_waits_for_little_more(site: Path) -> None:
    packages, _ = imports(site, "validate", "bad.md")
    assert packages <= HOOK | {"idna", "yaml"}


def test_only_a_schema_of_a_user_waits_for_jsonschema(site: Path) -> None:
    (site / "own.json").write_text('{"required": ["title"]}', "utf-8")
    with (site / "feedtool.toml").open("a", encoding="utf-8") as file:
        file.write('[records]\nschema = "own.json"\n')
    packages, _ = imports(site, "validate", "seeds/good.md")
    assert packages <= HOOK | WORDS | {"idna", "typing_extensions", "yaml"}
    assert "jsonschema" in packages


@pytest.mark.parametrize("output_format", REPORTS[1:])
def test_no_report_needs_more_packages(site: Path, output_format: str) -> None:
    packages, heavy = imports(site, "validate", "--output-format", output_format, "seeds/good.md")
    assert packages == VALIDATE
    # To find the home of feedtool in its metadata, and to word a difference.
    patches = std(
        "importlib.metadata", "importlib.resources", "email.message", "difflib", "html", "_hashlib"
    )
    more = {"junit": {"xml"}, "sarif": patches, "rdjson": patches}.get(output_format, set())
    assert {"json"} <= heavy <= {*std("dataclasses", "json", "pathlib", "tomllib", *CLICK), *more}


def test_a_build_imports_what_renders_and_no_more(site: Path) -> None:
    packages, heavy = imports(site, "build")
    assert packages <= HOOK | RENDER | OPTIONAL
    assert packages >= RENDER
    assert heavy.isdisjoint({"asyncio", "multiprocessing", "unittest"})


@pytest.mark.parametrize(("language", "babel"), [("de-AT", set()), ("zh-TW", {"babel"})])
def test_only_a_language_that_is_not_in_our_table_waits_for_babel(
    site: Path, language: str, babel: set[str]
) -> None:
    config = site / "feedtool.toml"
    config.write_text(
        config.read_text("utf-8").replace("[site]", f'[site]\nlanguage = "{language}"'), "utf-8"
    )
    packages, _ = imports(site, "build")
    assert packages & {"babel"} == babel


def test_a_build_imports_no_renderer_where_nothing_or_only_heat_has_changed(site: Path) -> None:
    with (site / "feedtool.toml").open("a", encoding="utf-8") as config:
        config.write("\n[feeds]\nshow_heat = true\n")
    imports(site, "build")
    record_file = site / "seeds" / "good.md"
    record_file.write_text(ordinary(heat=91), "utf-8")
    assert b'"heat": 90' not in (site / "output" / "all.json").read_bytes()
    packages, _ = imports(site, "build")
    assert packages <= HOOK | {"nh3"}
    assert b'"heat": 90' in (site / "output" / "all.json").read_bytes()
    packages, heavy = imports(site, "build")
    assert packages == set()
    assert heavy <= std("json", "pathlib", "sqlite3", "tomllib")
    assert imports(site, "build", "--no-cache")[0] >= HOOK
    packages, _ = imports(site, "build", "--jobs", "1")
    assert "click" in packages


# What a build looks at to see that nothing has changed: no record, no feed, no schema.
UNCHANGED = {
    "build": {
        "cache", "cache.configuration", "cache.opening", "cache.store", "fingerprints", "ledger",
        "ledger.ledgerfile", "past", "past.unchanged", "pipeline", "task",
    },
    "check": set(),
    "feeds": {"formats", "kinds", "layout"},
    "frontmatter": set(),
    "model": {"config", "report", "states", "topics"},
    "publish": {"generations", "placement"},
    "records": {"mapping"},
    "report": {"builds", "groups", "words"},
    "rules": set(),
    "schema": {"names"},
}  # fmt: skip


def test_where_nothing_has_changed_nothing_is_imported_that_reads_or_publishes(site: Path) -> None:
    imports(site, "build")
    here = own(site, "build", "-q")
    assert {package: here.get(package, set()) for package in UNCHANGED} == UNCHANGED
