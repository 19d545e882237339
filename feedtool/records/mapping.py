"""Which keys of the front matter lead to which field of a record: no other module spells one.

A field is known by our name of it (``published``); a site calls it what it likes (``publishedDateTime``,
``date``), and keeps it in a group if it likes (``provider: {name: …}``). Another site's names are another
``FieldMapping``, handed to whatever reads records.
"""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from feedtool.diagnostics.pointer import escape
from feedtool.schema.names import HOLDING

# The keys to go down by.
FieldPath = tuple[str, ...]

# Fields of which nothing is in a feed: `secured` is not even kept beside it.
_NEVER_PUBLISHED = ("amp_link", "cached_amp_link", "category", "quality", "locale", "secured")
# Fields that an item takes from selection, which may have merged several records.
_OF_SELECTION = ("id", "heat", "topics")
# Which table the items of a list go by.
_ITEMS = {"related": "related", "images": "image", "provider_images": "image"}


def below(holder: Any, keys: FieldPath) -> Any:
    """The value that some keys lead to, as it is; None where there is none."""
    for key in keys:
        holder = holder.get(key) if isinstance(holder, dict) else None
    return holder


class FieldTable:
    """The fields of one kind of thing, each with the keys that lead to it from what holds the thing."""

    def __init__(self, paths: Mapping[str, FieldPath]) -> None:
        self.paths = dict(paths)
        # The outermost key that leads to a field, and those below it, of which most have none.
        self.ways = {field: (path[0], path[1:]) for field, path in paths.items()}
        # The fields of this table that hold a story back.
        self.holding = tuple(field for field in (*HOLDING, "password") if field in self.paths)
        # The outermost keys that lead to these.
        self.holding_keys = frozenset(self.paths[field][0] for field in self.holding)

    def find(self, holder: Any, field: str) -> Any:
        """The value of a field as it is; None where there is none."""
        return below(holder, self.paths[field])

    def holds(self, holder: Any, field: str) -> bool:
        """Whether the key of a field is there, whatever its value."""
        *groups, key = self.paths[field]
        for group in groups:
            holder = holder.get(group) if isinstance(holder, dict) else None
        return isinstance(holder, dict) and key in holder

    def put(self, holder: dict[str, Any], field: str, value: Any) -> None:
        """Give a field a value, and make the groups that it stands in."""
        *groups, key = self.paths[field]
        for group in groups:
            holder = holder.setdefault(group, {})
        holder[key] = value

    def key(self, field: str) -> str:
        """The outermost key that leads to a field."""
        return self.paths[field][0]

    def name(self, field: str) -> str:
        """What the author calls a field, for messages: ``provider.name``."""
        return ".".join(self.paths[field])

    def unpublished(self) -> str:
        """What to set in a record to hold it back, for hints: ``published: false``."""
        return f"{self.name('is_published')}: false"

    def pointer(self, field: str) -> str:
        """The JSON pointer to a field."""
        return self._pointers[field]

    def item_pointer(self, field: str, index: int) -> str:
        """The JSON pointer to an item of the list that a field holds."""
        return f"{self.pointer(field)}/{index}"

    @cached_property
    def _pointers(self) -> dict[str, str]:
        return {
            field: "".join([f"/{escape(key)}" for key in path])
            for field, path in self.paths.items()
        }

    @cached_property
    def fields(self) -> dict[FieldPath, str]:
        """Our name of the field that some keys lead to."""
        return {path: field for field, path in self.paths.items()}


