"""Convert the front matter of a valid record to a typed value."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from feedtool import frontmatter
from feedtool.model.record import USUAL_KIND, Content, Image, Provider, Record, Related
from feedtool.records import video
from feedtool.records.fields import NUMBER, Fields, Unfit
from feedtool.records.mapping import FieldMapping, FieldTable
from feedtool.text import dates, plain, urls

if TYPE_CHECKING:
    from feedtool.model.podcast import Enclosure


def fields(value: Mapping[str, frontmatter.YamlValue], mapping: FieldMapping) -> str:
    """What is ``kept`` of a record, as a JSON text."""
    from feedtool.storage import cells  # late: only who keeps records needs it

    return cells.dumps(kept(value, mapping))


def kept(
    value: Mapping[str, frontmatter.YamlValue], mapping: FieldMapping
) -> dict[str, frontmatter.YamlValue]:
    """What a record is made of, its body as HTML, and no more: ``record`` makes the same of it."""
    found = {key: value[key] for key in mapping.published_keys if key in value}
    if "content" in mapping.record.paths and mapping.record.holds(found, "content"):
        from feedtool.records import bodies  # late: few sites show the bodies of their posts

        return bodies.rendered(found, mapping)
    return found


def record(
    path: str, value: frontmatter.YamlValue, tracking: tuple[str, ...], mapping: FieldMapping
) -> Record:
    """The record; raises Unfit where a schema laxer than ours let something through."""
    fields = Fields(value, mapping.record)
    original = fields.original()
    link = fields.url("link") if fields.has("link") else original
    original_uri, key = _addresses(original, tracking)
    link_uri, link_key = (original_uri, key) if link == original else _addresses(link, tracking)
    published, kind = fields.moment("published"), fields.optional("kind", str)
    explicit, embed = fields.optional("id", str), fields.optional("embed", str)
    return Record(
        path=path,
        id=urls.urn(key) if explicit is None else explicit,
        key=key,
        link_key=link_key,
        explicit_id=explicit is not None,
        title=fields.text("title"),
        excerpt=plain.plain(fields.optional("excerpt", str) or ""),
        link=link_uri,
        original=original_uri,
        kind=USUAL_KIND if kind is None else kind,
        published=published,
        updated=max(published, fields.moment("updated")) if fields.has("updated") else published,
        is_published=fields.typed("is_published", bool) and fields.withheld_by() is None,
        heat=fields.heat(),
        provider=_provider(fields, original_uri, mapping.image),
        topics=tuple(fields.texts("topics")),
        image=_image(fields, "images", mapping.image),
        video=None if embed is None else video.page(embed),
        related=tuple(_related(fields, tracking, mapping.related)) if fields.has("related") else (),
        authors=tuple(fields.texts("authors")) if "authors" in mapping.record.paths else (),
        enclosure=_enclosure(fields) if fields.has("audio") else None,
        content=_content(fields) if "content" in mapping.record.paths else None,
    )


def _content(fields: Fields) -> Content | None:
    """The body, once it has been rendered."""
    value = fields.find("content") or {}
    return Content(value["html"], value.get("markdown")) if "html" in value else None


def _addresses(url: str, tracking: tuple[str, ...]) -> tuple[str, str]:
    """A web address as readers get it, and its canonical form."""
    return urls.to_uri(urls.without_tracking(url, tracking)), urls.canonical(url, tracking)


def _provider(fields: Fields, address: str, of_image: FieldTable) -> Provider:
    """The publisher; the host of the story's address stands in for what is not said of it."""
    fields.optional("provider", dict)
    domain = fields.optional("provider_domain", str)
    url = _home(urls.host(address) if domain is None else domain)
    if url is None:
        raise fields.unfit("provider_domain", "is no domain", "write example.org")
    icon = _image(fields, "provider_images", of_image)
    is_named = fields.has("provider_name")
    name = fields.text("provider_name") if is_named else urls.host(address)
    return Provider(name, url, icon.url if icon else None)


@lru_cache(4096)  # many records have one publisher
def _home(domain: str) -> str | None:
    """The address of a publisher's site; None where there can be no such host."""
    return urls.to_uri(f"https://{domain}/").lower() if urls.is_host(domain) else None


def _image(fields: Fields, field: str, of_image: FieldTable) -> Image | None:
    for image in fields.optional(field, list) or ():
        address = of_image.find(image, "image_url")
        if isinstance(image, dict) and urls.is_address(str(address)):
            width, height = (
                of_image.find(image, "image_width"),
                of_image.find(image, "image_height"),
            )
            title = of_image.find(image, "image_title")
            alt = plain.plain(title) if isinstance(title, str) else None
            return Image(urls.to_uri(str(address)), _pixels(width), _pixels(height), alt or None)
    return None


def _enclosure(fields: Fields) -> "Enclosure | None":
    from feedtool.records import enclosures  # late: few records have one

    return enclosures.enclosure(fields)


def _pixels(value: frontmatter.YamlValue) -> int | None:
    if not isinstance(value, NUMBER) or isinstance(value, bool):
        return None
    return int(value) if value >= 1 else None


def _related(fields: Fields, tracking: tuple[str, ...], of_story: FieldTable) -> Iterable[Related]:
    """The related stories that can be linked to; others, which a laxer schema let pass, are left out."""
    for value in fields.typed("related", list):
        story = Fields(value, of_story)
        try:
            url = story.url("link" if story.has("link") else "original")
            named = story.has("provider_name")
            uri, key = _addresses(url, tracking)
            quality, published = story.find("quality"), story.find("published")
            yield Related(
                title=story.text("title"),
                url=uri,
                key=key,
                provider=plain.plain(story.typed("provider_name", str)) if named else None,
                # What is unfit only makes it less likely to be chosen.
                quality=quality if isinstance(quality, NUMBER) else 0,
                published=dates.parse(published) if isinstance(published, str) else None,
            )
        except Unfit:
            continue
