"""What can be mended safely in a record, and how: no fix changes what its author meant.

Each fix goes by the code of the rule that reports it, and is left out where that code is.
"""

import html
import html.entities
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from feedtool.diagnostics.problem import Problem
from feedtool.diagnostics.selector import Choice
from feedtool.frontmatter import Document
from feedtool.records import comments as ignores
from feedtool.records import view
from feedtool.records.comments import Ignore
from feedtool.rules.checks import Facts
from feedtool.schema import mismatches
from feedtool.text import mojibake, plain, urls


class Fix(NamedTuple):
    """One thing to mend: ``change`` makes the new text from the old; without it the item leaves its list."""

    code: str
    pointer: str
    change: Callable[[str], str] | None


Kind = Callable[[Document, Facts], Iterator[Fix]]

CODES = frozenset(
    (
        "title-entities",
        "text-entities",
        "text-mojibake",
        "text-whitespace",
        "url-blank",
        "url-tracking",
        "topic-duplicate",
        "related-self",
        "related-duplicate",
    )
)

_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|(?P<name>[A-Za-z][A-Za-z0-9]*));")
_TAG_LIKE = re.compile(r"<[A-Za-z/!?]")
_ILLEGAL = re.compile(f"[{plain.ILLEGAL}]")


def fixes(kind: Kind, document: Document, facts: Facts, choice: Choice) -> tuple[Fix, ...]:
    """The fixes of one kind that a document needs, and that neither the choice nor a comment forbids.

    A list is never emptied.
    """
    chosen = [
        fix for fix in kind(document, facts) if choice.reports(fix.code, document.path, on=True)
    ]
    comments = ignores.find(document) if chosen else ()
    allowed = [fix for fix in chosen if not _is_silenced(document, fix, comments)]
    return tuple(_sparing(document, allowed))


def _is_silenced(document: Document, fix: Fix, comments: tuple[Ignore, ...]) -> bool:
    span = mismatches.span_of(document, fix.pointer)
    problem = Problem(document.path, fix.code, "", span)
    return any(comment.silences(problem) for comment in comments)


def _sparing(document: Document, allowed: Iterable[Fix]) -> Iterator[Fix]:
    """The fixes, less those that would together leave a list without items."""
    allowed = tuple(allowed)
    leaving = Counter(_holder(fix) for fix in allowed if fix.change is None)
    for fix in allowed:
        holder = _holder(fix)
        if fix.change is not None or leaving[holder] < len(view.list_at(document, holder)):
            yield fix


def _holder(fix: Fix) -> str:
    """The key of the list that the fix concerns; lists of the record's own are all that lose items."""
    return fix.pointer.split("/")[1]


def _entities(document: Document, _facts: Facts) -> Iterator[Fix]:
    for pointer, value in view.prose(document):
        if plain.has_entities(value) and _may_decode(value):
            title = pointer.endswith("/title")
            yield Fix("title-entities" if title else "text-entities", pointer, _decoded)


def _may_decode(value: str) -> bool:
    """Whether decoding once says the same, and says it for good.

    Not where it would give markup, a control, or another reference (``&amp;lt;`` would turn from
    the text &lt; into <), nor where a reference is only guessed (``?a=1&region=2`` has no ®).
    """
    decoded = _decoded(value)
    return (
        plain.folded(decoded) == plain.folded(html.unescape(value))
        and not plain.has_entities(decoded)
        and not plain.has_markup(decoded)
        and not _TAG_LIKE.search(decoded)
        and _is_fit(value, decoded)
    )


def _decoded(value: str) -> str:
    return _REFERENCE.sub(_character, value)


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for; a blank for a line break, which feeds make of it anyway."""
    name = reference["name"]
    if name is not None and f"{name};" not in html.entities.html5:
        return reference[0]
    character = html.unescape(reference[0])
    return " " if character.isspace() and character != "\u00a0" else character


def _mojibake(document: Document, _facts: Facts) -> Iterator[Fix]:
    for pointer, value in view.prose(document):
        if mojibake.suspicious(value):
            mended = mojibake.mend(value)
            if mended != value and _is_fit(value, mended):
                yield Fix("text-mojibake", pointer, mojibake.mend)


def _is_fit(old: str, new: str) -> bool:
    """Whether a new text is still one, and holds no control that the old one does not."""
    return bool(new.strip()) and set(_ILLEGAL.findall(new)) <= set(_ILLEGAL.findall(old))


def _white_space(document: Document, _facts: Facts) -> Iterator[Fix]:
    for pointer, value in view.prose(document):
        folded = plain.folded(value)
        if folded and folded != value:
            yield Fix("text-whitespace", pointer, plain.folded)


def _tracking(document: Document, facts: Facts) -> Iterator[Fix]:
    def clean(url: str) -> str:
        return urls.without_tracking(url, facts.tracking_parameters)

    for pointer, url in view.links(document):
        if clean(url) != url:
            yield Fix("url-tracking", pointer, clean)


def _blanks(document: Document, _facts: Facts) -> Iterator[Fix]:
    for pointer, url in view.addresses(document):
        if " " in url and urls.is_address(url):
            yield Fix("url-blank", pointer, urls.without_blanks)


def _topics(document: Document, facts: Facts) -> Iterator[Fix]:
    for index, _ in view.repeated_topics(document, facts.topics):
        yield Fix("topic-duplicate", f"/topics/{index}", None)


def _related(document: Document, facts: Facts) -> Iterator[Fix]:
    for index, first in view.repeated_stories(document, facts.tracking_parameters):
        code = "related-self" if first is None else "related-duplicate"
        yield Fix(code, f"/related/{index}", None)


# In this order: a decoded reference may show that a text is garbled, and either may leave white
# space. Kinds go one after the other, so that no two fixes of one round touch the same bytes.
KINDS: tuple[Kind, ...] = (
    _entities,
    _mojibake,
    _white_space,
    _blanks,
    _tracking,
    _topics,
    _related,
)
