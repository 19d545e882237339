"""What an author wrote and nobody will read: behind a #, below the front matter, held back, invisible."""

import re
from collections.abc import Iterator
from functools import lru_cache

from feedtool.diagnostics.problem import Problem, Span
from feedtool.frontmatter import Document
from feedtool.records.mapping import FieldMapping
from feedtool.records.view import TextField, View
from feedtool.rules.finding import RecordFinding
from feedtool.schema.names import HOLDING
from feedtool.text import plain


def problems(view: View) -> Iterator[Problem]:
    """The warnings for a valid record, in no order."""
    yield from _comments(view)
    yield from _characters(view)
    if view.is_own:
        yield from _draft_fields(view)
        yield from _below(view)


def _texts(view: View) -> Iterator[TextField]:
    """The texts that people read, topics among them."""
    yield from view.prose()
    yield from view.topics()


# A line that may hold a text without quotes and a comment behind it: a quick look, before a close one.
# Patterns are compiled at their first use: few records hold what they are for.
_MAYBE_CUT = r"(?m)^ *(?:- +)*(?:[\w-]+: +)?[^\s\"'#][^\n]*[ \t]#"
# The first sign of a line, whose comment goes on to its end: no text ends at another.
_COMMENT = r"[ \t]#[^\n]*"
# What stands before a value that has its line to itself; in brackets a comment is mostly meant.
_ENTRY = r" *(?:(?:- +)+(?:[\w-]+: +)?|[\w-]+: +)"


def _comments(view: View) -> Iterator[Problem]:
    """Texts without quotes that a # cuts."""
    document = view.document
    head, text = document.head, document.text
    if (" #" not in head and "\t#" not in head) or not re.search(_MAYBE_CUT, head):
        return
    signs = (one.start() for one in re.finditer(_COMMENT, head))
    before_comments = {_last_word(head[max(0, at - _LONGEST_WORD) : at]) for at in signs}
    for _, pointer, value, _ in _texts(view):
        if _last_word(value) not in before_comments:
            continue
        span = view.span(pointer)
        start, end = document.offsets(span)
        before = text[text.rfind("\n", 0, start) + 1 : start]
        comment = re.match(r"([ \t]+)(#[^\r\n]*)", text[end:])
        quoted = text[start : start + 1] in ('"', "'", "|", ">")
        if (
            comment is None
            or quoted
            or "feedtool:" in comment[2]
            or not re.fullmatch(_ENTRY, before)
        ):
            continue
        from feedtool.schema import proposals  # late: a good record needs none

        sign = span.end_column + len(comment[1])
        named = {"name": _name(pointer)}
        if span.line < span.end_line:
            named |= {"first": str(span.line), "last": str(span.end_line)}
        written = f"{before.lstrip()}{proposals.quoted(value + comment[0].rstrip())}"
        place = Span(span.end_line, sign, span.end_line, sign + len(comment[2].rstrip()))
        found = RecordFinding("text-comment", pointer, **named, instead=written)
        problem = found.problem(view.document.path, place)
        if len(problem.hint or "") > proposals.LONGEST:
            problem = RecordFinding("text-comment", pointer, **named).problem(
                view.document.path, place
            )
        yield problem


def _last_word(text: str) -> str:
    return re.split(r"[ \t\n]", text[-_LONGEST_WORD:].rstrip(" \t"))[-1]


# Of longer words the end tells as much.
_LONGEST_WORD = 100


# What opens and closes a quotation in print, and means nothing to YAML.
_QUOTES = {
    "\u201c": "\u201d\u201c", "\u201d": "\u201d", "\u201e": "\u201c\u201d", "\u2018": "\u2019",
    "\u00ab": "\u00bb", "\u00bb": "\u00ab",
}  # fmt: skip


def _characters(view: View) -> Iterator[Problem]:
    """Curly quotes in the place of YAML's own, and characters that cannot be seen."""
    if view.document.head.isascii() and "\\" not in view.document.head:
        return
    for _, pointer, value, _ in _texts(view):
        if len(value) > 1 and value[-1] in _QUOTES.get(value[0], ""):
            yield from _curly(view, pointer, value)
        if plain.has_unseen(value) and not plain.is_unspaced(value):
            yield _invisible(view, pointer, value)
    for field in ("original", "link"):
        url = view.text(field)
        if plain.has_unseen(url):
            yield _invisible(view, view.pointer(field), url)


