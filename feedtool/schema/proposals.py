"""What to write instead of a value that its schema refuses: in full, and only what the schema accepts.

A hint made here says what to type and where, in few forms that always mean the same:

- ``write X``: in place of the value that is marked; where there is none, behind the colon or hyphen;
- ``write the whole field as key: X``: in place of the key and its value;
- ``add the line key: X``, ``add a line such as key: X``: to the fields concerned;
- ``delete the line``, ``delete this item``.

Each X has been held against the schema, so that whoever obeys is done. Nothing is made up: where nobody
can tell what was meant, X is an example, and the hint says ``such as``.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics import synonyms
from feedtool.diagnostics.pointer import escape
from feedtool.schema import hints
from feedtool.schema.errors import Json
from feedtool.schema.validator import Schema
from feedtool.text import dates, moments, plain, urls

if TYPE_CHECKING:
    from feedtool.schema.names import Names

# What fits into a message; a longer mend is described, never cut.
LONGEST = 240


class Where:
    """Where a value stands: the JSON pointer to it, the address of the record's story, its names of fields."""

    # No named tuple: every run would make one, and only what is wrong needs it.
    __slots__ = ("address", "names", "pointer")

    def __init__(self, pointer: str, address: str, names: "Names") -> None:
        self.pointer, self.address, self.names = pointer, address, names

    def below(self, token: str) -> "Where":
        """Where a field or an item of the value stands."""
        return Where(f"{self.pointer}/{escape(token)}", self.address, self.names)


def mended(schema: Schema, field: Json, value: Any, where: Where) -> Iterator[Any]:
    """The values that may have been meant and that the field accepts, the likeliest first."""
    for candidate in _candidates(field, value, where, schema):
        if schema.accepts(field, candidate):
            yield candidate


def example(schema: Schema, field: Json) -> Any:
    """A value that the field accepts; None where the schema gives no example."""
    for candidate in sorted(field.get("examples", ()), key=_length):
        if _length(candidate) <= LONGEST:
            return candidate
    if field.get("type") == "object":
        made = {}
        for name in needed(field):
            made[name] = example(schema, schema.part(field, name))
        return made if made and None not in made.values() else None
    if field.get("type") == "array":
        item = example(schema, schema.part(field, "0"))
        return None if item is None else [item]
    return None


def needed(field: Json) -> tuple[str, ...]:
    """The fields that a group is written with: the required ones; its first two where none is."""
    either = [
        branch["required"][0]
        for branch in field.get("anyOf", ())[:1]
        if isinstance(branch, dict) and branch.keys() == {"required"}
    ]
    return (*field.get("required", ()), *either) or tuple(field.get("properties", ()))[:2]


def host_key(schema: Schema, field: Json) -> str | None:
    """Of the fields that a group is written with, the one that is the domain of a site; None without one."""
    for name in needed(field):
        if schema.part(field, name).get("format") == "idn-hostname":
            return name
    return None


def _length(value: Any) -> int:
    return len(written(value))


_PLAIN = re.compile(
    r"[A-Za-z_][\w./+-]*(?: [\w./+-]+)*|https?://[^\s#,\[\]{}\"'&*!|>%@`]+", re.ASCII
)
_RESERVED = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def written(value: Any, *, flow: bool = False) -> str:
    """A value as YAML on one line, quoted where it must be."""
    if isinstance(value, dict):
        inner = ", ".join(f"{key}: {written(part, flow=True)}" for key, part in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(written(part, flow=True) for part in value)}]"
    if not isinstance(value, str):
        return json.dumps(value)
    if dates.parse(value) is not None and not flow:
        return value
    if value.lower() not in _RESERVED and _PLAIN.fullmatch(value) and not (flow and "://" in value):
        return value
    return quoted(value)


def quoted(value: str) -> str:
    """A text in double quotes, as JSON and YAML write it; what cannot be seen is an escape."""
    text = json.dumps(value, ensure_ascii=False)
    if text.isprintable():  # has none of the categories C and Z but the blank
        return text
    return "".join(
        character
        if character.isprintable()
        else f"\\U{ord(character):08x}".replace("\\U0000", "\\u")
        for character in text
    )


def _candidates(field: Json, value: Any, where: Where, schema: Schema) -> Iterator[Any]:
    kind = field.get("type")
    make = _KINDS.get(kind) if isinstance(kind, str) else None
    if make is not None:
        yield from make(field, value, where, schema)


def _boolean(_field: Json, value: Any, _where: Where, _schema: Schema) -> Iterator[Any]:
    meant = hints.truth(_alone(value))
    if meant is not None:
        yield meant


def _integer(_field: Json, value: Any, _where: Where, _schema: Schema) -> Iterator[Any]:
    meant = hints.whole_number(_alone(value))
    if meant is not None:
        yield meant


def _string(field: Json, value: Any, where: Where, _schema: Schema) -> Iterator[Any]:
    alone, form = _alone(value), field.get("format")
    if form is not None and isinstance(alone, dict) and len(alone) == 1:
        (alone,) = alone.values()
    if isinstance(alone, list | dict) or alone is None:
        yield from _joined(alone)
        return
    text = json.dumps(alone) if isinstance(alone, bool) else str(alone)
    if text != value:
        yield text
    if isinstance(form, str) and form in _FORMATS:
        yield from _FORMATS[form](text)
    elif str(field.get("pattern", "")).startswith("^[a-z"):
        yield _slug(text)
    elif form is None:
        yield re.sub(f"[{plain.ILLEGAL}]", "", text).strip()
        if "not" in field:  # a topic that reads as a path
            yield " ".join(part for part in re.split(r"[/\\]", text) if part.strip(" .")).strip()
    if form == "idn-hostname":
        yield from _host_of(where.address)


