"""What becomes of a front matter: its value, its places, or why it is refused."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from feedtool import frontmatter
from feedtool.diagnostics.pointer import escape
from feedtool.diagnostics.problem import Span
from tests.conftest import place

Place4 = tuple[int, int, int, int]


def value(text: str) -> Any:
    """What a block means; the block must be good."""
    document, problems = frontmatter.parse("a.md", f"---\n{text}\n---\n".encode())
    assert problems == ()
    assert document is not None
    return document.value


def refusals(content: str | bytes) -> list[tuple[str, Place4 | None]]:
    """The codes and places of the problems of a file; there must be some, and so no document."""
    encoded = content if isinstance(content, bytes) else content.encode()
    document, problems = frontmatter.parse("a.md", encoded)
    assert document is None
    assert all(problem.path == "a.md" for problem in problems)
    return [(problem.code, place(problem)) for problem in problems]


def places(text: str) -> dict[str, tuple[Place4, Place4 | None]]:
    """The place of each value in a YAML file, and that of its key."""
    document, problems = frontmatter.parse_yaml("a.yaml", text.encode())
    assert problems == ()
    assert document is not None
    return {
        pointer: (tuple4(found.value), tuple4(found.key) if found.key else None)
        for pointer, found in document.places.items()
    }


def tuple4(span: Span) -> Place4:
    return span.line, span.column, span.end_line, span.end_column


def walk(found: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    yield pointer, found
    members: Any = found.items() if isinstance(found, dict) else ()
    members = enumerate(found) if isinstance(found, list) else members
    for key, member in members:
        yield from walk(member, f"{pointer}/{escape(str(key))}")


# What is made of a file: its value, its places, and the codes and places of its problems.
Reading = list[Any]


def reading(content: bytes) -> Reading:
    """What is made of a file, as JSON has it."""
    document, problems = frontmatter.parse("a.md", content)
    found = [(problem.code, place(problem)) for problem in problems]
    made = (document.value, document.places, found) if document else (None, None, found)
    plain: Reading = json.loads(json.dumps(made))
    return plain


def serve() -> None:
    """Say of files on stdin, a line of hexadecimal digits each, what is made of them."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(reading(bytes.fromhex(line))) + "\n")
        sys.stdout.flush()
