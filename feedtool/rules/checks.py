"""Rules beyond the schema: what a valid record still gets wrong, to the eyes of a reader of feeds."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from feedtool.diagnostics.problem import Problem
from feedtool.diagnostics.selector import RuleSelector
from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.model.record import Record, is_hot_enough
from feedtool.model.topics import Topics
from feedtool.records.mapping import SHIPPED, FieldMapping
from feedtool.records.view import View
from feedtool.rules import unread
from feedtool.rules.finding import RecordFinding
from feedtool.text import dates, mojibake, plain, urls

# Wider or higher than any screen or printed page of a reader; the largest of the real corpus has 4,800.
HUGE_PIXELS = 8_000
# A shorter excerpt without a full stop is a style; one of this length has been cut.
CUT_LENGTH = 180


class RuleContext(NamedTuple):
    """What the rules need to know besides the record.

    ``now`` decides what lies in the future, ``mapping`` says what records call their fields.
    ``merges_clusters`` is whether a story that several publishers tell is published as one item. Where feeds
    are sticky, how hot a record is does not tell whether one shows it. What ``selector`` does not report is
    not worded, and its place not looked for.
    """

    now: datetime
    min_heat: int
    topics: Topics
    tracking_parameters: tuple[str, ...]
    mapping: FieldMapping = SHIPPED
    merges_clusters: bool = False
    is_sticky: bool = False
    selector: RuleSelector | None = None


_OF_VALUES = ("text-", "title-", "topic-")

RecordCheck = Callable[[View, Record, RuleContext], Iterator[RecordFinding]]


def problems(
    document: Document, record: Record, context: RuleContext, lost: Iterable[str] = ()
) -> list[Problem]:
    """All warnings for a valid record, in no order.

    ``lost`` are the pointers to what is left out of it: an item that lacks it for that reason gets none.
    """
    view = View(document, context.mapping.of(document.path))
    found = [
        finding.problem(document.path, view.span(finding.pointer))
        for rule in (_RULES if view.is_own else _OF_ANY_SITE)
        for finding in rule(view, record, context)
        # What is made of the body or of the configuration has no place where it could be mended.
        if (view.is_own or finding.pointer or not finding.code.startswith(_OF_VALUES))
        and _is_reported(finding.code, document.path, context)
    ]
    found += unread.problems(view)
    return [one for one in found if not _is_above_lost(one.pointer, lost)] if lost else found


def _is_reported(code: str, path: str, context: RuleContext) -> bool:
    if context.selector is None:
        return True
    from feedtool.rules.catalogue import RULES  # late: a good record breaks none

    return context.selector.reports(code, path, on=RULES[code].on)


def _is_above_lost(pointer: str | None, lost: Iterable[str]) -> bool:
    return bool(pointer) and any(one.startswith(f"{pointer}/") for one in lost)


def _heat(view: View, record: Record, context: RuleContext) -> Iterator[RecordFinding]:
    is_hot = is_hot_enough(record.heat, context.min_heat)
    if record.is_published and not is_hot:
        if context.is_sticky:
            return
        yield RecordFinding(
            "published-too-cold",
            view.pointer("heat"),
            heat_key=view.name("heat"),
            unpublished=view.unpublished(),
            heat=record.heat,
            min_heat=context.min_heat,
        )
    # Without a threshold heat says nothing of what should be published.
    elif view.find("is_published") is False and context.min_heat > 0 and is_hot:
        yield RecordFinding(
            "unpublished-hot",
            view.pointer("is_published"),
            heat_key=view.name("heat"),
            heat=record.heat,
            min_heat=context.min_heat,
        )


def _dates(view: View, record: Record, context: RuleContext) -> Iterator[RecordFinding]:
    if record.published > context.now:
        yield RecordFinding("date-in-future", view.pointer("published"))
    updated = dates.parse(view.text("updated"))
    if updated is not None and updated < record.published:
        yield RecordFinding("updated-before-published", view.pointer("updated"))


def _file_name(view: View, record: Record, _context: RuleContext) -> Iterator[RecordFinding]:
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
        yield RecordFinding(
            "file-date-mismatch",
            view.pointer("published"),
            named=match[0][:-1],
            date=record.published.date(),
        )


def _texts(view: View, _record: Record, _context: RuleContext) -> Iterator[RecordFinding]:
    for field, pointer, value, _ in view.prose():
        for code, parts in _faults_of_text(value, is_title=field == "title"):
            from feedtool.schema import messages  # late: a good record needs no words

            yield RecordFinding(code, pointer, name=messages.name_of(pointer), **parts)


def _faults_of_text(value: str, *, is_title: bool) -> Iterator[tuple[str, dict[str, str | None]]]:
    """What is wrong with a text: codes, each with the parts of its words."""
    if mojibake.suspicious(value) and (mended := mojibake.mend(value)) != value:
        yield "text-mojibake", {**_around(value, mended), "instead": _written(mended)}
    if plain.has_markup(value):
        code = "title-markup" if is_title else "text-markup"
        yield code, {"instead": _written(plain.plain(value))}
    if plain.has_entities(value):
        code = "title-entities" if is_title else "text-entities"
        yield code, {"instead": _written(plain.plain(value))}
    if plain.folded(value) != value:
        yield "text-whitespace", {"instead": _written(plain.folded(value))}


def _excerpt(view: View, record: Record, _context: RuleContext) -> Iterator[RecordFinding]:
    excerpt, name = plain.plain(view.text("excerpt")), view.name("excerpt")
    pointer = view.pointer("excerpt")
    if len(re.findall(r"\w", excerpt)) < 3:  # noqa: PLR2004 - "n/a", "...", "-"
        named = {"excerpt_key" if view.is_there("excerpt") else "missing_key": name}
        yield RecordFinding("excerpt-meaningless", pointer, **named)
    elif plain.title_key(excerpt) == plain.title_key(record.title):
        yield RecordFinding(
            "excerpt-repeats-title", pointer, excerpt_key=name, title_key=view.name("title")
        )
    elif len(excerpt) >= CUT_LENGTH and re.search(r"[\w,;(-]$", excerpt):
        yield RecordFinding("excerpt-cut", pointer, excerpt_key=name, tail=_tail(excerpt))


def _links(view: View, _record: Record, context: RuleContext) -> Iterator[RecordFinding]:
    for address in view.own_addresses():
        if address.value.lower().startswith("http:"):
            yield RecordFinding(
                "url-not-https", address.pointer, instead=f"https{address.value[4:]}"
            )
    yield from _tracking(view, context.tracking_parameters)


def _tracking(view: View, parameters: tuple[str, ...]) -> Iterator[RecordFinding]:
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
            yield RecordFinding("url-tracking", link.pointer, link_key=link.name, instead=clean)


def _blanks(view: View, _record: Record, _context: RuleContext) -> Iterator[RecordFinding]:
    for address in view.addresses():
        instead = urls.without_blanks(address.value)
        if instead != address.value:
            yield RecordFinding("url-blank", address.pointer, instead=instead)


def _related(view: View, _record: Record, context: RuleContext) -> Iterator[RecordFinding]:
    for index, first in view.repeated_stories(context.tracking_parameters):
        pointer = view.pointer("related", index)
        if first is None:
            is_alone = len(view.items("related")) == 1
            key = view.name("related") if is_alone else None
            yield RecordFinding("related-self", pointer, related_key=key)
        else:
            yield RecordFinding("related-duplicate", pointer, first=first + 1)


def _images(view: View, _record: Record, _context: RuleContext) -> Iterator[RecordFinding]:
    table = view.mapping.image
    wide, high = table.name("image_width"), table.name("image_height")
    for pointer, image in view.images():
        width, height = table.find(image, "image_width"), table.find(image, "image_height")
        if width is None or height is None:
            yield RecordFinding(
                "image-no-size",
                pointer,
                width_key=wide,
                height_key=high,
            )
        elif max(_pixels(width), _pixels(height)) > HUGE_PIXELS:
            yield RecordFinding("image-huge", pointer, width=width, height=height)


def _enclosure(view: View, record: Record, _context: RuleContext) -> Iterator[RecordFinding]:
    file = record.enclosure
    if file is None:
        return
    pointer = view.pointer("audio")
    is_group = view.pointer("audio_url") != pointer
    if not file.length:
        key = view.name("audio_length").rpartition(".")[2]
        yield RecordFinding("audio-no-length", pointer, key=key if is_group else None)
    if not file.is_known:
        key = view.name("audio_type").rpartition(".")[2]
        yield RecordFinding("audio-no-type", pointer, key=key if is_group else None)


def _topics(view: View, _record: Record, context: RuleContext) -> Iterator[RecordFinding]:
    names = view.items("topics")
    for index, first in view.repeated_topics(context.topics):
        pointer = view.pointer("topics", index)
        yield RecordFinding("topic-duplicate", pointer, name=names[index], other=names[first])


_RULES: tuple[RecordCheck, ...] = (
    _heat,
    _dates,
    _file_name,
    _texts,
    _excerpt,
    _links,
    _blanks,
    _related,
    _images,
    _enclosure,
    _topics,
)


# Other generators have no sizes of pictures in their front matter, and need no excerpt there.
# Their addresses are mostly made by the configuration.
_OF_ANY_SITE = tuple(
    rule for rule in _RULES if rule not in (_excerpt, _images, _heat, _links, _blanks)
)


def _pixels(value: Any) -> float:
    return value if isinstance(value, int | float) else 0


def _written(meant: str) -> str | None:
    """A text as it should be written, where there is one that fits into a hint."""
    from feedtool.schema import proposals  # late: a good record needs none

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
