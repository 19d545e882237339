"""How the code is laid out: what import-linter has no contract for (``pyproject.toml`` has the floors)."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.conftest import ROOT, files
from tests.tables import each

PACKAGE = ROOT / "feedtool"
MOST_FILES = 12

# What is imported from outside, Python's own databases and TOML included, and the one place that may.
HOMES = {
    "babel": "feedtool.feeds.render.languages",
    "click": "feedtool.cli",
    "cmarkgfm": "feedtool.records.bodies.markdown",
    "distributed": "feedtool.runtime.dask",
    "feedgen": "feedtool.feeds.render.libraries",
    "fsspec": "feedtool.storage.remote",
    "ftfy": "feedtool.text.mojibake",
    "idna": "feedtool.text.urls",
    "jsonschema": "feedtool.schema",
    "jsonschema_rs": "feedtool.schema.libraries",
    "lxml": "feedtool.feeds.render.libraries",
    "minijinja": "feedtool.feeds.render.environment",
    "nh3": "feedtool.text.sanitiser",
    "slugify": "feedtool.model.topics",
    "sqlite3": "feedtool.storage.database",
    "tomllib": "feedtool.toml.reader",
    "wcwidth": "feedtool.report.formats.text",
    "yaml": "feedtool.frontmatter",
}
# The name of a type that is no class: ``Octets = bytes | mmap.mmap``; a letter alone is a type variable.
TYPE_NAME = re.compile(r"_?[A-Z]\w*[a-z]\w*")
# What comes along with one of these, and is a part of it.
PART_OF = {"referencing": "jsonschema"}


def modules() -> Iterator[tuple[str, Path]]:
    """Each module's name and file."""
    for file in files(PACKAGE, "**/*.py"):
        name = file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        yield name.removesuffix(".__init__"), file


def outside() -> Iterator[tuple[str, str]]:
    """Each module, and each package outside feedtool that it imports, early or late."""
    for module, file in modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            for name in {name.partition(".")[0] for name in names} - {"feedtool"}:
                if name in HOMES or name not in sys.stdlib_module_names:
                    yield module, PART_OF.get(name, name)


@cache
def imported() -> list[tuple[str, str]]:
    return sorted(set(outside()))


def test_each_package_from_outside_has_a_home() -> None:
    assert {package for _, package in imported()} == HOMES.keys()


@each("package", HOMES)
def test_a_package_from_outside_is_imported_in_its_home_alone(package: str) -> None:
    home = HOMES[package]
    strangers = [
        module
        for module, found in imported()
        if found == package and module != home and not module.startswith(f"{home}.")
    ]
    assert strangers == []


def test_no_package_has_more_than_twelve_files() -> None:
    files = Counter(file.parent.relative_to(ROOT).as_posix() for _, file in modules())
    assert len(files) > 1
    assert {folder: count for folder, count in files.items() if count > MOST_FILES} == {}


def classes() -> Iterator[tuple[str, str]]:
    """Each class, or other type, that stands at the top of a module, and the module."""
    for module, file in modules():
        for node in ast.parse(file.read_text("utf-8")).body:
            match node:
                case ast.ClassDef(name=name):
                    yield name, module
                case ast.Assign(targets=[ast.Name(id=name)]) if TYPE_NAME.fullmatch(name):
                    yield name, module


def test_no_two_classes_have_one_name() -> None:
    homes: dict[str, list[str]] = {}
    for name, module in classes():
        homes.setdefault(name, []).append(module)
    assert len(homes) > 1
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


# --- the tests

TESTS = ROOT / "tests"