class FieldMapping:
    """The tables of a record, of a related story in it, and of a picture in either.

    Where it is not ``is_own``, records are made of the posts of another generator.
    """

    is_own = True

    def __init__(
        self,
        record: Mapping[str, FieldPath],
        image: Mapping[str, FieldPath],
        related: Mapping[str, FieldPath] | None = None,
    ) -> None:
        """Without a table of their own, related stories go by that of records."""
        self.record, self.image = FieldTable(record), FieldTable(image)
        self.related = self.record if related is None else FieldTable(related)

    def renamed(
        self,
        record: Mapping[str, FieldPath],
        image: Mapping[str, FieldPath] | None = None,
        related: Mapping[str, FieldPath] | None = None,
    ) -> "FieldMapping":
        """A mapping of some fields under other names; all others keep those that they have in this one."""
        in_record = {**self.record.paths, **record}
        return FieldMapping(
            in_record,
            {**self.image.paths, **(image or {})},
            None if related is None else {**in_record, **related},
        )

    def of(self, _path: str) -> "FieldMapping":
        """What the record of a path calls its fields: the same in all but several collections."""
        return self

    def __repr__(self) -> str:
        return f"FieldMapping{self._arguments}"

    def __reduce__(self) -> Any:
        # What is kept of a mapping once it is known is kept in a worker too: it has one of each.
        return _received, self._arguments

    @property
    def _arguments(self) -> tuple[tuple[tuple[str, FieldPath], ...], ...]:
        return tuple(
            tuple(table.paths.items()) for table in (self.record, self.image, self.related)
        )

    @cached_property
    def published_keys(self) -> tuple[str, ...]:
        """The outermost keys of all that a record is made of; nothing else is ever kept of one."""
        paths = self.record.paths
        return tuple(
            dict.fromkeys(paths[field][0] for field in paths if field not in _NEVER_PUBLISHED)
        )

    @cached_property
    def selection_keys(self) -> frozenset[str]:
        """The outermost keys of what an item takes from selection, where nothing else stands under them."""
        paths = self.record.paths
        others = {path[0] for field, path in paths.items() if field not in _OF_SELECTION}
        return frozenset(paths[field][0] for field in _OF_SELECTION if field in paths) - others

    def fields_along(self, tokens: FieldPath) -> list[str | None]:
        """Our names of the fields that each of some keys and indices comes to; None where it is none."""
        table, path, found = self.record, FieldPath(), list[str | None]()
        for token in tokens:
            items = _ITEMS.get(found[-1] or "") if found and token.isdecimal() else None
            if items:
                table, path = self.related if items == "related" else self.image, ()
                found.append(None)
            else:
                path = (*path, token)
                found.append(table.fields.get(path))
        return found

    def field_of(self, pointer: str) -> str | None:
        """Our name of the field at a JSON pointer; None where it is none that we know."""
        tokens = _tokens(pointer)
        return self.fields_along(tokens)[-1] if tokens else None

    def known_as(self, pointer: str) -> str:
        """What records that go by the shipped schema call the field at a JSON pointer."""
        key = _tokens(pointer)[-1]
        field = None if self is SHIPPED else self.field_of(pointer)
        table = SHIPPED.image if field in SHIPPED.image.paths else SHIPPED.record
        return key if field is None else table.paths[field][-1]

    def find(self, record: Any, field: str, pointer: str = "") -> Any:
        """The value of a field of a record, or of the related story in it that a JSON pointer leads into."""
        tokens = _tokens(pointer)
        fields = self.fields_along(tokens)
        if "related" not in fields[:-1]:
            return self.record.find(record, field)
        index = int(tokens[fields.index("related") + 1])
        return self.related.find(self.record.find(record, "related")[index], field)


def _tokens(pointer: str) -> FieldPath:
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])


@lru_cache(maxsize=16)
def _received(
    record: tuple[tuple[str, FieldPath], ...],
    image: tuple[tuple[str, FieldPath], ...],
    related: tuple[tuple[str, FieldPath], ...],
) -> FieldMapping:
    """The mapping that another process sent."""
    mappings = FieldMapping(dict(record), dict(image), None if related == record else dict(related))
    return SHIPPED if repr(mappings) == repr(SHIPPED) else mappings


# The names that the shipped schema knows.
SHIPPED = FieldMapping(
    record={
        "id": ("id",),
        "title": ("title",),
        "excerpt": ("excerpt",),
        "published": ("publishedDateTime",),
        "updated": ("updatedDateTime",),
        "original": ("originalUrl",),
        "link": ("webUrl",),
        "amp_link": ("ampWebUrl",),
        "cached_amp_link": ("cdnAmpWebUrl",),
        "kind": ("type",),
        "category": ("category",),
        "is_published": ("published",),
        "draft": ("draft",),
        "hidden": ("hidden",),
        "removed": ("removed",),
        "deleted": ("deleted",),
        "heat": ("heat",),
        "quality": ("quality",),
        "provider": ("provider",),
        "provider_name": ("provider", "name"),
        "provider_domain": ("provider", "domain"),
        "provider_images": ("provider", "images"),
        "topics": ("topics",),
        "images": ("images",),
        "embed": ("featuredContent",),
        "related": ("related",),
        "locale": ("locale",),
        "secured": ("secured",),
        "audio": ("audio",),
        "audio_url": ("audio", "url"),
        "audio_length": ("audio", "length"),
        "audio_type": ("audio", "type"),
        "audio_duration": ("audio", "duration"),
        "episode_title": ("audio", "title"),
        "episode": ("audio", "episode"),
        "season": ("audio", "season"),
        "episode_type": ("audio", "episodeType"),
        "explicit": ("audio", "explicit"),
        "episode_image": ("audio", "image"),
        "transcript": ("audio", "transcript"),
        "chapters": ("audio", "chapters"),
    },
    image={
        "image_url": ("url",),
        "image_width": ("width",),
        "image_height": ("height",),
        "image_title": ("title",),
    },
)

# A transcript of what is said in the file that a record brings along.
TRANSCRIPT = FieldTable(
    {
        "transcript_url": ("url",),
        "transcript_type": ("type",),
        "transcript_language": ("language",),
    }
)
