"""Rules beyond the schema: what a valid record still gets wrong, to the eyes of a reader of feeds."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from feedtool.diagnostics.problem import Problem
from feedtool.frontmatter import Document
from feedtool.model.record import Record
from feedtool.model.topics import Topics
from feedtool.records import view
from feedtool.rules import unread
from feedtool.rules.finding import Finding
from feedtool.schema import messages, mismatches, proposals
from feedtool.text import dates, mojibake, plain, urls

# Wider or higher than any screen or printed page of a reader; the largest of the real corpus has 4,800.
HUGE_PIXELS = 8_000
# A shorter excerpt without a full stop is a style; one of this length has been cut.
CUT_LENGTH = 180


class Facts(NamedTuple):
    """What the rules need to know besides the record; ``now`` decides what lies in the future."""

    now: datetime
    min_heat: int
    topics: Topics
    tracking_parameters: tuple[str, ...]


Rule = Callable[[Document, Record, Facts], Iterator[Finding]]


def problems(
    document: Document, record: Record, facts: Facts, lost: Iterable[str] = ()
) -> list[Problem]:
    """All warnings for a valid record, in no order.

    ``lost`` are the pointers to what is left out of it: an item that lacks it for that reason gets none.
    """
    found = [
        finding.problem(document.path, mismatches.span_of(document, finding.pointer))
        for rule in _RULES
        for finding in rule(document, record, facts)
    ]
    found += unread.problems(document)
    return [one for one in found if not _lacks(one.pointer, lost)] if lost else found


def _lacks(pointer: str | None, lost: Iterable[str]) -> bool:
    return bool(pointer) and any(one.startswith(f"{pointer}/") for one in lost)


def _heat(document: Document, record: Record, facts: Facts) -> Iterator[Finding]:
    if record.is_published and record.heat < facts.min_heat:
        yield Finding(
            "published-too-cold",
            "/heat",
            heat_key="heat",
            published_key="published",
            heat=record.heat,
            min_heat=facts.min_heat,
        )
    # Without a threshold heat says nothing of what should be published.
    elif (
        document.value.get("published") is False
        and facts.min_heat > 0
        and record.heat >= facts.min_heat
    ):
        yield Finding(
            "unpublished-hot",
            "/published",
            heat_key="heat",
            heat=record.heat,
            min_heat=facts.min_heat,
        )


def _dates(document: Document, record: Record, facts: Facts) -> Iterator[Finding]:
    if record.published > facts.now:
        yield Finding("date-in-future", "/publishedDateTime")
    updated = dates.parse(view.text_at(document, "updatedDateTime"))
    if updated is not None and updated < record.published:
        yield Finding("updated-before-published", "/updatedDateTime")


def _file_name(document: Document, record: Record, _facts: Facts) -> Iterator[Finding]:
    name = PurePosixPath(document.path).name
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})-", name)
    if not match:
        return
    try:
        named = date(*map(int, match.groups()))
    except ValueError:
        named = date.min
    # A local date may be a day off the date in UTC.
    if abs(named - record.published.date()) > timedelta(days=1):
        yield Finding(
            "file-date-mismatch",
            "/publishedDateTime",
            named=match[0][:-1],
            date=record.published.date(),
        )


def _texts(document: Document, _record: Record, _facts: Facts) -> Iterator[Finding]:
    for pointer, value in view.prose(document):
        name = messages.name_of(pointer)
        if mojibake.suspicious(value) and (mended := mojibake.mend(value)) != value:
            yield Finding(
                "text-mojibake",
                pointer,
                name=name,
                **_around(value, mended),
                instead=_written(mended),
            )
        if plain.has_markup(value):
            code = "title-markup" if pointer.endswith("/title") else "text-markup"
            yield Finding(code, pointer, name=name, instead=_written(plain.plain(value)))
        if plain.has_entities(value):
            code = "title-entities" if pointer.endswith("/title") else "text-entities"
            yield Finding(code, pointer, name=name, instead=_written(plain.plain(value)))
        if plain.folded(value) != value:
            yield Finding(
                "text-whitespace",
                pointer,
                name=name,
                instead=_written(plain.folded(value)),
            )


def _excerpt(document: Document, record: Record, _facts: Facts) -> Iterator[Finding]:
    excerpt = plain.plain(view.text_at(document, "excerpt"))
    if len(re.findall(r"\w", excerpt)) < 3:  # noqa: PLR2004 - "n/a", "...", "-"
        is_there = "excerpt" in document.value
        named = {"excerpt_key" if is_there else "missing_key": "excerpt"}
        yield Finding("excerpt-meaningless", "/excerpt", **named)
    elif plain.title_key(excerpt) == plain.title_key(record.title):
        yield Finding("excerpt-repeats-title", "/excerpt", excerpt_key="excerpt", title_key="title")
    elif len(excerpt) >= CUT_LENGTH and re.search(r"[\w,;(-]$", excerpt):
        yield Finding("excerpt-cut", "/excerpt", excerpt_key="excerpt", tail=_tail(excerpt))


def _links(document: Document, _record: Record, facts: Facts) -> Iterator[Finding]:
    for pointer in ("/originalUrl", "/webUrl", *_image_pointers(document)):
        url = _value_at(document, pointer)
        if isinstance(url, str) and url.lower().startswith("http:"):
            yield Finding("url-not-https", pointer, instead=f"https{url[4:]}")
    yield from _tracking(document, facts.tracking_parameters)


def _tracking(document: Document, parameters: tuple[str, ...]) -> Iterator[Finding]:
    found = [
        (pointer, clean)
        for pointer, url in view.links(document)
        if (clean := urls.without_tracking(url, parameters)) != url
    ]
    # A related story that stands there again should go as a whole.
    repeated = view.repeated_stories(document, parameters) if found else ()
    leaving = {f"/related/{index}/webUrl" for index, _ in repeated}
    for pointer, clean in found:
        if pointer not in leaving:
            yield Finding("url-tracking", pointer, link_key="webUrl", instead=clean)


def _blanks(document: Document, _record: Record, _facts: Facts) -> Iterator[Finding]:
    for pointer, url in view.addresses(document):
        if " " in url:
            yield Finding("url-blank", pointer, instead=urls.without_blanks(url))


def _related(document: Document, _record: Record, facts: Facts) -> Iterator[Finding]:
    for index, first in view.repeated_stories(document, facts.tracking_parameters):
        pointer = f"/related/{index}"
        if first is None:
            is_alone = len(view.list_at(document, "related")) == 1
            yield Finding("related-self", pointer, related_key="related" if is_alone else None)
        else:
            yield Finding("related-duplicate", pointer, first=first + 1)


def _images(document: Document, _record: Record, _facts: Facts) -> Iterator[Finding]:
    for index, image in enumerate(view.list_at(document, "images")):
        if not isinstance(image, dict):
            continue
        width, height = image.get("width"), image.get("height")
        if width is None or height is None:
            yield Finding(
                "image-no-size",
                f"/images/{index}",
                width_key="width",
                height_key="height",
            )
        elif max(_pixels(width), _pixels(height)) > HUGE_PIXELS:
            yield Finding("image-huge", f"/images/{index}", width=width, height=height)


def _topics(document: Document, _record: Record, facts: Facts) -> Iterator[Finding]:
    names = view.list_at(document, "topics")
    for index, first in view.repeated_topics(document, facts.topics):
        yield Finding("topic-duplicate", f"/topics/{index}", name=names[index], other=names[first])


_RULES: tuple[Rule, ...] = (
    _heat,
    _dates,
    _file_name,
    _texts,
    _excerpt,
    _links,
    _blanks,
    _related,
    _images,
    _topics,
)


def _image_pointers(document: Document) -> Iterator[str]:
    for index, _ in enumerate(view.list_at(document, "images")):
        yield f"/images/{index}/url"


def _value_at(document: Document, pointer: str) -> Any:
    value: Any = document.value
    for part in pointer.split("/")[1:]:
        if isinstance(value, list):
            value = value[int(part)]
        elif isinstance(value, dict):
            value = value.get(part)
    return value


def _pixels(value: Any) -> float:
    return value if isinstance(value, int | float) else 0


def _written(meant: str) -> str | None:
    """A text as it should be written, where there is one that fits into a hint."""
    written = proposals.quoted(meant)
    return written if meant and len(written) <= proposals.LONGEST else None


def _around(wrong: str, right: str) -> dict[str, str]:
    """The first word that differs, wrong and right; nothing where the right text is only shorter."""
    for before, after in zip(wrong.split(), right.split(), strict=False):
        if before != after:
            return {"before": before, "after": after}
    return {}


def _tail(excerpt: str) -> str:
    return " ".join(excerpt.split()[-3:])