# The modules without a test of their name, alone or all of a package, and why.
_CASES = (
    "the rules of feeds, each with two documents in tests/check/cases: tests/check/test_rules.py"
)
_WALK = "parts of one walk through a document, told of by what it finds: tests/check/engine, tests/check/cases"
_PROTOCOL = "a Protocol or values without methods, which mypy holds"
_WORDS = "words alone, each shown and filled by the rule of its code: tests/rules/test_catalogue.py"
_DIALECTS = "template code by its generator: tests/records/bodies/test_templates.py"
_ELSEWHERE = {
    "feedtool.__main__": "how a run begins: every test of tests/integration",
    "feedtool.check.catalogue": _CASES,
    "feedtool.check.engine.elements": _WALK,
    "feedtool.check.engine.entities": _WALK,
    "feedtool.check.engine.prologue": _WALK,
    "feedtool.check.html.safelists": "words alone",
    "feedtool.check.json.shapes": "a table: tests/check/json/test_feed.py",
    "feedtool.check.limits": "numbers: tests/check/test_hostile.py, tests/integration/test_check_hostile.py",
    "feedtool.check.options": _PROTOCOL,
    "feedtool.check.rules": _CASES,
    "feedtool.lint.queries": "held to what a build says: tests/rules/test_queries.py",
    "feedtool.build.cache.folder": "a summary of what was stored: tests/build/cache/test_store.py",
    "feedtool.build.past.previous": "what it stores is given again: tests/build/past/test_unchanged.py",
    "feedtool.build.steps": "plain values: tests/build/test_publication.py",
    "feedtool.model.query": "plain values: tests/feeds/test_queries.py",
    "feedtool.check.values.registered": "registries of IANA: tests/check/values/test_registered.py",
    "feedtool.check.values.schemes": "words alone: tests/check/values/test_registered.py",
    "feedtool.check.vocabulary": _CASES,
    "feedtool.check.words": "one line",
    "feedtool.check.xml.context": _PROTOCOL,
    "feedtool.check.xml.document": _WALK,
    "feedtool.check.xml.element": _PROTOCOL,
    "feedtool.check.xml.node": _WALK,
    "feedtool.check.xml.row": _WALK,
    "feedtool.check.xml.seen": "tests/check/test_seen.py",
    "feedtool.cli.init": "tests/start/test_init.py",
    "feedtool.cli.new": "tests/start/test_new.py",
    "feedtool.diagnostics.errors": _PROTOCOL,
    "feedtool.frontmatter.dialects.dialect": "a value: tests/frontmatter/dialects/test_reading.py",
    "feedtool.diagnostics.progress": _PROTOCOL,
    "feedtool.diagnostics.words.bodies": _WORDS,
    "feedtool.diagnostics.words.configuration": _WORDS,
    "feedtool.diagnostics.words.frontmatter": _WORDS,
    "feedtool.diagnostics.words.schema": _WORDS,
    "feedtool.feeds.render.extensions.parts": "tests/feeds/render/test_syndication.py",
    "feedtool.model.config": _PROTOCOL,
    "feedtool.model.digest": _PROTOCOL,
    "feedtool.model.feed": _PROTOCOL,
    "feedtool.model.podcast": "tests/records/test_enclosures.py, tests/config/feeds/test_podcast.py",
    "feedtool.model.report": _PROTOCOL,
    "feedtool.model.states": "words alone",
    "feedtool.model.site": "presets: tests/config/test_presets.py, tests/records/sites/test_posts.py",
    "feedtool.records.bodies.attributes": _DIALECTS,
    "feedtool.records.bodies.contents": "tests/integration/test_bodies.py",
    "feedtool.records.bodies.liquid": _DIALECTS,
    "feedtool.records.bodies.mdx": _DIALECTS,
    "feedtool.records.bodies.pieces": _DIALECTS,
    "feedtool.records.bodies.shortcodes": _DIALECTS,
    "feedtool.records.sites.document": "tests/records/sites/test_posts.py",
    "feedtool.records.sites.mapper": "tests/records/sites/test_posts.py",
    "feedtool.records.sites.reader": "tests/records/sites/test_posts.py",
    "feedtool.config.files": "tests/config/test_settings.py",
    "feedtool.records.sites.missing": "tests/records/sites/test_posts.py",
    "feedtool.records.sites.values": "tests/records/sites/test_posts.py",
    "feedtool.records.sites.notations.headdocument": "tests/records/sites/test_heads.py",
    "feedtool.start.site_config": "tests/start/test_sites.py",
    "feedtool.rules.catalogue": "the rules of records, each with its examples: tests/rules/test_catalogue.py",
}


# The tests that patch what is feedtool's, each with the reason why nothing else shows what it shows.
_PATCHING: dict[str, str] = {
    "tests/build/test_incremental.py": "that records are kept, and made for stale feeds alone, changes no byte",
}


def roots(node: ast.expr) -> str:
    """The name that a chain of attributes begins with."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def ours(tree: ast.Module) -> set[str]:
    """The names that a test has from feedtool."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "feedtool":
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names = (alias.asname or alias.name for alias in node.names)
            found |= {name.split(".")[0] for name in names if name.split(".")[0] == "feedtool"}
    return found


def patches(text: str) -> list[str]:
    """The lines of a test that put something else in the place of what is feedtool's."""
    tree = ast.parse(text)
    names, found = ours(tree), []
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = [one for one in node.targets if isinstance(one, ast.Attribute)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            targets = [node.args[0]] if node.func.attr in ("setattr", "delattr") else []
        for target in targets:
            is_named = isinstance(target, ast.Constant) and str(target.value).startswith(
                "feedtool."
            )
            if is_named or roots(target) in names:
                found.append(ast.unparse(node))
    return found


@each(
    ("line", "is_patch"),
    [
        ("monkeypatch.setattr(scan, 'look', None)", True),
        ("monkeypatch.setattr(feedtool.build.reading.scan, 'look', None)", True),
        ("monkeypatch.setattr('feedtool.build.reading.scan.look', None)", True),
        ("patch.delattr(scan.Folder, 'path')", True),
        ("scan.look = None", True),
        ("monkeypatch.setattr(os, 'listdir', None)", False),
        ("monkeypatch.setattr('sys.stdin', None)", False),
        ("look = scan.look", False),
    ],
)
def test_a_patch_is_seen(line: str, *, is_patch: bool) -> None:
    text = (
        f"import os\nimport feedtool.build.reading.scan\nfrom feedtool.build import scan\n{line}\n"
    )
    assert bool(patches(text)) is is_patch


def test_no_test_patches_what_is_ours() -> None:
    """An argument, an environment or a small real thing shows what users would see; a patch need not."""
    found = {
        file.relative_to(ROOT).as_posix(): lines
        for file in files(TESTS, "**/*.py")
        if (lines := patches(file.read_text("utf-8")))
    }
    assert found.keys() == _PATCHING.keys(), found


def mirror(module: str) -> Path:
    """The file for the tests of a module."""
    *packages, name = module.split(".")[1:]
    return TESTS.joinpath(*packages, f"test_{name}.py")


def is_elsewhere(module: str) -> bool:
    """Whether a module, or a package that it is in, has its tests elsewhere."""
    return any(module == one or module.startswith(f"{one}.") for one in _ELSEWHERE)


def test_each_module_has_a_test_of_its_name() -> None:
    alone = [
        module
        for module, file in modules()
        if file.name != "__init__.py" and not is_elsewhere(module) and not mirror(module).is_file()
    ]
    assert alone == []


@each("module", _ELSEWHERE)
def test_no_exception_is_idle(module: str) -> None:
    within = [name for name, _ in modules() if name == module or name.startswith(f"{module}.")]
    assert within, "there is no such module"
    assert not all(mirror(name).is_file() for name in within)
    for named in re.findall(r"tests/[\w/]+(?:\.py)?", _ELSEWHERE[module]):
        assert (ROOT / named).exists()
