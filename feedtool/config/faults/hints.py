"""Hints for a wrong configuration: what to write, and where, so that the schema accepts it."""

from collections.abc import Mapping, Sequence
from typing import Any

from feedtool.config.faults.meanings import IntendedKey
from feedtool.config.faults.mends import Mender
from feedtool.diagnostics.problem import Span
from feedtool.imports.tuples import NamedTuple
from feedtool.schema import errors, messages
from feedtool.toml import lines, shape, writer
from feedtool.toml.places import Statement, TomlPlaces, places
from feedtool.toml.shape import KeyPath

_EXAMPLES = {("site", "title"): "My site", ("site", "url"): "https://example.org/",
             ("site", "author", "name"): "The Editors"}  # fmt: skip
# A longer hint is none: nobody copies it by hand.
_LONG = 240
WHOLE_SITE = (
    'write at the end of the file: [site], title = "My site" and url = "https://example.org/"'
)


class ConfigText(NamedTuple):
    """The text of a configuration: the name and the text of its file, and the variables over it, by path."""

    name: str
    text: str
    variables: Mapping[KeyPath, str]

    def variable(self, path: KeyPath) -> str | None:
        """The variable that a value comes from."""
        top = self.top(path)
        return self.variables[top] if top else None

    def top(self, path: KeyPath) -> KeyPath | None:
        """The path of the whole value that a variable gives and this one is in."""
        ends = range(len(path), 0, -1)
        return next((path[:end] for end in ends if path[:end] in self.variables), None)


