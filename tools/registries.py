"""Write the registries of IANA that ``feedtool check`` knows anew: ``python tools/registries.py [FILE…]``.

Without FILE the three registries are fetched. With it those are read instead that were fetched by other means;
what they are, they say themselves. The date of each is printed, and stands in the module that it becomes.
"""

# ruff: noqa: INP001, T201 - a script

import argparse
import re
import sys
import textwrap
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "feedtool" / "check" / "values" / "registered"
SOURCES = {
    "languages": "https://www.iana.org/assignments/language-subtag-registry/language-subtag-registry",
    "schemes": "https://www.iana.org/assignments/uri-schemes/uri-schemes.xml",
    "relations": "https://www.iana.org/assignments/link-relations/link-relations.xml",
}
_XML = "{http://www.iana.org/assignments}"
_XML_IDS = {"uri-schemes": "schemes", "link-relations": "relations"}


class Table(NamedTuple):
    """One registry: which, of which date, and its words by the name that the module gives them."""

    name: str
    date: str
    words: dict[str, set[str]]


def parse(text: str) -> Table:
    """A registry from the text of its file; raises ValueError where it is none, or holds nothing."""
    table = _languages(text) if text.startswith("File-Date:") else _assignments(text)
    for name, words in table.words.items():
        if not words:
            raise ValueError(f"{table.name}: no {name} in it")
    return table


def _languages(text: str) -> Table:
    """The language subtags: https://www.rfc-editor.org/rfc/rfc5646#section-3.1"""
    head, *records = re.split(r"(?m)^%%\n", text)
    date = head.removeprefix("File-Date:").strip()
    found: dict[str, set[str]] = {"TWO_LETTERS": set(), "COUNTRIES": set(), "THREE_LETTERS": set()}
    for kind, subtag in _subtags(records):
        if kind == "language":
            found["TWO_LETTERS" if len(subtag) == len("aa") else "THREE_LETTERS"].add(subtag)
        elif subtag.isalpha():
            found["COUNTRIES"].add(subtag)
    return Table("languages", date, found)


def _subtags(records: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The kind and name of each language and region; what is set aside for private use is none."""
    for record in records:
        fields = dict(re.findall(r"(?m)^(\w[\w-]*): *(.*)$", record))
        if fields.get("Description") == "Private use" or ".." in fields.get("Subtag", ""):
            continue
        if fields.get("Type") in {"language", "region"}:
            yield fields["Type"], fields["Subtag"]


def _assignments(text: str) -> Table:
    """A registry in IANA's XML: the values of its first part, in small letters and without remarks."""
    try:
        root = ET.fromstring(text)  # noqa: S314 - a file of IANA's, and expat bounds what entities become
    except ET.ParseError as error:
        raise ValueError(f"neither a registry of language subtags nor XML: {error}") from error
    name = _XML_IDS.get(root.get("id", ""))
    part = root.find(f"{_XML}registry")
    if name is None or part is None:
        raise ValueError(f"the registry {root.get('id')!r} is none of {', '.join(_XML_IDS)}")
    values = (value.text or "" for value in part.iterfind(f"{_XML}record/{_XML}value"))
    names = {value.split()[0].lower() for value in values if value.strip()}
    return Table(name, root.findtext(f"{_XML}updated", "").strip(), {"NAMES": names})


def files(table: Table) -> dict[str, str]:
    """The names and texts of the files that a table becomes: a module, and a text of what is long."""
    source = SOURCES[table.name]
    about = f"{source}\n\nAs of {table.date}. Written by tools/registries.py.\n"
    parts = [f'"""{about}"""\n\nfrom feedtool.check.words import words\n\n']
    made = {}
    for name, words in table.words.items():
        if name == "THREE_LETTERS":
            made[f"{table.name}.txt"] = _filled(words, "") + "\n"
        else:
            parts.append(f'{name} = words(\n    """\n{_filled(words, "    ")}\n    """\n)\n')
    return {f"{table.name}.py": "".join(parts)} | made


def _filled(words: set[str], indent: str) -> str:
    return textwrap.fill(
        " ".join(sorted(words)),
        width=100,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,  # or ms-office would be two words
    )


def fetch(url: str) -> str:
    """The text at an address; raises OSError."""
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - one of SOURCES
        return str(answer.read().decode("utf-8"))


def main(arguments: list[str] | None = None) -> int:
    """Write the modules, or nothing at all if one registry cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="registries that were fetched already")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the modules are")
    options = parser.parse_args(arguments)
    try:
        if options.files:
            tables = [parse(file.read_text("utf-8")) for file in options.files]
        else:
            tables = [parse(fetch(url)) for url in SOURCES.values()]
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    for table in tables:
        for name, text in files(table).items():
            (options.folder / name).write_text(text, "utf-8")
        counts = ", ".join(f"{len(words)} {name}" for name, words in table.words.items())
        print(f"{table.name}: {table.date} ({counts})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
