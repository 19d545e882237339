"""How the code is laid out: what import-linter has no contract for (``pyproject.toml`` has the floors)."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, files

PACKAGE = ROOT / "feedtool"
MOST_FILES = 12

# What is imported from outside, Python's own databases and TOML included, and the one place that may.
HOMES = {
    "babel": "feedtool.feeds.render.languages",
    "click": "feedtool.cli",
    "distributed": "feedtool.runtime.dask",
    "feedgen": "feedtool.feeds.render.syndication",
    "fsspec": "feedtool.storage.remote",
    "ftfy": "feedtool.text.mojibake",
    "idna": "feedtool.text.urls",
    "jinja2": "feedtool.feeds.render",
    "jsonschema": "feedtool.schema",
    "jsonschema_rs": "feedtool.schema.validator",
    "lxml": "feedtool.feeds.render.syndication",
    "nh3": "feedtool.feeds.render.content",
    "slugify": "feedtool.model.topics",
    "sqlite3": "feedtool.storage.database",
    "tomllib": "feedtool.toml.reader",
    "wcwidth": "feedtool.report.formats.text",
    "yaml": "feedtool.frontmatter",
}
# The name of a type that is no class: ``Octets = bytes | mmap.mmap``; a letter alone is a type variable.
TYPE_NAME = re.compile(r"_?[A-Z]\w*[a-z]\w*")
# What comes along with one of these, and is a part of it.
PART_OF = {"markupsafe": "jinja2", "referencing": "jsonschema"}


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


IMPORTED = sorted(set(outside()))


def test_each_package_from_outside_has_a_home() -> None:
    assert {package for _, package in IMPORTED} == HOMES.keys()


@pytest.mark.parametrize("package", HOMES)
def test_a_package_from_outside_is_imported_in_its_home_alone(package: str) -> None:
    home = HOMES[package]
    strangers = [
        module
        for module, imported in IMPORTED
        if imported == package and module != home and not module.startswith(f"{home}.")
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