class Hints:
    """The hints for one configuration that is TOML."""

    def __init__(self, origin: ConfigText, table: dict[str, Any], root: dict[str, Any]) -> None:
        self._origin, self._table, self._root = origin, table, root
        self._mender = Mender(root, table)
        try:
            self.places = places(origin.text)
        except RecursionError:
            self.places = TomlPlaces((), {}, {})
        self.headers = {one.path: one for one in self.places.statements if one.is_header}

    # --- for a key that its table does not know

    def unknown(
        self, table: KeyPath, name: str, meant: IntendedKey | None, span: Span | None
    ) -> str:
        """What to do about an unknown key at one of its places."""
        path = (*table, name)
        statement = self.statement(path, span)
        if statement is None:
            variable = self._origin.variable(path)
            return f"unset {variable}" if variable else "delete it"
        if not statement.is_header and len(statement.path) < len(path):
            return self._rewritten(statement) or _deleted(statement)
        if meant is None:
            bare = without_prefix(statement.path)
            is_known = statement.is_header and shape.kind(shape.at(self._root, bare)) == "object"
            return f"write {header(bare)}" if is_known and bare else _deleted(statement)
        if meant.table == table:
            return self.renamed(statement, table, meant.key)
        if statement.is_header:
            return self._moved_table(statement, path, (*meant.table, meant.key))
        return self._moved(statement, path, meant)

    def above_headers(self, names: Sequence[str], table: KeyPath) -> str:
        """What to do about keys of one table that stand above all headers, while it has none."""
        above = []
        for statement in self.places.statements:
            if statement.is_header:
                break
            above.append(statement)
        ours = [one for one in above if one.path[0] in names]
        from_first = above[above.index(ours[0]) :]
        if len(from_first) == len(ours) and table[0] not in self._table:
            return f"write a line {header(table)} above this one"
        numbers = ", ".join(str(one.span.line) for one in ours)
        return f"move lines {numbers} to the end of the file, below a line {header(table)}"

    def _moved(self, statement: Statement, path: KeyPath, meant: IntendedKey) -> str:
        """A key with its value where it belongs."""
        target = (*meant.table, meant.key)
        value = None if self._has(target) else self._mender.mended(self.at(path), target)
        if value is None:
            return _deleted(statement)
        if not meant.table:
            fields = [f"{writer.key(key)} = {writer.dumps(part)}" for key, part in value.items()]
            return f"{_deleted(statement)}, and {_at_the_end((meant.key,), fields)}"
        line = f"{writer.key(meant.key)} = {writer.dumps(value)}"
        if meant.table in self.headers:
            return f"{_deleted(statement)}, and write {line} below {header(meant.table)}"
        after = self.places.statements[self.places.statements.index(statement) + 1 :][:1]
        is_last_above = len(path) == 1 and (not after or after[0].is_header)
        if not is_last_above or meant.table[0] in self._table:
            return f"{_deleted(statement)}, and {_at_the_end(meant.table, [line])}"
        hint = f"write a line {header(meant.table)} above this one"
        is_same = meant.key == path[-1] and _is_same(value, self.at(path))
        return hint if is_same else f"{hint}, and here {line}"

    def _moved_table(self, statement: Statement, path: KeyPath, target: KeyPath) -> str:
        """A header of a table that belongs into another one, or into none."""
        new = (*target, *statement.path[len(path) :])
        if new in self.headers:
            return f"move the lines below it to below {header(new)}, and delete this one"
        if shape.kind(shape.at(self._root, new)) != "object" or self._has(new):
            return _deleted(statement)
        return f"write {header(new)}"

    def renamed(self, statement: Statement, table: KeyPath, key: str) -> str:
        """The statement with another name for a part of it, and a value that fits there."""
        position = len(table)
        path = (*statement.path[:position], key, *statement.path[position + 1 :])
        if statement.is_header and path in self.headers:
            return f"move the lines below it to below {header(path)}, and delete this one"
        if self._has((*table, key)) and len(statement.path) == position + 1:
            return _deleted(statement)
        if statement.is_header:
            return f"write {header(path)}"
        value = self.at(statement.path)
        fitting = self._mender.mended(value, path)
        line = _line(statement, value if fitting is None else fitting, path)
        if len(line) > _LONG and fitting == value:
            return f"write {key} for {messages.visible(statement.path[position])}"
        return f"write {line}"

    # --- for a value that cannot be

    def value(
        self, statement: Statement, path: KeyPath, error: errors.SchemaError, index: int
    ) -> str:
        """What to do about a value; ``index`` counts the headers that name it."""
        if statement.is_header:
            return self._other_header(statement, error, index)
        if (bounds := bounds_of(error)) and path == statement.path:
            return f"write a number {bounds}"
        value = self.at(statement.path)
        mended = self._mender.mended(value, statement.path)
        if mended is not None and not _is_same(mended, value):
            if len(line := _line(statement, mended)) <= _LONG:
                return f"write {line}"
            if error.keyword == "maxLength":
                return f"shorten it to {error.expected} characters"
        return self._example_or_nothing(statement)

    def _example_or_nothing(self, statement: Statement) -> str:
        """What to do about a value that nobody can guess."""
        if statement.path == ("site",):
            return f"{_deleted(statement)}, and {WHOLE_SITE}"
        if self._is_needed(statement.path):
            return f"write it in full, such as {_line(statement, self._example(statement.path))}"
        return _deleted(statement)

    def _other_header(self, statement: Statement, error: errors.SchemaError, index: int) -> str:
        """What to do about a header whose table cannot be: mostly one in double brackets."""
        bare = tuple(name for name in statement.path if not name.isdigit())
        if isinstance(error.value, list):
            item = error.value[index] if index < len(error.value) else None
            name = item.get("name") if isinstance(item, dict) else None
            if bare == ("topics",) and isinstance(name, str):
                return f"write {header(('topics', lines.slug(name) or f'topic-{index + 1}'))}"
            return "delete this line" if index else f"write {header(bare)}"
        kind = shape.kind(shape.at(self._root, bare))
        if kind == "array" and isinstance(error.value, dict):
            return self._one_of_many(bare, error.value)
        if kind not in ("object", None):
            return _deleted(statement)
        return f"write {header(bare)}"

    def _one_of_many(self, path: KeyPath, table: Mapping[str, Any]) -> str:
        """What to do about a table where several belong: ``[feed]`` may also be meant for ``[feeds]``."""
        own, other = shape.at(self._root, (*path, "0")), (f"{path[-1]}s",)
        required = (own or {}).get("required", ())
        if table and not table.keys() & {*required} and self._fits(table, other):
            is_there = other in self.headers
            moved = f"move the lines below it to below {header(other)}, and delete this one"
            return moved if is_there else f"write {header(other)}"
        return f"write {header((*path, '0'))}"

    def _fits(self, table: Mapping[str, Any], path: KeyPath) -> bool:
        return table.keys() <= {*shape.keys(shape.at(self._root, path))}

    def variable(self, path: KeyPath, error: errors.SchemaError) -> str:
        """What to set a variable to, which gives a value that cannot be."""
        top = self._origin.top(path) or path
        name = self._origin.variables[top]
        if bounds := bounds_of(error):
            return f"set {name} to a number {bounds}"
        mended = self._mender.mended(self.at(top), top)
        if mended is not None:
            return f"set {name}={_as_variable(mended)}"
        if self._is_needed(top):
            return f"set {name}={_as_variable(self._example(top))}, or what it is"
        return f"unset {name}"

    def slug(self, name: str, span: Span | None) -> str:
        """What to do about the key of a topic that is no slug."""
        path = ("topics", name)
        plain = lines.slug(name) or "topic"
        slug, number = plain, 2
        while slug in self._table["topics"]:
            slug, number = f"{plain}-{number}", number + 1
        statement = self.statement(path, span)
        if statement is None or len(statement.path) == 1:
            return f"write the slug {slug}"
        table = self.at(path)
        if statement.is_header and statement.path == path and "name" not in table:
            return f"write two lines: {header(('topics', slug))} and name = {writer.dumps(name)}"
        return self.renamed(statement, ("topics",), slug)

    # --- for what is missing

    def missing(self, table: KeyPath, name: str) -> str:
        """Where to write a key that a table must have, and what."""
        if not table:
            return WHOLE_SITE
        example = f"{name} = {writer.dumps(self._example((*table, name)))}"
        statement = self.statement(table, self.places.find(table))
        if statement is None:
            return f"set FEEDTOOL_{'_'.join((*table, name)).upper()}"
        if table in self.headers:
            return f"write {example} below {header(table)}"
        if statement.is_header:
            return _at_the_end(table, [example])
        if len(statement.path) <= len(table):
            return self._rewritten(statement) or f"write {example} within the braces"
        own = (*table[len(statement.path) - len(statement.parts) :], name)
        value = writer.dumps(self._example((*table, name)))
        return f"write {writer.path(own)} = {value} below this line"

    def _rewritten(self, statement: Statement) -> str | None:
        """A table in braces, with all in it as it should be; None where that is too much."""
        value = self.at(statement.path)
        mended = self._mender.mended(value, statement.path)
        if mended is None and isinstance(value, dict):
            required = (shape.at(self._root, statement.path) or {}).get("required", ())
            examples = {
                name: self._example((*statement.path, name))
                for name in required
                if name not in value
            }
            mended = self._mender.mended({**value, **examples}, statement.path)
        if mended is None or len(line := _line(statement, mended)) > _LONG:
            return None
        return f"write {line}"

    # --- what there is

    def at(self, path: KeyPath) -> Any:
        """The value at a path."""
        value: Any = self._table
        for name in path:
            value = value[int(name)] if isinstance(value, list) else value[name]
        return value

    def statement(self, path: KeyPath, span: Span | None) -> Statement | None:
        """The statement that names a value there, or that holds it in its own."""
        if span is None:
            return None
        for one in self.places.statements:
            if span in one.parts or (one.is_header and span == one.name):
                return one
        holds = (one for one in self.places.statements if one.path == path[: len(one.path)])
        return next((one for one in holds if not one.is_header), None)

    def _example(self, path: KeyPath) -> Any:
        if path in _EXAMPLES:
            return _EXAMPLES[path]
        if path[0] == "topics" and path[-1] == "name":
            return path[1].replace("-", " ").title() or "A topic"
        part = shape.at(self._root, path) or {}
        return part.get("default", next(iter(part.get("examples", ())), "…"))

    def _is_needed(self, path: KeyPath) -> bool:
        return path[-1] in (shape.at(self._root, path[:-1]) or {}).get("required", ())

    def _has(self, path: KeyPath) -> bool:
        value: Any = self._table
        for name in path:
            if not isinstance(value, dict) or name not in value:
                return False
            value = value[name]
        return True