def _curly(view: View, pointer: str, value: str) -> Iterator[Problem]:
    start, _ = view.document.offsets(view.span(pointer))
    inner = value[1:-1].strip()
    others = set(inner) & {value[0], value[-1]} - {"\u2019"}  # an apostrophe closes nothing
    if view.document.text[start] == value[0] and inner and not others:
        from feedtool.schema import proposals  # late: a good record needs none

        yield _warning(view, pointer, "text-curly-quotes", _fitting(proposals.quoted(inner)))


def _invisible(view: View, pointer: str, value: str) -> Problem:
    codes = ", ".join(
        dict.fromkeys(f"U+{ord(found):04X}" for found in re.findall(plain.UNSEEN, value))
    )
    from feedtool.schema import proposals  # late: a good record needs none

    bare = proposals.written(re.sub(plain.UNSEEN, "", value))
    return _warning(view, pointer, "text-invisible", _fitting(bare), codes=codes)


def _draft_fields(view: View) -> Iterator[Problem]:
    """`draft: true` and its like beside `published: true`."""
    for field in HOLDING if view.find("is_published") is True else ():
        if view.find(field) is True:
            pointer = view.pointer(field)
            found = RecordFinding(
                "published-draft",
                pointer,
                draft_key=view.name(field),
                published_key=view.name("is_published"),
            )
            yield found.problem(view.document.path, view.document.place(pointer).key)


# Two of these at the beginnings of lines make a record, and no text has them but in a block of code.
_TELLING = (
    "title", "excerpt", "published", "original", "link", "is_published", "provider", "topics", "secured",
    "category",
)  # fmt: skip
# What other sites call some of them.
_ELSEWHERE = ("date", "tags", "url")


@lru_cache(maxsize=16)
def _field(mapping: FieldMapping) -> re.Pattern[str]:
    """A field at the beginning of a line."""
    keys = (*(mapping.record.key(field) for field in _TELLING), *_ELSEWHERE)
    return re.compile(rf"^({'|'.join(map(re.escape, keys))}) *:(?:\s|$)", re.MULTILINE)


def _below(view: View) -> Iterator[Problem]:
    """What stands below the front matter: another record, or a text."""
    document, body = view.document, view.document.body
    if not body or body.isspace():
        return
    all_fields = _field(view.mapping).finditer(body)
    fields = [one for one in all_fields if body[: one.start()].count("```") % 2 == 0]
    if len({one[1] for one in fields}) > 1:
        above = body[: fields[0].start()].rstrip()
        start = len(above) - 3 if above.endswith("---") else fields[0].start()
        found = RecordFinding("body-record")
    else:
        start = len(body) - len(body.lstrip())
        found = RecordFinding("body-unread", excerpt_key=view.name("excerpt"))
    place = _line_at(document, len(document.text) - len(body) + start)
    yield found.problem(document.path, place)


def _line_at(document: Document, offset: int) -> Span:
    """The rest of a line, from an offset on."""
    line = document.text.count("\n", 0, offset) + 1
    column = offset - document.text.rfind("\n", 0, offset)
    rest = document.text[offset:].partition("\n")[0].rstrip()
    return Span(line, column, line, column + len(rest))


def _name(pointer: str) -> str:
    from feedtool.schema import messages  # late: a good record needs no words

    return messages.name_of(pointer)


def _fitting(written: str) -> str | None:
    """What should be written, where it fits into a hint."""
    from feedtool.schema import proposals  # late: a good record needs none

    return written if len(written) <= proposals.LONGEST else None


def _warning(view: View, pointer: str, code: str, instead: str | None, **parts: str) -> Problem:
    found = RecordFinding(code, pointer, name=_name(pointer), **parts, instead=instead)
    return found.problem(view.document.path, view.span(pointer))
