"""What can be mended safely in a record, and how: no fix changes what its author meant.

Each fix goes by the code of the rule that reports it, and is left out where that code is.
"""

import html
import html.entities
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from feedtool.diagnostics.problem import Problem
from feedtool.diagnostics.selector import RuleSelector
from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.records import comments as ignores
from feedtool.records.comments import Ignore
from feedtool.records.view import View
from feedtool.rules.checks import RuleContext
from feedtool.text import mojibake, plain, urls


class Fix(NamedTuple):
    """One fix: ``change`` makes the new text from the old; without it the item is removed from its list."""

    code: str
    pointer: str
    change: Callable[[str], str] | None


FixFinder = Callable[[View, RuleContext], Iterator[Fix]]

_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|(?P<entity>[A-Za-z][A-Za-z0-9]*));")
_TAG_LIKE = re.compile(r"<[A-Za-z/!?]")
_ILLEGAL = re.compile(f"[{plain.ILLEGAL}]")


def fixes(
    kind: FixFinder, document: Document, context: RuleContext, selector: RuleSelector
) -> tuple[Fix, ...]:
    """The fixes of one kind that a document needs, and that neither the selector nor a comment forbids.

    A list is never emptied.
    """
    view = View(document, context.mapping.of(document.path))
    chosen = [
        fix for fix in kind(view, context) if selector.reports(fix.code, document.path, on=True)
    ]
    comments = ignores.find(document) if chosen else ()
    allowed = [fix for fix in chosen if not _is_silenced(view, fix, comments)]
    return tuple(_sparing(view, allowed))


def _is_silenced(view: View, fix: Fix, comments: tuple[Ignore, ...]) -> bool:
    problem = Problem(view.document.path, fix.code, "", view.span(fix.pointer))
    return any(comment.silences(problem) for comment in comments)


def _sparing(view: View, allowed: Iterable[Fix]) -> Iterator[Fix]:
    """The fixes, less those that would together leave a list without items.

    Lists of the record's own are all that lose items.
    """
    allowed = tuple(allowed)
    items = {view.pointer(field): len(view.items(field)) for field in ("topics", "related")}
    leaving = Counter(_holder(fix) for fix in allowed if fix.change is None)
    for fix in allowed:
        holder = _holder(fix)
        if fix.change is not None or leaving[holder] < items[holder]:
            yield fix


def _holder(fix: Fix) -> str:
    """The JSON pointer to what holds the value that the fix concerns."""
    return fix.pointer.rpartition("/")[0]


def _entities(view: View, _context: RuleContext) -> Iterator[Fix]:
    for field, pointer, value, _ in view.prose():
        if plain.has_entities(value) and _may_decode(value):
            yield Fix("title-entities" if field == "title" else "text-entities", pointer, _decoded)


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
    name = reference["entity"]
    if name is not None and f"{name};" not in html.entities.html5:
        return reference[0]
    character = html.unescape(reference[0])
    return " " if character.isspace() and character != "\u00a0" else character


def _mojibake(view: View, _context: RuleContext) -> Iterator[Fix]:
    for _, pointer, value, _ in view.prose():
        if mojibake.suspicious(value):
            mended = mojibake.mend(value)
            if mended != value and _is_fit(value, mended):
                yield Fix("text-mojibake", pointer, mojibake.mend)


def _is_fit(old: str, new: str) -> bool:
    """Whether a new text is still one, and holds no control that the old one does not."""
    return bool(new.strip()) and set(_ILLEGAL.findall(new)) <= set(_ILLEGAL.findall(old))


def _white_space(view: View, _context: RuleContext) -> Iterator[Fix]:
    for _, pointer, value, _ in view.prose():
        folded = plain.folded(value)
        if folded and folded != value:
            yield Fix("text-whitespace", pointer, plain.folded)


def _tracking(view: View, context: RuleContext) -> Iterator[Fix]:
    def clean(url: str) -> str:
        return urls.without_tracking(url, context.tracking_parameters)

    for _, pointer, url, _ in view.links():
        if clean(url) != url:
            yield Fix("url-tracking", pointer, clean)


def _blanks(view: View, _context: RuleContext) -> Iterator[Fix]:
    for _, pointer, url, _ in view.addresses():
        if urls.without_blanks(url) != url and urls.is_address(url):
            yield Fix("url-blank", pointer, urls.without_blanks)


def _topics(view: View, context: RuleContext) -> Iterator[Fix]:
    for index, _ in view.repeated_topics(context.topics):
        yield Fix("topic-duplicate", view.pointer("topics", index), None)


def _related(view: View, context: RuleContext) -> Iterator[Fix]:
    for index, first in view.repeated_stories(context.tracking_parameters):
        code = "related-self" if first is None else "related-duplicate"
        yield Fix(code, view.pointer("related", index), None)


# In this order: a decoded reference may show that a text is garbled, and either may leave white
# space. Kinds go one after the other, so that no two fixes of one round touch the same bytes.
KINDS: tuple[FixFinder, ...] = (
    _entities,
    _mojibake,
    _white_space,
    _blanks,
    _tracking,
    _topics,
    _related,
)
