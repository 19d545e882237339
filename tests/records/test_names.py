"""Who spells a key of the front matter: the mapping alone, so that another site's names are another table."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedtool.diagnostics import schemas
from tests.conftest import ROOT, files
from tests.tables import each

PACKAGE = ROOT / "feedtool"
KEYS = schemas.record_kinds()
# Keys that are no word of English, and of no other format that feedtool reads or writes.
UNMISTAKABLE = [key for key in KEYS if not key.islower()]
# What reads records; feeds, configurations and reports have names and titles of their own.
READERS = ("build", "diagnostics", "frontmatter", "lint", "records", "rules", "schema", "start")

EXEMPT = {
    "feedtool/records/mapping.py": "the table itself",
    "feedtool/diagnostics/synonyms.py": "a dictionary of the fields of the shipped schema, whose names "
    "a mapping translates (known_as)",
    "feedtool/rules/catalogue/": "documentation, with examples under the shipped schema",
    "feedtool/check/": "the vocabulary of feeds",
}
EXCEPTIONS = {
    (
        "feedtool/frontmatter/slips/fences.py",
        "[provider] a line provider: ",
    ): "an example, for TOML",
    ("feedtool/schema/hints.py", "can be published: write"): "a sentence",
    ("feedtool/build/ledger/reading.py", "from what is published: feedtool"): "a sentence",
    ("feedtool/schema/", "type"): "a keyword of JSON Schema",
    ("feedtool/diagnostics/schemas.py", "type"): "a keyword of JSON Schema",
    ("feedtool/records/sites/document.py", "/draft"): "what any generator's posts are held back by",
    (
        "feedtool/records/sites/notations/docinfo.py",
        "title",
    ): "what Pelican calls the title of a document, which is no field there",
    ("feedtool/start/inherited.py", "draft"): "a key of Zola's sections",
    ("feedtool/start/inherited.py", "type"): "a key of Jekyll's scopes",
    ("feedtool/start/inherited.py", "name"): "a key of people, in the files of other generators",
    ("feedtool/start/inherited.py", "title"): "what Hugo calls the name of a person",
    ("feedtool/records/sites/reader.py", "locale"): "our own name of the field",
    ("feedtool/records/sites/sources.py", "name"): "a placeholder of addresses",
    ("feedtool/records/sites/sources.py", "category"): "a key of Hexo and Pelican",
    ("feedtool/start/permalinks/forms.py", "category"): "a key of Jekyll's defaults",
    ("feedtool/start/permalinks/placeholders.py", "title"): "a placeholder of Hexo",
    ("feedtool/feeds/render/extensions/podcast.py", "episodeType"): "an element of Apple",
    ("feedtool/build/reading/summary.py", "domain"): "the name of a trait",
    ("feedtool/schema/proposals.py", "name"): "what people write who take a text for a group",
}


DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def spelled_in(file: Path) -> list[tuple[int, str]]:
    reads_records = file.relative_to(PACKAGE).parts[0] in READERS
    return [*spelled(file.read_text("utf-8"), reads_records=reads_records)]


def spelled(code: str, *, reads_records: bool) -> Iterator[tuple[int, str]]:
    """The lines of a module that spell a key, and what they spell."""
    tree = ast.parse(code)
    documents = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, DOCUMENTED)
    }
    word = "|".join(map(re.escape, KEYS))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if text in documents:
                continue
            # A pointer, or a line of a record.
            line = reads_records and re.search(rf"^/({word})(/|$)|\b({word}): ", text)
            if line or re.search(rf"\b({'|'.join(UNMISTAKABLE)})\b", text):
                yield node.lineno, text
        if reads_records:
            yield from _asked_for(node)


def _asked_for(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The key that a mapping is asked for: ``value.get("x")``, ``value["x"]``, ``"x" in value``."""
    asked: ast.AST | None = None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        asked = node.args[0] if node.func.attr in ("get", "pop", "setdefault") else None
    elif isinstance(node, ast.Subscript):
        asked = node.slice
    elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        asked = node.left
    elif isinstance(node, ast.Compare) and "field" not in ast.unparse(node):  # our names are fields
        asked = node.comparators[0]
    if isinstance(asked, ast.Constant) and asked.value in KEYS:
        yield asked.lineno, str(asked.value)


def modules() -> list[Path]:
    return [
        file
        for file in files(PACKAGE, "**/*.py")
        if not file.relative_to(ROOT).as_posix().startswith(tuple(EXEMPT))
    ]


def excepted(file: Path, text: str) -> bool:
    name = file.relative_to(ROOT).as_posix()
    return any(name.startswith(where) and what in text for where, what in EXCEPTIONS)


def test_no_module_but_the_mapping_spells_a_key() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}: {text}"
        for file in modules()
        for line, text in spelled_in(file)
        if not excepted(file, text)
    ]
    assert found == []
    assert len(modules()) > 100


def test_every_exception_is_needed() -> None:
    for where, what in EXCEPTIONS:
        found = [file for file in modules() if file.relative_to(ROOT).as_posix().startswith(where)]
        assert any(what in text for file in found for _, text in spelled_in(file)), where


@each(
    "code",
    [
        'value.get("excerpt")',
        'value["heat"]',
        '"published" in value',
        'name == "topics"',
        'pointer = "/related"',
        'pointer = f"/images/{index}"',
        'hint = "set published: false"',
        'name = "webUrl"',
        'message = "the publishedDateTime is wrong"',
    ],
)
def test_a_key_is_noticed_however_it_is_spelled(code: str) -> None:
    assert [*spelled(code, reads_records=True)]


@pytest.mark.parametrize("code", ['view.find("excerpt")', 'field == "title"', 'said = "a story"'])
def test_our_names_of_fields_are_no_keys(code: str) -> None:
    assert not [*spelled(code, reads_records=True)]
