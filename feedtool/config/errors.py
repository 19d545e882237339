"""What the schema says of a configuration, as problems: each at its place, in words for TOML."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feedtool.config import meanings
from feedtool.config.hints import ConfigText, Hints, bounds, header, without_prefix
from feedtool.config.meanings import IntendedKey
from feedtool.diagnostics.pointer import escape
from feedtool.diagnostics.problem import Problem, Span, in_order
from feedtool.schema import messages
from feedtool.schema.errors import SchemaError
from feedtool.toml import lines
from feedtool.toml.places import places
from feedtool.toml.shape import KeyPath

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


def located(origin: ConfigText, problem: Problem) -> Problem:
    """A problem with a value of a configuration that the schema takes: at its place, or with its variable."""
    path = _keys(problem.pointer or "")
    variable = origin.variable(path)
    span = None if variable else places(origin.text).find(path)
    return problem._replace(path=variable or origin.name, span=span)


class _Judge:
    def __init__(self, origin: ConfigText, table: dict[str, Any], root: dict[str, Any]) -> None:
        self._origin, self._root = origin, root
        self._hints = Hints(origin, table, root)

    def problems(self, errors: Sequence[SchemaError]) -> list[Problem]:
        """One problem a value and place, the first found; what an unknown key explains is no other one."""
        found: dict[tuple[Any, ...], Problem] = {}
        explained: set[KeyPath] = set()
        for error in errors:
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
        self, code: str, message: str, path: KeyPath, hint: str, span: Span | None = None
    ) -> Problem:
        variable = self._origin.variable(path)
        where = None if variable else span or self._hints.places.find(path)
        name = variable or self._origin.name
        pointer = "".join(f"/{escape(part)}" for part in path)
        return Problem(name, code, message, where, pointer=pointer, hint=hint)

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
            path, message = (*table, name), _unknown_words(table, name, one)
            group = strays.get(one.table, []) if one else []
            if len(group) > 1 and self._hints.places.find(path):
                if one and name == group[0]:
                    hint = self._hints.above_headers(group, one.table)
                    yield self._problem("config-unknown-key", message, path, hint)
                continue
            for span in self._spans(path):
                hint = self._hints.unknown(table, name, one, span)
                if one and one.key != name and not hint.startswith("delete"):
                    hint = f"did you mean {one.key}? {hint}"
                yield self._problem("config-unknown-key", message, path, hint, span)

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
            message = f"{messages.visible(name)} is no slug: small letters, digits and hyphens, at most 80"
            for span in self._spans((*path, name)):
                hint = self._hints.slug(name, span)
                yield self._problem("config-invalid", message, (*path, name), hint, span)
        elif variable := self._origin.variable(path):
            hint = self._hints.variable(path, error)
            yield self._problem("config-invalid", f"{variable}: {_words(error, path)}", path, hint)
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
            yield self._problem("config-invalid", _words(error, path), path, hint, span)

    def _missing(self, table: KeyPath, name: str) -> Problem:
        message = f"{header(table)} lacks {name}" if table else f"there is no [{name}]"
        return self._problem("config-invalid", message, table, self._hints.missing(table, name))


def _keys(pointer: str) -> KeyPath:
    """A JSON pointer as a path."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def _unknown_words(table: KeyPath, name: str, meant: IntendedKey | None) -> str:
    inside = f" in {header(table)}" if table else ""
    message = f"{messages.visible(name)} is no key that feedtool knows{inside}"
    if meant and meant.table != table:
        message += f"; it belongs to {header(meant.table or (meant.key,))}"
    return message


def _words(error: SchemaError, path: KeyPath) -> str:
    value = error.value
    last = path[-1] if path and not path[-1].isdigit() else messages.name_of(error.pointer)
    name = messages.visible(last)
    if error.keyword == "uniqueItems":
        twice = next(item for index, item in enumerate(value) if item in value[:index])
        return f"{name}: {messages.display_value(twice)} is in the list twice"
    if error.keyword != "type":
        return messages.words(error)[0]
    wanted = error.expected if isinstance(error.expected, str) else error.expected[0]
    written = _WRITTEN.get(type(value))
    message = f"{name}: {messages.display_value(value)} is {written}"
    if isinstance(value, list | dict | bool):
        message = f"{name} is {written or messages.display_value(value)}"
    limits = bounds(error.schema) if wanted == "integer" else ""
    return f"{message}; it must be {_NAMES[wanted]}{limits}"
