"""ARCHITECTURE.md: it names every module, and what it names is there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from feedtool.diagnostics import schemas
from tests.conftest import ROOT, files
from tests.tables import each

PACKAGE = ROOT / "feedtool"
TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
LONGEST_LINE = 130

SOURCES = [
    (
        file.relative_to(ROOT).with_suffix("").as_posix().removesuffix("/__init__"),
        file.read_text("utf-8"),
    )
    for folder in ("feedtool", "tests", "tools", "benchmarks")
    for file in files(ROOT / folder, "**/*.py")
]
MODULES = [file.relative_to(PACKAGE) for file in files(PACKAGE, "**/*.py")]
# The tables of the configuration, whose keys look like names in a module.
TABLES = frozenset(json.loads(schemas.shipped(schemas.CONFIG))["properties"])


def named(text: str) -> list[str]:
    """What stands between backticks, on one line or over two."""
    return [" ".join(found.split()) for found in re.findall(r"`([^`]+)`", text)]


def packages() -> dict[str, str]:
    """What the list of packages says of each."""
    section = TEXT.partition("\n## Packages\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"(?ms)^- \*\*`(\w+)/`\*\*: (.*?)(?=^- |\Z)", section))


def test_no_line_is_too_long_to_read() -> None:
    lines = TEXT.splitlines()
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


def test_every_package_is_described() -> None:
    folders = {module.parts[0] for module in MODULES if len(module.parts) > 1}
    assert packages().keys() == folders


@each("package", packages())
def test_every_module_of_a_package_is_named(package: str) -> None:
    names = {name.strip("/") for name in named(packages()[package])}
    here = [module for module in MODULES if module.parts[0] == package]
    missing = [
        module.as_posix()
        for module in here
        if module.name != "__init__.py" and module.stem not in names
    ]
    missing += [
        module.as_posix()
        for module in here
        if module.name == "__init__.py"
        and len(module.parts) > 2
        and module.parent.name not in names
    ]
    assert missing == []


def paths() -> Iterator[str]:
    """The paths that are named, of files, folders and modules, and what is named in a module."""
    prose = re.sub(r"(?ms)^```.*?^```$", "", TEXT)
    for name in dict.fromkeys(named(prose)):
        if re.fullmatch(r"[\w.]+(/[\w.*]+)*/?", name) and re.search(r"/|\w\.[a-zA-Z_]", name):
            yield name


def there(name: str) -> bool:
    """Whether a path leads to a file or folder, a module, or something that a module mentions."""
    path = name.rstrip("/")
    for root in (ROOT, PACKAGE):
        if list(root.glob(path)) or (root / f"{path}.py").is_file():
            return True
    module, *attributes = re.split(r"\.(?=\w+(?:\.\w+)*$)", path, maxsplit=1)
    words = ".".join(attributes).split(".")
    homes = (text for where, text in SOURCES if is_home(where, text, module))
    return any(all(re.search(rf"\b{word}\b", text) for word in words) for text in homes)


def is_home(where: str, text: str, name: str) -> bool:
    """Whether a module has this name, or a name that ends so, or has a class of this name."""
    return f"/{where}".endswith(f"/{name}") or f"class {name}" in text


# What looks like a path and is none of ours.
STRANGERS = {"feedtool.toml", "index.html"}


def test_what_is_named_is_there() -> None:
    found = [name for name in paths() if name not in STRANGERS and name.split(".")[0] not in TABLES]
    assert len(found) > 50
    assert [name for name in found if not there(name)] == []


DOCUMENTS = [*files(ROOT, "*.md"), *files(ROOT / "docs", "*.md")]


@each("document", DOCUMENTS)
def test_tests_that_a_document_names_are_there(document: Path) -> None:
    known = [f"/{file.relative_to(ROOT).as_posix()}" for file in files(ROOT / "tests", "**/*.py")]
    named_tests = set(re.findall(r"(?<![\w/])[\w/]*\btest_\w+\.py", document.read_text("utf-8")))
    gone = [one for one in named_tests if not any(path.endswith(f"/{one}") for path in known)]
    assert gone == []
