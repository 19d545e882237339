"""Variables that stand over the configuration: ``FEEDTOOL_SITE_TITLE`` and its like."""

from collections.abc import Iterator, Mapping
from typing import Any

from feedtool.diagnostics.pointer import escape
from feedtool.diagnostics.problem import Problem
from feedtool.toml import coerce, shape
from feedtool.toml.reader import Table
from feedtool.toml.shape import KeyPath

PREFIX = "FEEDTOOL_"

_LISTS = "per_file_ignores"


class WrongVariableError(Exception):
    """A variable that cannot be used: its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def override(
    table: Table, root: Table, environ: Mapping[str, str]
) -> tuple[dict[KeyPath, str], tuple[Problem, ...]]:
    """Put what variables say into the table; gives their names by path, and what is wrong with them.

    A variable that names no key is wrong where it begins with the name of a table, or is close to one
    that there is; any other, such as ``FEEDTOOL_VERSION``, is somebody else's.
    """
    known = {PREFIX + "_".join(path).upper(): path for path in _paths(root, ())}
    found: dict[KeyPath, str] = {}
    problems: list[Problem] = []
    for name in sorted(name for name in environ if name.startswith(PREFIX)):
        path = known.get(name) or _topic_path(name, table, root)
        try:
            if path is not None:
                _put(table, path, _typed(name, environ[name], shape.at(root, path)), name)
                found[path] = name
            elif _is_ours(name, root, known):
                raise _unknown(name, known)
        except WrongVariableError as error:
            problems.append(error.problem)
    return found, tuple(problems)


def _paths(part: Mapping[str, Any], path: KeyPath) -> Iterator[KeyPath]:
    for key, below in part.get("properties", {}).items():
        if "properties" in below:
            yield from _paths(below, (*path, key))
        elif "properties" in below.get("items", ()):
            continue  # a list of tables is none that a variable can hold
        elif "additionalProperties" not in below or key == _LISTS:
            yield (*path, key)


def _topic_path(name: str, table: Table, root: Table) -> KeyPath | None:
    """``FEEDTOOL_TOPICS_COMPUTER_VISION_MIN_HEAT``: the slug with underscores for hyphens, then the key."""
    rest = name.removeprefix(f"{PREFIX}TOPICS_")
    if rest == name:
        return None
    topics = table.get("topics")
    slugs = topics if isinstance(topics, dict) else {}
    fields = shape.keys(shape.at(root, ("topics", "x")))
    for field in sorted(fields, key=len, reverse=True):
        slug = rest.removesuffix(f"_{field.upper()}")
        if slug != rest and slug:
            spelt = slug.lower().replace("_", "-")
            return ("topics", next((key for key in slugs if key.lower() == spelt), spelt), field)
    return None


def _is_ours(name: str, root: Table, known: Mapping[str, KeyPath]) -> bool:
    first = name.removeprefix(PREFIX).partition("_")[0].lower()
    return first in shape.keys(root) or _close(name, known) is not None


def _close(name: str, known: Mapping[str, KeyPath]) -> str | None:
    import difflib  # late: only what is misspelt needs it

    words = {key.removeprefix(PREFIX): key for key in known}
    close = difflib.get_close_matches(name.removeprefix(PREFIX), words, n=1, cutoff=0.8)
    return words[close[0]] if close else None


def _unknown(name: str, known: Mapping[str, KeyPath]) -> WrongVariableError:
    close = _close(name, known)
    hint = f"did you mean {close}?" if close else f"unset {name}"
    from feedtool.diagnostics.words.configuration import WORDS  # late: few variables are wrong

    code, parts = "config-unknown-key", {"variable": name, "advice": hint}
    return WrongVariableError(WORDS[code].problem(name, code, parts, None))


def _put(table: Table, path: KeyPath, value: object, name: str) -> None:
    section = table
    for part in path[:-1]:
        section = section.setdefault(part, {})
        if isinstance(section, list):
            message = f"{name} cannot tell which of several [[{part}]] it is for"
            raise _wrong(name, path, message, f"write the key in feedtool.toml, and unset {name}")
        if not isinstance(section, dict):
            raise _wrong(name, path, f"{name} cannot override {part}, which is no table",
                         f"write a table [{part}], or unset {name}")  # fmt: skip
    section[path[-1]] = value


def _wrong(name: str, path: KeyPath, message: str, hint: str) -> WrongVariableError:
    pointer = "".join(f"/{escape(part)}" for part in path)
    from feedtool.diagnostics.words.configuration import fault

    return WrongVariableError(fault(name, "config-invalid", message, hint, pointer=pointer))


def _typed(name: str, value: str, part: shape.Part | None) -> object:
    """The value in the type of its key."""
    match shape.kind(part):
        case "integer":
            try:
                return int(value)
            except ValueError:
                likely = next(coerce.candidates(value, part), None)
                hint = f"unset {name}" if likely is None else f"set {name}={likely}"
                message = f"{name} is {_display_value(value)}, not a whole number"
                raise _wrong(name, (), message, hint) from None
        case "boolean":
            meant = next(coerce.candidates(value, part), None)
            if meant is None:
                raise _wrong(name, (), f"{name} is {_display_value(value)}, neither true nor false",
                             f"set {name}=true or {name}=false")  # fmt: skip
            return meant
        case "array":
            return _list(value)
        case "object":
            return _groups(name, value)
        case _:
            return value


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _groups(name: str, value: str) -> dict[str, list[str]]:
    """``seeds/2019-*.md:excerpt-cut,url-not-https;old/*.md:all``."""
    found = {}
    for part in filter(str.strip, value.split(";")):
        glob, colon, codes = part.rpartition(":")
        if not colon or not glob.strip():
            raise _wrong(name, (), f"{name}: {_display_value(part)} has no colon between files and codes",
                         f"set {name}=seeds/*.md:excerpt-cut")  # fmt: skip
        found[glob.strip()] = _list(codes)
    return found


def _display_value(value: str) -> str:
    return repr(value if len(value) <= 40 else f"{value[:39]}…")  # noqa: PLR2004
