"""Rules beyond the schema: what a valid record still gets wrong, to the eyes of a reader of feeds."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from feedtool import dates, mojibake, text, urls, verdict, wording
from feedtool.frontmatter import Document
from feedtool.model import Record
from feedtool.problems import Problem, Severity
from feedtool.topics import Topics
from feedtool.topics import key as topic_key

# Wider or higher than any screen or printed page of a reader; the largest of the real corpus has 4,800.
HUGE_PIXELS = 8_000
# A shorter excerpt without a full stop is a style; one of this length has been cut.
CUT_LENGTH = 180


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need to know besides the record; ``now`` decides what lies in the future."""

    now: datetime
    min_heat: int
    topics: Topics
    tracking_parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the place as a JSON pointer, ours to become a problem."""

    code: str
    pointer: str
    message: str
    hint: str | None = None


Rule = Callable[[Document, Record, Facts], Iterator[Finding]]


def problems(document: Document, record: Record, facts: Facts) -> list[Problem]:
    """All warnings for a valid record, in no order."""
    return [
        Problem(
            document.path,
            finding.code,
            finding.message,
            verdict.span_of(document, finding.pointer),
            Severity.WARNING,
            finding.pointer,
            finding.hint,
        )
        for rule in _RULES
        for finding in rule(document, record, facts)
    ]


def _heat(_document: Document, record: Record, facts: Facts) -> Iterator[Finding]:
    if record.is_published and record.heat < facts.min_heat:
        yield Finding(
            "published-too-cold",
            "/heat",
            f"published, yet heat {record.heat} is below min_heat {facts.min_heat}: no feed shows it",
            "set published: false, or lower min_heat",
        )
    # Without a threshold heat says nothing of what should be published.
    elif not record.is_published and facts.min_heat > 0 and record.heat >= facts.min_heat:
        yield Finding(
            "unpublished-hot",
            "/published",
            f"not published, yet heat {record.heat} reaches min_heat {facts.min_heat}",
            "set published: true if it was forgotten",
        )


def _dates(document: Document, record: Record, facts: Facts) -> Iterator[Finding]:
    if record.published > facts.now:
        yield Finding(
            "date-in-future",
            "/publishedDateTime",
            "published in the future: no feed shows it before that moment",
            "check the year and the zone",
        )
    updated = dates.parse(_text_at(document, "updatedDateTime"))
    if updated is not None and updated < record.published:
        yield Finding(
            "updated-before-published",
            "/updatedDateTime",
            "updated before it was published",
            "check which of the two dates is wrong",
        )


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
            f"the file name says {match[0][:-1]}, the record {record.published.date()}",
            "rename the file, or mend the date",
        )


def _texts(document: Document, _record: Record, _facts: Facts) -> Iterator[Finding]:
    for pointer, value in prose(document):
        name = wording.name_of(pointer)
        if mojibake.suspicious(value) and (mended := mojibake.mend(value)) != value:
            yield Finding(
                "text-mojibake",
                pointer,
                f"{name} was decoded wrongly on its way: {_around(value, mended)}",
                "feedtool validate --fix mends it",
            )
        if text.has_markup(value):
            code = "title-markup" if pointer.endswith("/title") else "text-markup"
            yield Finding(
                code,
                pointer,
                f"{name} holds HTML tags",
                "write plain text: feeds take the tags out",
            )
        if text.has_entities(value):
            code = "title-entities" if pointer.endswith("/title") else "text-entities"
            yield Finding(
                code,
                pointer,
                f"{name} holds undecoded character references",
                "write the characters themselves; feedtool validate --fix does",
            )
        if text.folded(value) != value:
            yield Finding(
                "text-whitespace",
                pointer,
                f"{name} holds odd white space: runs, line breaks, non-breaking or at its ends",
                "feedtool validate --fix folds it",
            )


def _excerpt(document: Document, record: Record, _facts: Facts) -> Iterator[Finding]:
    excerpt = text.plain(_text_at(document, "excerpt"))
    if len(re.findall(r"\w", excerpt)) < 3:  # noqa: PLR2004 - "n/a", "...", "-"
        yield Finding(
            "excerpt-meaningless", "/excerpt", "the excerpt says nothing", "write a sentence or two"
        )
    elif text.title_key(excerpt) == text.title_key(record.title):
        yield Finding(
            "excerpt-repeats-title",
            "/excerpt",
            "the excerpt only repeats the title",
            "say what the title does not",
        )
    elif len(excerpt) >= CUT_LENGTH and re.search(r"[\w,;(-]$", excerpt):
        yield Finding(
            "excerpt-cut",
            "/excerpt",
            f"the excerpt breaks off at {_tail(excerpt)}",
            "end it with a whole sentence, or with …",
        )


def _links(document: Document, _record: Record, facts: Facts) -> Iterator[Finding]:
    for pointer in ("/originalUrl", "/webUrl", *_image_pointers(document)):
        url = _value_at(document, pointer)
        if isinstance(url, str) and url.lower().startswith("http:"):
            yield Finding(
                "url-not-https",
                pointer,
                "the address is not encrypted: many readers refuse to show or open it",
                "write https:// if the site has it, as nearly every site has",
            )
    url = _text_at(document, "webUrl")
    clean = urls.without_tracking(url, facts.tracking_parameters)
    if clean != url:
        yield Finding(
            "url-tracking",
            "/webUrl",
            "webUrl carries tracking parameters; feeds show it without them",
            f"write {clean}",
        )


def _related(document: Document, _record: Record, facts: Facts) -> Iterator[Finding]:
    for index, first in repeated_stories(document, facts.tracking_parameters):
        pointer = f"/related/{index}"
        if first is None:
            yield Finding(
                "related-self", pointer, "this related story is the record itself", "delete it"
            )
        else:
            yield Finding(
                "related-duplicate",
                pointer,
                f"this related story is the same as item {first + 1}",
                "delete one of the two",
            )


def repeated_stories(
    document: Document, tracking_parameters: tuple[str, ...]
) -> Iterator[tuple[int, int | None]]:
    """The related stories that stand there again: the index, and the first one's.

    Where the record itself is the first one, there is no such index: None.
    """
    own = {
        urls.canonical(url, tracking_parameters)
        for url in (_text_at(document, "originalUrl"), _text_at(document, "webUrl"))
        if urls.is_web_url(url)
    }
    seen: dict[str, int] = {}
    for index, story in enumerate(list_at(document, "related")):
        url = story.get("webUrl") if isinstance(story, dict) else None
        if not isinstance(url, str) or not urls.is_web_url(url):
            continue
        key = urls.canonical(url, tracking_parameters)
        if key in own:
            yield index, None
        elif key in seen:
            yield index, seen[key]
        seen.setdefault(key, index)


def _images(document: Document, _record: Record, _facts: Facts) -> Iterator[Finding]:
    for index, image in enumerate(list_at(document, "images")):
        if not isinstance(image, dict):
            continue
        width, height = image.get("width"), image.get("height")
        if width is None or height is None:
            yield Finding(
                "image-no-size",
                f"/images/{index}",
                "the image has no width and height: readers cannot keep a place for it",
                "add width and height, in pixels",
            )
        elif max(_pixels(width), _pixels(height)) > HUGE_PIXELS:
            yield Finding(
                "image-huge",
                f"/images/{index}",
                f"the image is {width} by {height} pixels: readers will load it slowly, or not at all",
                "link to a smaller one",
            )


def _topics(document: Document, _record: Record, facts: Facts) -> Iterator[Finding]:
    names = list_at(document, "topics")
    for index, first in repeated_topics(document, facts.topics):
        yield Finding(
            "topic-duplicate",
            f"/topics/{index}",
            f"{names[index]} and {names[first]} are the same topic",
            "delete one of the two",
        )


def repeated_topics(document: Document, topics: Topics) -> Iterator[tuple[int, int]]:
    """The topics that stand there again, under the same name or another: the index, and the first one's."""
    seen: dict[str, int] = {}
    for index, name in enumerate(list_at(document, "topics")):
        if not isinstance(name, str):
            continue
        topic = topics.find(text.plain(name))
        key = topic.slug if topic else topic_key(text.plain(name))
        if key in seen:
            yield index, seen[key]
        seen.setdefault(key, index)


