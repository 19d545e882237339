"""A post of any site as a document: the value is the record made of it, the places are its author's."""

from collections.abc import Mapping
from typing import Any

from feedtool.diagnostics.pointer import escape
from feedtool.frontmatter import Document
from feedtool.model.site import SiteMapping
from feedtool.records.mapping import FieldMapping, FieldTable
from feedtool.records.sites import SITE, mapper, reader, values
from feedtool.records.sites.mapper import MappedPost
from feedtool.records.sites.notations import headdocument


class SiteTable(FieldTable):
    """Fields that are read by our keys, and named and found by what their author wrote."""

    def __init__(self, table: FieldTable, origins: Mapping[str, str]) -> None:
        super().__init__(table.paths)
        self._origins = origins

    def pointer(self, field: str) -> str:
        """The JSON pointer to what the field was made of; that to the head where that was no key."""
        own = self._origins.get(field)
        return super().pointer(field) if own is None else own

    def item_pointer(self, field: str, index: int) -> str:
        """The JSON pointer to what an item of the list was made of."""
        own = self._origins.get(f"{field}/{index}")
        return f"{self.pointer(field)}/{index}" if own is None else own

    def name(self, field: str) -> str:
        """What the author calls a field."""
        own = self._origins.get(field)
        if own is None:
            return super().name(field)
        names = [token.replace("~1", "/").replace("~0", "~") for token in own.split("/")[1:]]
        return ".".join(names) or field

    def unpublished(self) -> str:
        """What to set in a post to hold it back, in words that are right in YAML, TOML and JSON."""
        key = (self._origins.get("is_published") or "/draft")[1:].replace("/", ".")
        return {"draft": "draft to true", "status": "status to draft"}.get(key, f"{key} to false")

    def holds(self, holder: Any, field: str) -> bool:
        """Whether the author wrote the field."""
        return bool(self._origins.get(field)) and super().holds(holder, field)


class SiteNames(FieldMapping):
    """The mapping of a record that was made of a post: its author's names of the fields."""

    def __init__(self, origins: Mapping[str, str], *, is_own: bool) -> None:
        super().__init__(SITE.record.paths, SITE.image.paths)
        self.is_own = is_own
        self.record = SiteTable(SITE.record, origins)
        # A picture stands in the front matter as its address, not as a group with one.
        self.image = SiteTable(SITE.image, {"image_url": ""})


class SiteDocument(Document):
    """A post as a record: ``head_document`` is its front matter as it stands, ``site`` how it is read."""

    def __init__(self, head: Document, post: MappedPost, site: SiteMapping) -> None:
        super().__init__(head.path, post.value, head.source)
        self.take_places_of(head)
        self.head_document, self.post, self.site = head, post, site

    @property
    def keeps_keys(self) -> bool:
        """Whether its other keys are those of a record as well."""
        return self.site.is_own

    def with_value(self, value: dict[str, Any]) -> "SiteDocument":
        """The same post with less in its record."""
        return SiteDocument(self.head_document, self.post._replace(value=value), self.site)

    def names_over(self, _names: Any) -> Any:
        """The names that the author of this post has for the fields."""
        return SiteNames(self.post.origins, is_own=self.keeps_keys)

    @property
    def notation(self) -> str:
        """The notation of the front matter: ``yaml``, ``toml``, ``json`` or ``metadata``."""
        return headdocument.notation_of(self.head_document)

    def pointer_of(self, pointer: str) -> str:
        """The JSON pointer into the front matter of what a pointer into the record leads to."""
        tokens = tuple(
            token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]
        )
        found = SITE.fields_along(tokens)
        for depth in range(len(tokens), 0, -1):
            field = found[depth - 1]
            if field is None and depth > 1 and found[depth - 2] and tokens[depth - 1].isdecimal():
                own = self.post.origins.get(f"{found[depth - 2]}/{tokens[depth - 1]}")
            else:
                own = self.post.origins.get(field or "")
            if own is not None:
                return own
        return pointer if self.keeps_keys else ""


def of_head(head: Document, site: SiteMapping) -> SiteDocument:
    """The document of a post, from its front matter."""
    return SiteDocument(head, mapper.mapped(head, site), site)


def usual_names(site: SiteMapping) -> FieldMapping:
    """What the records of a site mostly call their fields, for what concerns several records."""
    origins = {}
    for field, sources in reader.sources_of(site).items():
        key = values.first_key(sources)
        origins[field] = (
            "" if key is None else "".join(f"/{escape(part)}" for part in key.split("."))
        )
    return SiteNames(origins, is_own=site.is_own)
