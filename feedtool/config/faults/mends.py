"""What a wrong value of the configuration was meant to be: proposals, of which only what passes is taken."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from feedtool.config.faults import meanings
from feedtool.diagnostics import synonyms
from feedtool.schema import validator
from feedtool.toml import coerce, lines, shape
from feedtool.toml.shape import KeyPath

if TYPE_CHECKING:
    from feedtool.schema.validator import Schema

_LANGUAGES = {
    word: tag
    for tag, words in {
        "en": "english eng", "de": "german deutsch", "fr": "french francais français",
        "es": "spanish espanol español castellano", "it": "italian italiano", "nl": "dutch nederlands",
        "pt": "portuguese portugues português", "pt-BR": "brazilian", "sv": "swedish svenska",
        "da": "danish dansk", "nb": "norwegian norsk", "fi": "finnish suomi", "pl": "polish polski",
        "cs": "czech cestina čeština", "uk": "ukrainian", "ru": "russian русский", "ja": "japanese 日本語",
        "zh": "chinese 中文", "ko": "korean 한국어", "ar": "arabic", "he": "hebrew", "tr": "turkish türkçe",
        "el": "greek", "hu": "hungarian magyar", "ro": "romanian", "hi": "hindi", "id": "indonesian",
        "vi": "vietnamese", "ca": "catalan", "bg": "bulgarian", "hr": "croatian hrvatski",
        "sk": "slovak", "sl": "slovenian", "sr": "serbian", "et": "estonian", "lv": "latvian",
        "lt": "lithuanian", "ga": "irish", "fa": "persian", "th": "thai",
    }.items()
    for word in words.split()
}  # fmt: skip
_REGIONS = {"us": "US", "usa": "US", "american": "US", "uk": "GB", "gb": "GB", "british": "GB"}
_CHOICES = {
    "rss2": "rss", "rss20": "rss", "rss09": "rss", "rss1": "rss", "rdf": "rss", "xml": "rss",
    "rssfeed": "rss", "atom1": "atom", "atom10": "atom", "atomfeed": "atom",
    "jsonfeed": "json", "feedjson": "json", "json1": "json", "json11": "json", "jsonfeed11": "json",
    "slug": "slugify", "slugs": "slugify", "allow": "slugify", "create": "slugify", "add": "slugify",
    "accept": "slugify", "ignore": "slugify", "refuse": "error", "reject": "error", "fail": "error",
    "errors": "error", "strict": "error", "deny": "error", "warn": "slugify",
    "file": "files", "flat": "files", "plain": "files", "folder": "files", "generation": "generations",
    "symlink": "generations", "link": "generations", "atomic": "generations",
}  # fmt: skip
# What a backslash within double quotes has become.
_ESCAPED = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r", "\x1b": "e"}
_PATHS = ("path", "schema", "topic_registry", "output")
_SPANS = ("max_age", "grace")
_SPAN = r"(\d{1,4})\s*(?:([mhdw])|(min|hr|hour|day|week)[a-z]*)?"
_LARGEST = 200
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"


class Mender:
    """Finds for a value one that its schema takes."""

    def __init__(self, root: dict[str, Any], table: dict[str, Any]) -> None:
        self.root = root
        site = table.get("site")
        self._site: dict[str, Any] = site if isinstance(site, dict) else {}
        # By the path to the value, all items of a list as one.
        self._schemas: dict[KeyPath, Schema] = {}
        # By path and identity, with the list itself, so that no other can come to have the same.
        self._lists: dict[tuple[KeyPath, int], tuple[list[Any], Any]] = {}

    def fits(self, value: Any, path: KeyPath) -> bool:
        """Whether the schema takes a value at a path."""
        part = shape.at(self.root, path)
        if part is None:
            return False
        to_any = tuple("0" if name.isdigit() else name for name in path)
        if to_any not in self._schemas:
            text = json.dumps(shape.alone(self.root, {**part, "$defs": self.root.get("$defs", {})}))
            self._schemas[to_any] = validator.compiled(text, trusted=True)
        return not self._schemas[to_any].errors(value)

    def mended(self, value: Any, path: KeyPath) -> Any:
        """A value that fits, made of one that does not; None where nobody can tell."""
        if not isinstance(value, list):
            return self._mended(value, path)
        known = path, id(value)
        if known not in self._lists:  # which is asked for once for each wrong item
            self._lists[known] = value, self._mended(value, path)
        return self._lists[known][1]

    def _mended(self, value: Any, path: KeyPath) -> Any:
        part = shape.at(self.root, path)
        for proposal in (value, *self._proposals(value, part, path)):
            if self.fits(proposal, path):
                return proposal
        return None

    def _proposals(self, value: Any, part: shape.Part | None, path: KeyPath) -> Iterator[Any]:
        kind = shape.kind(part)
        if kind == "array" and isinstance(value, list):
            yield self._items(value, path)
        elif kind == "object" and isinstance(value, dict):
            yield self._fields(value, path)
        elif kind == "string" and isinstance(value, str) and part is not None:
            yield from self._texts(value, part, path)
        for proposal in coerce.candidates(value, part):
            yield proposal
            if type(proposal) is not type(value) or proposal != value:
                yield from self._proposals(proposal, part, path)

    def _items(self, items: list[Any], path: KeyPath) -> list[Any]:
        found: list[Any] = []
        for index, item in enumerate(items[:_LARGEST]):
            meant = self.mended(item, (*path, str(index)))
            if meant is not None and meant not in found:
                found.append(meant)
        part = shape.at(self.root, path) or {}
        return found if found or not part.get("minItems") else list(part.get("default", ()))

    def _fields(self, fields: dict[str, Any], path: KeyPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in list(fields.items())[:_LARGEST]:
            key = name
            if shape.at(self.root, (*path, name)) is None:
                meant = meanings.intended_key(self.root, path, name, value)
                if meant is None or meant.table != path or meant.key in fields:
                    continue
                key = meant.key
            mended = self.mended(value, (*path, key))
            if mended is not None:
                found[key] = mended
        return found

    def _texts(self, value: str, part: shape.Part, path: KeyPath) -> Iterator[str]:
        text = " ".join(re.sub(_UNSEEN, " ", value).split())
        name = next((one for one in reversed(path) if not one.isdigit()), "")
        if name == "require":
            yield from synonyms.fields_of(text)  # what the field is called elsewhere
        if "enum" in part:
            yield from _choices(text, part["enum"])
        elif part.get("format") == "iri":
            yield from self._addresses(text)
        elif part.get("format") == "email":
            yield from _emails(text)
        elif name in ("language", "languages"):
            yield from _tags(text)
        elif name in _PATHS:
            yield re.sub("[\b\t\n\f\r\x1b]", lambda found: f"/{_ESCAPED[found[0]]}", value)
        elif name == "include":
            yield from _patterns(text)
        elif short := _short(text, part, name):
            yield short
        yield text
        if (most := part.get("maxLength")) and len(text) > most:
            yield text[: most - 1].rstrip() + "…"

    def _addresses(self, text: str) -> Iterator[str]:
        bare = re.sub(r"\s+#.*$", "", text).strip("\"'<>\u201c\u201d ")
        own = self._site.get("url")
        base = own if isinstance(own, str) and re.match(r"https?://\w", own) else None
        bare = re.sub(r"^(https?)(?::/?|//|;//)(?=[^/])", r"\1://", bare, flags=re.IGNORECASE)
        yield bare
        yield re.split(r"[?#]", bare)[0]
        yield re.sub(r"\s+", "%20", bare)
        yield re.sub(r"^ht+ps?:/+|^h+t*ps?:/+", "https://", bare)
        if bare.startswith("//"):
            yield f"https:{bare}"
        if re.match(r"(?!www\.)[\w./-]*\.(?:png|jpe?g|svg|gif|ico|webp)$", bare) or bare.startswith(
            "/"
        ):
            if base:
                path = bare.lstrip("./")
                origin = re.match(r"https?://[^/?#]+", base)
                root = (
                    origin[0] + "/" if bare.startswith("/") and origin else base.rstrip("/") + "/"
                )
                yield root + re.sub(r"\s+", "%20", path)
        elif re.match(r"localhost\b", bare):
            yield f"http://{bare}"
        elif re.match(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)", bare):
            yield f"https://{bare}"
            yield f"https://{re.split('[?#]', bare)[0]}"


def _choices(text: str, choices: list[str]) -> Iterator[str]:
    import difflib  # late: only what is misspelt needs it

    form = re.sub(r"[\W_]", "", text).casefold()
    yield form
    yield _CHOICES.get(form, "")
    yield from difflib.get_close_matches(form, choices, n=1)


def _emails(text: str) -> Iterator[str]:
    bare = re.sub(r"^mailto:", "", text.strip("<> "), flags=re.IGNORECASE)
    found = re.search(r"[^\s<>@]+@[^\s<>@]+", bare)
    yield found[0] if found else bare
    yield re.sub(
        r"\s*(?:\(at\)|\[at\]| at )\s*", "@", re.sub(r"\s*(?:\(dot\)|\[dot\]| dot )\s*", ".", bare)
    )


def _tags(text: str) -> Iterator[str]:
    yield text.partition(".")[0].replace("_", "-").replace(" ", "")
    words = re.findall(r"[^\W\d_]+", text.casefold())
    for tag in (_LANGUAGES[word] for word in words if word in _LANGUAGES):
        region = next((_REGIONS[word] for word in words if word in _REGIONS), None)
        yield f"{tag}-{region}" if region else tag


def _patterns(text: str) -> Iterator[str]:
    yield re.sub(r"^(?:\.\./|\./|/)+", "", text.replace("\\", "/"))
    suffix = re.search(r"\*?\.[a-z]+$", text)
    yield f"**/*{suffix[0].lstrip('*')}" if suffix else "**/*.md"


def _short(text: str, part: shape.Part, name: str) -> str | None:
    """A code or the name of a feed in small letters, a length of time with one letter behind it.

    A number alone counts what that of the example does.
    """
    if name in ("select", "ignore", "errors", "warnings") or (name == "name" and "pattern" in part):
        return lines.slug(text)
    found = re.fullmatch(_SPAN, text.lower(), re.ASCII) if name in _SPANS else None
    if found is None:
        return None
    unit = found[2] or (found[3] or str(part["examples"][0])[-1])[0]
    return f"{found[1]}{unit}"