_FORMATS: Mapping[str, Callable[[str], Iterable[str]]] = {
    "date-time": moments.candidates,
    "iri": hints.addresses,
    "uri": hints.addresses,
    "idn-hostname": hints.domains,
}


def _host_of(address: str) -> Iterator[str]:
    """The host that a record's story is on."""
    if urls.is_web_url(address):
        yield from hints.domains(address)


def _alone(value: Any) -> Any:
    """The value in a list of one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _joined(value: Any) -> Iterator[str]:
    """The text that YAML took for a list or for fields, as far as it can be restored."""
    if isinstance(value, dict) and len(value) == 1:
        ((key, part),) = value.items()
        if part is None:
            yield f"{key}"
        elif not isinstance(part, list | dict):
            named = form_is_name(key)
            yield str(part) if named else f"{key}: {_value_text(part)}"
    elif isinstance(value, dict) and isinstance(name := value.get("name"), str):
        yield name
    elif isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        yield ", ".join(value)


def form_is_name(key: str) -> bool:
    """Whether a key merely says that its value is the text itself: ``- name: AI``."""
    return synonyms.form(key) in ("name", "title", "label", "tag", "topic", "slug", "value")


def _value_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _slug(value: str) -> str:
    decomposed = unicodedata.normalize("NFKD", value.casefold())
    return re.sub(r"[^a-z0-9]+", "-", decomposed.encode("ascii", "ignore").decode()).strip("-")


def _array(field: Json, value: Any, where: Where, schema: Schema) -> Iterator[Any]:
    items = schema.part(field, "0")
    parts = value[:_MANY] if isinstance(value, list) else [value]
    if isinstance(value, str) and items.get("type") == "string":
        parts = _split(value)
    elif isinstance(value, str):
        parts = re.split(r"[\s,;]+", value.strip()) if value.count("://") > 1 else [value]
    elif isinstance(value, dict) and items.get("type") == "string":
        # `AI: Robots`, or a mapping of names to nothing
        parts = [key if part is None else part for key, part in [*value.items()][:_MANY]]
    if value is not None:
        each = enumerate(parts)
        mend = (_first(schema, items, part, where.below(str(index))) for index, part in each)
        yield list(dict.fromkeys(mend)) if items.get("type") == "string" else [*mend]


def _first(schema: Schema, field: Json, value: Any, where: Where) -> Any:
    """The value if the field accepts it, else the first mend of it; None where there is none."""
    if schema.accepts(field, value):
        return value
    return next(mended(schema, field, value, where), None)


def _split(value: str) -> list[str]:
    """The names in a text: between commas, semicolons, bars or line breaks, or behind # or -."""
    bare = value.strip().strip("[](){}").strip()
    if re.fullmatch(r"(?:#[^\s#,;]+[\s,;]*)+", bare):
        return [part.strip("#,; ") for part in bare.split("#") if part.strip("#,; ")][: _MANY + 1]
    lead = r"(?:[-+\u2010-\u2015\u2022*\u00b7]|\d{1,2}[.)](?=\s))"
    if re.match(rf"{lead}\s*\S", bare):
        parts = re.split(rf"(?:^|\s){lead}\s*", bare)
    else:
        parts = re.split(r"[,;|\n\u3001\uff0c]", bare)
    names = (part.strip(" \t\r\n\u00a0\"'#\u201c\u201d\u2018\u2019") for part in parts)
    return [name for name in names if name][: _MANY + 1]


def _object(field: Json, value: Any, where: Where, schema: Schema) -> Iterator[Any]:
    if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        yield {key: part for fields in value for key, part in fields.items()}
    if isinstance(value, dict) and len(value) <= _MANY:
        yield _renamed(field, value, where, schema)
    value = _alone(value)
    if not isinstance(value, str):
        return
    required = needed(field)
    for name in required[-1:]:
        part = schema.part(field, name)
        fit = _first(schema, part, value, where.below(name))
        if required == (name,) and fit is not None:
            yield {name: fit}
    if of_host := host_key(schema, field):
        part = schema.part(field, of_host)
        host = next(hints.domains(value), value if urls.is_host(value) and "." in value else None)
        guess = host or next(_string(part, "", where.below(of_host), schema), None)
        named = {name: value.strip() if host is None else host for name in required[:1]}
        yield {**named, of_host: guess or example(schema, part)}


# Nobody names that many fields by other words.
_MANY = 50


def _renamed(field: Json, value: Mapping[str, Any], where: Where, schema: Schema) -> Json:
    """The fields under their right names, with right values."""
    known = tuple(field.get("properties", ()))
    renamed: dict[str, Any] = {}
    for key, part in value.items():
        free = [name for name in known if name not in value and name not in renamed]
        known_as = [where.names.known_as(where.below(name).pointer) for name in free]
        name = key if key in known else next(iter(synonyms.candidates(key, free, known_as)), key)
        below = where.below(name)
        renamed[name] = (
            _first(schema, schema.part(field, name), part, below) if name in known else part
        )
    return renamed


_KINDS = {
    "boolean": _boolean,
    "integer": _integer,
    "number": _integer,
    "string": _string,
    "array": _array,
    "object": _object,
}
