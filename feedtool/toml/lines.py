"""One line that is no TOML: what it was meant to be, and in a few words what is wrong with it."""

import re
import unicodedata

from feedtool.imports.tuples import NamedTuple
from feedtool.toml import coerce, reader, shape, sloppy, writer
from feedtool.toml.shape import KeyPath

_ODD_BLANK = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NEVER = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b-\u200f\u2028\u2029\u2060"
_OUTSIDE_QUOTES = rf'"(?:[^"\\]|\\.)*"|\'[^\']*\'|[{_ODD_BLANK}]'
_KEY = rf"""(?:"[^"]*"|'[^']*'|[^=:#"'\[\]{{}}{sloppy.CURLY}]+?|[{sloppy.QUOTES}][^=:]+?)"""
_ASSIGNED = re.compile(
    rf"(?P<indent>\s*)(?:-\s+)?(?P<key>{_KEY})\s*(?P<sign>:=|==+|=>|->|=|:)(?P<rest>.*)$"
)
_UNSIGNED = re.compile(r"(?P<indent>\s*)(?P<key>[\w-]+)(?:\s+(?P<rest>\S.*)|\s*)$")
_HEADER = re.compile(r"\s*[\[({<]+(?P<name>[^=]*?)[\])}>]*\s*[:.]?\s*(?P<comment>(?:#|//).*)?$")
_HEADER_AND_KEY = re.compile(r"\s*(\[\[?[^\[\]=]+\]\]?):?\s*([^\s#].*)$")
_COMMENT = re.compile(r"\s*(?://+|;+|--+|/\*+|<!--+|%+|\*/)\s*(?P<text>.*?)\s*(?:\*/|-->)?$")
_LISTED = re.compile(r"\s*-\s+name\s*:\s*(?P<name>\S.*)$")
_PATHS = frozenset(["path", "schema", "topic_registry", "output", "include"])

_DATE_HINT = "write the date that is meant, such as 2023-09-01, or delete this line"


class Repair(NamedTuple):
    """The line as TOML, nothing if it is to be deleted, and what was wrong with it.

    ``at`` is where, if that does not show from what differs; ``hint`` what to do, if more than the text says.
    """

    text: str
    message: str
    at: int | None = None
    hint: str | None = None


def repair(line: str, table: KeyPath, root: shape.Part) -> Repair | None:
    """The line as it was meant to be below the header of a table; None where nobody can tell.

    ``root`` is the schema of the whole file. Whether the repaired line is right there is not asked.
    """
    odd = _without_odd_characters(line)
    if odd is not None:
        rest = None if reader.is_toml(odd.text) else repair(odd.text, table, root)
        return Repair(rest.text if rest else odd.text, odd.message)
    if table[:1] == ("topics",) and (found := _LISTED.match(line)):
        meant = sloppy.read(found["name"])
        name = str(meant.value) if meant else ""
        text = f"[topics.{slug(name) or 'topic'}]\nname = {writer.dumps(name)}"
        return Repair(text, "a list of YAML stands here; each topic has a table of its own")
    if found := _COMMENT.match(line):
        return Repair(f"# {found['text']}".rstrip(), "a comment begins with #")
    return (
        _two_statements(line, table, root)
        or _assignment(line, table, root)
        or _header(line, root)
        or _unsigned(line, table, root)
    )


def _without_odd_characters(line: str) -> Repair | None:
    hidden = re.search(f"[{_NEVER}]", line)
    if hidden and not (hidden[0] > "\x7f" and reader.is_toml(line)):
        return Repair(re.sub(f"[{_NEVER}]", "", line), f"{_name(hidden[0])} cannot stand here")
    text = re.sub(_OUTSIDE_QUOTES, lambda found: found[0] if found[0][0] in "\"'" else " ", line)
    if text == line:
        return None
    odd = next(before for before, after in zip(line, text, strict=True) if before != after)
    return Repair(text, f"{_name(odd)} is no blank to TOML")


