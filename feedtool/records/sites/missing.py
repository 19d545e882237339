"""A post without a title, a date or an address: where one could come from, in its author's words."""

from collections.abc import Sequence

from feedtool.diagnostics.pointer import escape
from feedtool.frontmatter import Document
from feedtool.records import misspelt
from feedtool.records.sites import values
from feedtool.records.sites.sources import PLACES, Sources, has_value, keys_in
from feedtool.records.sites.values import PostFault
from feedtool.schema import messages

# The keys that most people would add.
_USUAL = ("title", "date")
_LANGUAGES = ("lang", "language", "locale")


class Missing:
    """The faults of one post that lacks a value; ``named`` are the sources of the field in each of them."""

    def __init__(self, document: Document, sources: Sources) -> None:
        self._document, self._sources = document, sources

    def title(self, named: Sequence[str]) -> PostFault:
        """The fault of a post without a title."""
        key = self._key(named) or _USUAL[0]
        if slip := self._slip("title", key, named):
            return slip
        what = "has no text" if self._sources.key(key) else "is missing"
        from feedtool.records.sites import heading  # late: a good post needs none

        fault = self._fault("title", key, f"{key} {what}", "A title")
        if key == _USUAL[0] and heading.of_body(self._document.body):
            own = 'set title = ["title", ":heading"] in [fields] of feedtool.toml'
            return fault._replace(hint=f"{fault.hint}, or {own}")
        # A short note has an empty title for what it is.
        if self._sources.key(key) and self._sources.first((":summary",)):
            own = 'set title = ["title", ":summary"] in [fields] of feedtool.toml'
            return fault._replace(hint=f"{fault.hint}, or {own}")
        return fault

    def date(self, named: Sequence[str]) -> PostFault:
        """The fault of a post without a date."""
        key = self._key(named) or _USUAL[1]
        if slip := self._slip("published", key, named):
            return slip
        places = [key, *(PLACES[one] for one in named if one in PLACES)]
        what = f"there is no date: {values.joined(places)}"
        return self._fault("published", key, what, "2023-09-01T09:19:00Z")

    def link(self, named: Sequence[str]) -> PostFault:
        """The fault of a post without an address."""
        key, lacking = self._key(named), self._lacking(named)
        if key is None and lacking:
            what = f"there is no address: {lacking[0]} has no value, which [fields] makes it of"
            example = "en" if lacking[0] in _LANGUAGES else "a-word"
            return self._fault("link", lacking[0], what, example)
        key = key or "permalink"
        without = "no template in [fields] can be filled in"
        if lacking:
            without = f"[fields] makes none without {' and '.join(lacking)}"
        what = f"there is no address: {key} has no value, and {without}"
        return self._fault("link", key, what, "/a-title/")

    def _lacking(self, named: Sequence[str]) -> list[str]:
        """The keys that templates ask for and that have no value."""
        asked = dict.fromkeys(key for source in named for key in keys_in(source))
        asked.pop("categories", None)  # which may be missing in Jekyll
        found = {key: self._sources.key(key) for key in asked}
        return [key for key, one in found.items() if one is None or not has_value(one.value)]

    def _key(self, named: Sequence[str]) -> str | None:
        """The key that should have the value: one that is empty, else the usual one, else the first."""
        keys = [one for one in named if values.is_key(one)]
        empty = next((one for one in keys if self._sources.key(one)), None)
        usual = next((one for one in keys if one in _USUAL), None)
        return empty or usual or next(iter(keys), None)

    def _slip(self, field: str, key: str, named: Sequence[str]) -> PostFault | None:
        """The fault where a key is there that is nearly the one that is missing."""
        slip = misspelt.slip_for(self._document.value, filter(values.is_key, named))
        if slip is None or self._sources.key(key):
            return None
        found, meant = slip
        value = self._document.value[found]
        what = f"{meant} is missing, and {messages.visible(found)} is no known field"
        hint = f"did you mean {meant}?"
        if isinstance(value, str):
            hint += f" write {values.line(self._document, meant, value)}"
        return PostFault(field, f"/{escape(found)}", "schema-required", what, hint)

    def _fault(self, field: str, key: str, what: str, example: str) -> PostFault:
        """The fault, at the key that should have the value where there is one."""
        found = self._sources.key(key)
        how = "write the whole field anew, such as" if found else "add a line such as"
        hint = f"{how} {values.line(self._document, key, example)}"
        return PostFault(field, found.pointer if found else "", "schema-required", what, hint)
