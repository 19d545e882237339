"""What the schema says of a configuration, as problems: each at its place, in words for TOML."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from feedtool.config.faults import meanings
from feedtool.config.faults.hints import ConfigText, Hints, bounds, header, without_prefix
from feedtool.config.faults.meanings import IntendedKey
from feedtool.diagnostics.pointer import escape
from feedtool.diagnostics.problem import Problem, Span, in_order
from feedtool.diagnostics.words.configuration import WORDS
from feedtool.schema import explained, messages
from feedtool.schema.errors import SchemaError
from feedtool.toml import lines
from feedtool.toml.places import places
from feedtool.toml.shape import KeyPath

# The parts of a message.
WordParts = Mapping[str, str]

# Whoever makes more mistakes than this has another file in hand.
_MOST = 100
_NAMES = {"string": "a text in quotes", "integer": "a whole number", "array": "a list",
          "boolean": "true or false", "object": "a table"}  # fmt: skip
_WRITTEN = {str: "a text", int: "a number", float: "a number with a fraction", list: "a list",
            dict: "a table"}  # fmt: skip


def problems(
    origin: ConfigText,
    table: dict[str, Any],
    errors: Sequence[SchemaError],
    root: dict[str, Any],
) -> tuple[Problem, ...]:
    """A problem for each thing that is wrong in the table of a configuration."""
    return in_order(_Judge(origin, table, root).problems(errors))


def located(origin: ConfigText, found: Iterable[Problem]) -> list[Problem]:
    """Problems with values of a configuration that the schema takes: at their places, or with their variables.

    One with a path has its place already.
    """
    of_text = places(origin.text)
    located_problems = list[Problem]()
    for problem in found:
        path = _keys(problem.pointer or "")
        variable = origin.variable(path)
        span = None if variable else of_text.find(path)
        at_place = problem._replace(path=variable or origin.name, span=span)
        located_problems.append(problem if problem.path else at_place)
    return located_problems


class _Judge:
    def __init__(self, origin: ConfigText, table: dict[str, Any], root: dict[str, Any]) -> None:
        self._origin, self._root = origin, root
        self._hints = Hints(origin, table, root)

    def problems(self, errors: Sequence[SchemaError]) -> list[Problem]:
        """One problem a value and place, the first found; what an unknown key explains is no other one."""
        found: dict[tuple[Any, ...], Problem] = {}
        explained: set[KeyPath] = set()
        for error in errors:
            if len(found) >= _MOST:
                break
            if error.keyword == "additionalProperties":
                path = _keys(error.pointer)
                meant = self._intended_keys(path, error.names[:_MOST])
                explained |= {(*one.table, one.key) for one in meant.values() if one}
                explained |= {one.table for one in meant.values() if one and not path}
                explained |= {without_prefix(one) for one in self._hints.headers if not path}
                for problem in self._unknown(path, meant):
                    found[problem.pointer, problem.span, problem.path] = problem
        others = [error for error in errors if error.keyword != "additionalProperties"]
        for error in sorted(others, key=lambda error: error.keyword != "type"):
            if len(found) >= _MOST:
                break
            for problem in self._wrong(_keys(error.pointer), error, explained):
                found.setdefault((error.pointer, problem.span, problem.path, *error.names), problem)
        return list(found.values())

    def _problem(
        self, code: str, path: KeyPath, parts: WordParts, hint: str, span: Span | None = None
    ) -> Problem:
        variable = self._origin.variable(path)
        where = None if variable else span or self._hints.places.find(path)
        name = variable or self._origin.name
        pointer = "".join(f"/{escape(part)}" for part in path)
        return WORDS[code].problem(name, code, {**parts, "advice": hint}, where, pointer)

    def _spans(self, path: KeyPath) -> Sequence[Span | None]:
        """Every place where a value is named, else the one where it stands."""
        named = self._hints.places.named.get(path, ())
        return named[:_MOST] or [self._hints.places.find(path)]

    # --- keys that no table knows

    def _intended_keys(self, table: KeyPath, names: Sequence[str]) -> dict[str, IntendedKey | None]:
        return {
            name: meanings.intended_key(self._root, table, name, self._hints.at((*table, name)))
            for name in names
        }

    def _unknown(
        self, table: KeyPath, meant: Mapping[str, IntendedKey | None]
    ) -> Iterator[Problem]:
        strays: dict[KeyPath, list[str]] = {}
        for name, one in meant.items():
            if not table and one and one.table and one.table not in self._hints.headers:
                strays.setdefault(one.table, []).append(name)
        for name, one in meant.items():
            path, parts = (*table, name), _unknown_parts(table, name, one)
            group = strays.get(one.table, []) if one else []
            if len(group) > 1 and self._hints.places.find(path):
                if one and name == group[0]:
                    hint = self._hints.above_headers(group, one.table)
                    yield self._problem("config-unknown-key", path, parts, hint)
                continue
            for span in self._spans(path):
                hint = self._hints.unknown(table, name, one, span)
                if one and one.key != name and not hint.startswith("delete"):
                    hint = f"did you mean {one.key}? {hint}"
                yield self._problem("config-unknown-key", path, parts, hint, span)

    # --- values that cannot be, and those that are missing

    def _wrong(
        self, path: KeyPath, error: SchemaError, explained: set[KeyPath]
    ) -> Iterator[Problem]:
        if error.keyword == "required":
            # A topic whose key is no slug gets its name along with its slug.
            is_renamed = path[:1] == ("topics",) and not lines.is_slug(path[1])
            if (*path, *error.names) not in explained and not is_renamed:
                yield self._missing(path, error.names[0])
        elif path == ("topics",) and error.keyword == "pattern":
            name = str(error.value)
            parts = {"slug": messages.visible(name)}
            for span in self._spans((*path, name)):
                hint = self._hints.slug(name, span)
                yield self._problem("config-invalid", (*path, name), parts, hint, span)
        elif variable := self._origin.variable(path):
            hint = self._hints.variable(path, error)
            yield self._problem("config-invalid", path, _parts(error, path, f"{variable}: "), hint)
        else:
            yield from self._invalid(path, error)

    def _invalid(self, path: KeyPath, error: SchemaError) -> Iterator[Problem]:
        # Each header in double brackets names an item of a list, and each is wrong.
        is_list_of_tables = isinstance(error.value, list) and path not in self._hints.headers
        spans = self._spans(path) if is_list_of_tables else [self._hints.places.find(path)]
        for index, span in enumerate(spans):
            statement = self._hints.statement(path, span)
            if len(spans) > 1 and statement and not "".join(statement.path[len(path) :]).isdigit():
                continue  # a header within such an item
            hint = self._hints.value(statement, path, error, index) if statement else "delete it"
            yield self._problem("config-invalid", path, _parts(error, path), hint, span)

    def _missing(self, table: KeyPath, name: str) -> Problem:
        parts = {"table": header(table)} if table else {}
        hint = self._hints.missing(table, name)
        return self._problem("config-invalid", table, {**parts, "key": name}, hint)


def _keys(pointer: str) -> KeyPath:
    """A JSON pointer as a path."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def _unknown_parts(table: KeyPath, name: str, meant: IntendedKey | None) -> WordParts:
    inside = f" in {header(table)}" if table else ""
    parts = {"key": messages.visible(name), "inside": inside}
    if meant and meant.table != table:
        parts["home"] = header(meant.table or (meant.key,))
    return parts


def _parts(error: SchemaError, path: KeyPath, where: str = "") -> WordParts:
    """The parts of the words for a wrong value; ``where`` is the variable that it comes from, if any."""
    value = error.value
    last = path[-1] if path and not path[-1].isdigit() else messages.name_of(error.pointer)
    name = messages.visible(last)
    if error.keyword == "uniqueItems":
        twice = explained.first_repeated(value)
        shown = messages.display_value(value[twice or 0])
        return {"where": f"{where}{name}: ", "value": shown}
    if error.keyword != "type":
        return {"where": where, "fault": messages.words(error)[0]}
    wanted = error.expected if isinstance(error.expected, str) else error.expected[0]
    written = _WRITTEN.get(type(value))
    limits = bounds(error.schema) if wanted == "integer" else ""
    parts = {"wanted": f"{_NAMES[wanted]}{limits}"}
    shown = messages.display_value(value)
    if isinstance(value, list | dict | bool):
        return {**parts, "where": where, "subject": name, "written": written or shown}
    return {**parts, "where": f"{where}{name}: ", "value": shown, "written": str(written)}