def _name(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f"the character U+{ord(character):04X}{f' ({name})' if name else ''}"


def _two_statements(line: str, table: KeyPath, root: shape.Part) -> Repair | None:
    if (found := _HEADER_AND_KEY.match(line)) and re.search(r"[=:]", found[2]):
        name = tuple(part.strip().strip("\"'") for part in found[1].strip("[] ").split("."))
        rest = found[2] if reader.is_toml(found[2]) else _text(repair(found[2], name, root))
        if rest:
            return Repair(f"{found[1]}\n{rest}", "a header has its line to itself")
    for found in re.finditer(r"[,;]?\s+(?=[\w-]+\s*=[^=])", line):
        if (first := line[: found.start()]).strip() and reader.is_toml(first):
            second = line[found.end() :].rstrip().rstrip(",;")
            second = second if reader.is_toml(second) else _text(repair(second, table, root)) or ""
            return (
                Repair(f"{first}\n{second}", "each key has a line of its own") if second else None
            )
    return None


def _text(repaired: Repair | None) -> str | None:
    return repaired.text if repaired else None


def _assignment(line: str, table: KeyPath, root: shape.Part) -> Repair | None:
    found = _ASSIGNED.match(line)
    if not found or not found["key"].strip(f" \t{sloppy.QUOTES}"):
        return None
    if found["sign"] == ":" and found["rest"].startswith("//"):
        return None
    key, slip = _key(found["key"], table, root)
    sign = found["sign"]
    if sign != "=":
        what = "a colon stands" if sign == ":" else f"{sign} stands"
        slip = f"{what} where TOML has ="
    if not found["rest"].strip() and sign == ":" and _is_table(root, (*table, key)):
        return Repair(f"[{writer.path((*table, key))}]", "the header of a table stands in brackets")
    repaired = _assigned(found["indent"], key, found["rest"], slip, (table, root))
    at = len(line) - len(found["rest"].lstrip()) if found["rest"].strip() else len(line)
    return repaired if repaired and repaired.text else repaired and repaired._replace(at=at)


def _unsigned(line: str, table: KeyPath, root: shape.Part) -> Repair | None:
    found = _UNSIGNED.match(line)
    if found and _is_known_key(found["key"], table, root):
        slip = f"there is no = behind {found['key']}"
        return _assigned(found["indent"], found["key"], found["rest"] or "", slip, (table, root))
    return None


def _is_known_key(key: str, table: KeyPath, root: shape.Part) -> bool:
    """Whether a table has such a key; above all headers, whether any table has."""
    tables = [table] if table else [(name,) for name in shape.keys(root)]
    return any(key in shape.keys(shape.at(root, one)) for one in tables)


def _assigned(
    indent: str, key: str, rest: str, slip: str, where: tuple[KeyPath, shape.Part]
) -> Repair | None:
    table, root = where
    meant = sloppy.read(rest)
    if meant is None or meant.value is None:
        message = f"{meant.slip}" if meant else f"there is no value behind {key}"
        if sloppy.is_like_date(rest):
            return Repair("", message, hint=_DATE_HINT)
        return Repair("", slip if slip and not rest.strip() and not meant else message)
    path = [part for part in key.split(".") if part] if re.fullmatch(r"[\w.-]+", key) else [key]
    part = shape.at(root, (*table, *path))
    value = _fitting(meant.value, part)
    if key in _PATHS:
        value = _with_slashes(value)
    slip = slip or meant.slip
    if slip == "a text stands in quotes" and shape.kind(part) in ("boolean", "integer"):
        slip = "true and false are written so" if isinstance(value, bool) else "this is no number"
    comment = f"  {meant.comment}" if meant.comment else ""
    return Repair(f"{indent}{writer.path(tuple(path))} = {writer.dumps(value)}{comment}", slip)


def _fitting(value: object, part: shape.Part | None) -> object:
    """The value in the type that the key has, if it can be."""
    kinds = {bool: "boolean", int: "integer", str: "string", list: "array", dict: "object"}
    if shape.kind(part) in (None, kinds.get(type(value))):
        return value
    likeliest = next(coerce.candidates(value, part), None)
    if likeliest is None and part is not None:
        likeliest = next(iter([part[key] for key in ("default", "minimum") if key in part]), None)
    return value if likeliest is None else likeliest


def _with_slashes(value: object) -> object:
    if isinstance(value, list):
        return [_with_slashes(item) for item in value]
    return value.replace("\\", "/") if isinstance(value, str) else value


def _key(written: str, table: KeyPath, root: shape.Part) -> tuple[str, str]:
    """The key that is meant, and what is wrong with how it is written, if anything."""
    bare = written.strip().strip(sloppy.QUOTES).strip()
    if bare == written.strip() and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", bare, re.ASCII):
        return bare, ""
    if re.fullmatch(r"[A-Za-z0-9_-]+", bare):
        return bare, "" if written.strip()[
            0
        ] not in sloppy.CURLY else "these quotes are no straight ones"
    known = {re.sub(r"[\W_]", "", key): key for key in shape.keys(shape.at(root, table))}
    meant = known.get(re.sub(r"[\W_]", "", bare).lower())
    return meant or bare, "" if written.strip()[
        0
    ] in "\"'" else f"{bare} is no key that TOML can read"


def _is_table(root: shape.Part, path: KeyPath) -> bool:
    part = shape.at(root, path)
    return part is None or shape.kind(part) == "object"


def _header(line: str, root: shape.Part) -> Repair | None:
    found = _HEADER.match(line)
    name = found["name"] if found else line.strip().rstrip("]:").strip()
    if not found and not _is_known_table(name, root):
        return None
    parts = [re.sub(r"[^\w -]", "", part).strip() for part in re.split(r"[.:]", name)]
    parts = [part for part in parts if part]
    if not parts:
        return None
    if parts[0] == "topics" and len(parts) > 1:
        parts[1] = slug(parts[1]) or parts[1]
    comment = f"  # {found['comment'].lstrip('#/ ')}" if found and found["comment"] else ""
    text = f"[{writer.path(tuple(parts))}]{comment}"
    if any(
        not re.fullmatch(r"[\w-]+", part.strip().strip("\"'"), re.ASCII) for part in name.split(".")
    ):
        return Repair(text, "the name of a table is made of letters, digits and hyphens")
    return Repair(text, "the header of a table stands in square brackets")


def _is_known_table(name: str, root: shape.Part) -> bool:
    return _is_table(root, tuple(name.split("."))) and name.split(".", maxsplit=1)[0] in shape.keys(
        root
    )


def slug(name: str) -> str:
    """A name in small letters, digits and hyphens; empty where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80].rstrip("-")


def is_slug(name: str) -> bool:
    """Whether a name is a slug as it stands."""
    return slug(name) == name != ""