def without_prefix(table: KeyPath) -> KeyPath:
    """The name of a table without that of the tool, which other tools' files ask for."""
    return without_prefix(table[1:]) if table[:1] in (("tool",), ("feedtool",)) else table


def header(table: KeyPath) -> str:
    """The header of a table, or of one in a list of tables."""
    names = writer.path(tuple(name for name in table if not name.isdigit()))
    return f"[[{names}]]" if table[-1:] and table[-1].isdigit() else f"[{names}]"


def bounds_of(error: errors.SchemaError) -> str:
    """The bounds that a number is beyond, in words; empty for any other error."""
    return bounds(error.schema).strip() if error.keyword in ("minimum", "maximum") else ""


def bounds(part: Mapping[str, Any]) -> str:
    """The bounds of a number, in words; empty where there are none."""
    if "minimum" in part and "maximum" in part:
        return f" from {part['minimum']} to {part['maximum']}"
    return ""


def _line(statement: Statement, value: Any, path: KeyPath | None = None) -> str:
    """A statement of a key with another value, and perhaps another path."""
    path = path or statement.path
    own = path[len(statement.path) - len(statement.parts) :]
    return f"{writer.path(own)} = {writer.dumps(value)}"


def _at_the_end(table: KeyPath, fields: Sequence[str]) -> str:
    parts = [header(table), *fields]
    return f"write at the end of the file: {', '.join(parts[:-1])} and {parts[-1]}"


def _deleted(statement: Statement) -> str:
    if statement.is_header:
        return "delete this table"
    first, last = statement.span.line, statement.span.end_line
    return "delete this line" if first == last else f"delete lines {first} to {last}"


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are written alike: to Python, true is 1."""
    return writer.dumps(one) == writer.dumps(other)


def _as_variable(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(_as_variable, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
