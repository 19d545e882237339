"""Rules beyond the schema: what a valid record still gets wrong, to the eyes of a reader of feeds."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from feedtool.diagnostics.problem import Problem, Severity
from feedtool.frontmatter import Document
from feedtool.model.record import Record
from feedtool.model.topics import Topics
from feedtool.records.mapping import SHIPPED, FieldMapping
from feedtool.records.view import View
from feedtool.rules import unread
from feedtool.schema import messages, proposals
from feedtool.text import dates, mojibake, plain, urls

# Wider or higher than any screen or printed page of a reader; the largest of the real corpus has 4,800.
HUGE_PIXELS = 8_000
# A shorter excerpt without a full stop is a style; one of this length has been cut.
CUT_LENGTH = 180


class Facts(NamedTuple):
    """What the rules need to know besides the record.

    ``now`` decides what lies in the future, ``mapping`` says what records call their fields.
    """

    now: datetime
    min_heat: int
    topics: Topics
    tracking_parameters: tuple[str, ...]
    mapping: FieldMapping = SHIPPED


class Finding(NamedTuple):
    """What a rule found: the place as a JSON pointer, ours to become a problem."""

    code: str
    pointer: str
    message: str
    hint: str | None = None


Rule = Callable[[View, Record, Facts], Iterator[Finding]]


def problems(
    document: Document, record: Record, facts: Facts, lost: Iterable[str] = ()
) -> list[Problem]:
    """All warnings for a valid record, in no order.

    ``lost`` are the pointers to what is left out of it: an item that lacks it for that reason gets none.
    """
    view = View(document, facts.mapping)
    found = [
        Problem(
            document.path,
            finding.code,
            finding.message,
            view.span(finding.pointer),
            Severity.WARNING,
            finding.pointer,
            finding.hint,
        )
        for rule in _RULES
        for finding in rule(view, record, facts)
    ]
    found += unread.problems(view)
    return [one for one in found if not _lacks(one.pointer, lost)] if lost else found


def _lacks(pointer: str | None, lost: Iterable[str]) -> bool:
    return bool(pointer) and any(one.startswith(f"{pointer}/") for one in lost)


def _heat(view: View, record: Record, facts: Facts) -> Iterator[Finding]:
    if record.is_published and record.heat < facts.min_heat:
        yield Finding(
            "published-too-cold",
            view.pointer("heat"),
            f"published, yet {view.name('heat')} {record.heat} is below min_heat {facts.min_heat}: "
            "no feed shows it",
            f"set {view.name('is_published')}: false, or lower min_heat",
        )
    # Without a threshold heat says nothing of what should be published.
    elif (
        view.find("is_published") is False and facts.min_heat > 0 and record.heat >= facts.min_heat
    ):
        yield Finding(
            "unpublished-hot",
            view.pointer("is_published"),
            f"not published, yet {view.name('heat')} {record.heat} reaches min_heat {facts.min_heat}",
            "write true if it was forgotten",
        )


def _dates(view: View, record: Record, facts: Facts) -> Iterator[Finding]:
    if record.published > facts.now:
        yield Finding(
            "date-in-future",
            view.pointer("published"),
            "published in the future: no feed shows it before that moment",
            "check the year and the zone",
        )
    updated = dates.parse(view.text("updated"))
    if updated is not None and updated < record.published:
        yield Finding(
            "updated-before-published",
            view.pointer("updated"),
            "updated before it was published",
            "check which of the two dates is wrong",
        )


def _file_name(view: View, record: Record, _facts: Facts) -> Iterator[Finding]:
    name = PurePosixPath(view.document.path).name
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
            view.pointer("published"),
            f"the file name says {match[0][:-1]}, the record {record.published.date()}",
            "rename the file, or mend the date",
        )


def _texts(view: View, _record: Record, _facts: Facts) -> Iterator[Finding]:
    for field, pointer, value, _ in view.prose():
        name = messages.name_of(pointer)
        if mojibake.suspicious(value) and (mended := mojibake.mend(value)) != value:
            yield Finding(
                "text-mojibake",
                pointer,
                f"{name} was decoded wrongly on its way: {_around(value, mended)}",
                _write(mended, "feedtool validate --fix mends it"),
            )
        if plain.has_markup(value):
            code = "title-markup" if field == "title" else "text-markup"
            yield Finding(
                code,
                pointer,
                f"{name} holds HTML tags",
                _write(plain.plain(value), "take the tags out, as feeds do"),
            )
        if plain.has_entities(value):
            code = "title-entities" if field == "title" else "text-entities"
            yield Finding(
                code,
                pointer,
                f"{name} holds undecoded character references",
                _write(
                    plain.plain(value),
                    "feedtool validate --fix puts the characters themselves there",
                ),
            )
        if plain.folded(value) != value:
            yield Finding(
                "text-whitespace",
                pointer,
                f"{name} holds odd white space: runs, line breaks, non-breaking or at its ends",
                _write(plain.folded(value), "feedtool validate --fix folds it"),
            )


def _excerpt(view: View, record: Record, _facts: Facts) -> Iterator[Finding]:
    excerpt, name = plain.plain(view.text("excerpt")), view.name("excerpt")
    if len(re.findall(r"\w", excerpt)) < 3:  # noqa: PLR2004 - "n/a", "...", "-"
        yield Finding(
            "excerpt-meaningless",
            view.pointer("excerpt"),
            f"the {name} says nothing" if view.is_there("excerpt") else f"there is no {name}",
            "tell the story in a sentence or two",
        )
    elif plain.title_key(excerpt) == plain.title_key(record.title):
        yield Finding(
            "excerpt-repeats-title",
            view.pointer("excerpt"),
            f"the {name} only repeats the {view.name('title')}",
            f"say what the {view.name('title')} does not",
        )
    elif len(excerpt) >= CUT_LENGTH and re.search(r"[\w,;(-]$", excerpt):
        yield Finding(
            "excerpt-cut",
            view.pointer("excerpt"),
            f"the {name} breaks off at {_tail(excerpt)}",
            "end it with a whole sentence, or with an ellipsis: …",
        )


def _links(view: View, _record: Record, facts: Facts) -> Iterator[Finding]:
    for address in view.own_addresses():
        if address.value.lower().startswith("http:"):
            yield Finding(
                "url-not-https",
                address.pointer,
                "the address is not encrypted: many readers refuse to show or open it",
                f"write https{address.value[4:]} if the site has it, as nearly every site has",
            )
    yield from _tracking(view, facts.tracking_parameters)


def _tracking(view: View, parameters: tuple[str, ...]) -> Iterator[Finding]:
    found = [
        (link, clean)
        for link in view.links()
        if (clean := urls.without_tracking(link.value, parameters)) != link.value
    ]
    # A related story that stands there again should go as a whole.
    repeated = view.repeated_stories(parameters) if found else ()
    leaving = tuple(f"{view.pointer('related', index)}/" for index, _ in repeated)
    for link, clean in found:
        if not link.pointer.startswith(leaving):
            yield Finding(
                "url-tracking",
                link.pointer,
                f"{link.name} carries tracking parameters; feeds show it without them",
                f"write {clean}",
            )


def _blanks(view: View, _record: Record, _facts: Facts) -> Iterator[Finding]:
    for address in view.addresses():
        if " " in address.value:
            yield Finding(
                "url-blank",
                address.pointer,
                "the address holds blanks, which no address may; feeds show it with %20 in their places",
                f"write {urls.without_blanks(address.value)}",
            )


def _related(view: View, _record: Record, facts: Facts) -> Iterator[Finding]:
    for index, first in view.repeated_stories(facts.tracking_parameters):
        pointer = view.pointer("related", index)
        if first is None:
            yield Finding(
                "related-self",
                pointer,
                "this related story is the record itself",
                "delete this item"
                if len(view.items("related")) > 1
                else f"delete the whole field {view.name('related')}",
            )
        else:
            yield Finding(
                "related-duplicate",
                pointer,
                f"this related story is the same as item {first + 1}",
                "delete this item",
            )


def _images(view: View, _record: Record, _facts: Facts) -> Iterator[Finding]:
    table = view.mapping.image
    wide, high = table.name("image_width"), table.name("image_height")
    for pointer, image in view.images():
        width, height = table.find(image, "image_width"), table.find(image, "image_height")
        if width is None or height is None:
            yield Finding(
                "image-no-size",
                pointer,
                f"the image has no {wide} and {high}: readers cannot keep a place for it",
                f"add its size in pixels, such as {wide}: 820 and {high}: 543, if you know it",
            )
        elif max(_pixels(width), _pixels(height)) > HUGE_PIXELS:
            yield Finding(
                "image-huge",
                pointer,
                f"the image is {width} by {height} pixels: readers will load it slowly, or not at all",
                "link to a smaller one",
            )


def _topics(view: View, _record: Record, facts: Facts) -> Iterator[Finding]:
    names = view.items("topics")
    for index, first in view.repeated_topics(facts.topics):
        yield Finding(
            "topic-duplicate",
            view.pointer("topics", index),
            f"{names[index]} and {names[first]} are the same topic",
            "delete this item",
        )


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


def _pixels(value: Any) -> float:
    return value if isinstance(value, int | float) else 0


def _write(meant: str, otherwise: str) -> str:
    """The hint to write a text anew, where there is one that fits into a message."""
    written = proposals.quoted(meant)
    return f"write {written}" if meant and len(written) <= proposals.LONGEST else otherwise


def _around(wrong: str, right: str) -> str:
    """The first word that differs, wrong and right."""
    for before, after in zip(wrong.split(), right.split(), strict=False):
        if before != after:
            return f"{before} should be {after}"
    return "it should be shorter"


def _tail(excerpt: str) -> str:
    return f"“…{' '.join(excerpt.split()[-3:])}”"