_RULES: tuple[Rule, ...] = (
    _heat,
    _dates,
    _file_name,
    _texts,
    _excerpt,
    _links,
    _related,
    _images,
    _topics,
)


def prose(document: Document) -> Iterator[tuple[str, str]]:
    """The texts that people read, as JSON pointer and value."""
    value = document.value
    holders: list[tuple[str, Any]] = [("", value)]
    holders += [
        (f"/related/{index}", story) for index, story in enumerate(list_at(document, "related"))
    ]
    for pointer, holder in holders:
        if isinstance(holder, dict):
            for name in ("title", "excerpt"):
                if isinstance(holder.get(name), str):
                    yield f"{pointer}/{name}", holder[name]
            provider = holder.get("provider")
            if isinstance(provider, dict) and isinstance(provider.get("name"), str):
                yield f"{pointer}/provider/name", provider["name"]


def _image_pointers(document: Document) -> Iterator[str]:
    for index, _ in enumerate(list_at(document, "images")):
        yield f"/images/{index}/url"


def list_at(document: Document, key: str) -> list[Any]:
    """The list under a key; an empty one where there is none."""
    value = document.value.get(key)
    return value if isinstance(value, list) else []


def _text_at(document: Document, key: str) -> str:
    value = document.value.get(key)
    return value if isinstance(value, str) else ""


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


def _around(wrong: str, right: str) -> str:
    """The first word that differs, wrong and right."""
    for before, after in zip(wrong.split(), right.split(), strict=False):
        if before != after:
            return f"{before} should be {after}"
    return "it should be shorter"


def _tail(excerpt: str) -> str:
    return f"“…{' '.join(excerpt.split()[-3:])}”"
