"""The schema that a front matter names itself, ``$schema``: a file of this site, and nothing of the network.

A record is held against it besides all else. What lies outside the folders of the records is held against it
alone: it may be front matter of any kind.
"""

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from feedtool.config import paths
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.diagnostics.words.schema import WORDS
from feedtool.frontmatter import Document
from feedtool.records import parse
from feedtool.records.parse import Parsed, ParseOptions
from feedtool.records.sites import heads
from feedtool.schema import mismatches, validator
from feedtool.storage.place import Raw

KEY = "$schema"
_CODE, _POINTER = "head-schema", f"/{KEY}"
_OR_ANOTHER = "delete this line, or write the path of a file that holds a schema"
_OR_COPY = "delete this line, or copy the schema to where feedtool.toml is, and write its path"


def parsed(raw: Raw, options: ParseOptions) -> Parsed:
    """The record in some bytes, held against the schema that it names as well."""
    if not _is_record(raw.path, options):
        document, _ = heads.read(raw.path, raw.content, dialect=heads.ANY)
        if document is not None and KEY in document.value:
            return Parsed(raw.path, None, tuple(_problems(document, options.base)), document)
    made = parse.parse(raw, options)
    if made.document is None:
        return made
    head = getattr(made.document, "head_document", made.document)
    if KEY not in head.value:
        return made
    known = {(one.code, one.pointer) for one in made.problems}
    found = _problems(head, options.base)
    more = (one for one in found if (one.code, one.pointer) not in known)
    return made._replace(problems=(*made.problems, *more))


def _is_record(path: str, options: ParseOptions) -> bool:
    """Whether a file lies in a folder of records; where none is known, it is taken for one."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
    folders = [Path(os.path.normpath(one)) for one in options.folders if isinstance(one, Path)]
    return not folders or any(absolute.is_relative_to(folder) for folder in folders)


def _problems(head: Document, base: Path | None) -> Sequence[Problem]:
    """What a front matter does against the schema that it names, or why that cannot be used."""
    named = head.value[KEY]
    if not isinstance(named, str) or not named.strip():
        return [_unusable(head, "is no path of a file", _OR_ANOTHER)]
    if "://" in named or named.startswith("//"):
        cause = "is an address, and nothing is fetched"
        return [_unusable(head, cause, _OR_ANOTHER)._replace(severity=Severity.WARNING)]
    file = _file(named, head.path, base)
    if file is None:
        cause = "leads out of the site"
        return [_unusable(head, cause, _OR_COPY)]
    text = _text(file)
    if isinstance(text, tuple):
        return [_unusable(head, *text)]
    own = validator.compiled(text, trusted=False)
    return mismatches.problems(head, own, own_words=False, family="schema")


def _unusable(head: Document, cause: str, advice: str) -> Problem:
    span = head.span_of(_POINTER)
    parts = {"key": KEY, "cause": cause, "advice": advice}
    return WORDS[_CODE].problem(head.path, _CODE, parts, span, _POINTER)


def _file(named: str, path: str, base: Path | None) -> Path | None:
    """The file that a path means, from beside the record or from the folder of the configuration.

    None where that lies in neither this folder nor the working directory, wherever links lead.
    """
    here = Path.cwd()
    below = [Path(os.path.realpath(folder)) for folder in (base or here, here)]
    tries = [Path(path).parent / named, (base or here) / named]
    found = next((one for one in tries if one.exists()), tries[0])
    real = Path(os.path.realpath(found))
    return found if any(real.is_relative_to(folder) for folder in below) else None


@lru_cache(maxsize=64)
def _text(file: Path) -> str | tuple[str, str]:
    """The text of a schema, or why it is none and what to do about that."""
    try:
        return paths.usable_schema(file)
    except OSError as error:
        return f"names a file that cannot be read: {error.strerror}", _OR_ANOTHER
    except UsageError as error:
        (problem,) = error.problems
        return (
            f"names no schema: {problem.message}",
            f"delete this line, or mend the schema: {problem.hint}",
        )
