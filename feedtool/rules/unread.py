"""What an author wrote and nobody will read: behind a #, below the front matter, held back, invisible."""

import re
from collections.abc import Iterator
from functools import lru_cache

from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.frontmatter import Document
from feedtool.records.mapping import FieldMapping
from feedtool.records.view import Text, View
from feedtool.schema import proposals
from feedtool.schema.names import HOLDING


def problems(view: View) -> Iterator[Problem]:
    """The warnings for a valid record, in no order."""
    yield from _comments(view)
    yield from _characters(view)
    yield from _held(view)
    yield from _below(view)


def _texts(view: View) -> Iterator[Text]:
    """The texts that people read, topics among them."""
    yield from view.prose()
    yield from view.topics()


# A line that may hold a text without quotes and a comment behind it: a quick look, before a close one.
# Patterns are compiled at their first use: few records hold what they are for.
_MAYBE_CUT = r"(?m)^ *(?:- +)*(?:[\w-]+: +)?[^\s\"'#][^\n]*[ \t]#"
# What stands before a value that has its line to itself; in brackets a comment is mostly meant.
_ENTRY = r" *(?:(?:- +)+(?:[\w-]+: +)?|[\w-]+: +)"


def _comments(view: View) -> Iterator[Problem]:
    """Texts without quotes that a # cuts."""
    document = view.document
    head, text = document.head, document.text
    if (" #" not in head and "\t#" not in head) or not re.search(_MAYBE_CUT, head):
        return
    for _, pointer, value, _ in _texts(view):
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
        sign = span.end_column + len(comment[1])
        message = f"{_name(pointer)} ends before this #: the rest of the line is a comment to YAML"
        hint = f"{before.lstrip()}{proposals.quoted(value + comment[0].rstrip())}"
        if span.line < span.end_line:
            hint = f"write lines {span.line} to {span.end_line} as {hint}"
        else:
            hint = f"write the line as {hint}"
        if len(hint) > proposals.LONGEST:
            hint = "put quotes around all of the value, from its beginning to the end of this line"
        place = Span(span.end_line, sign, span.end_line, sign + len(comment[2].rstrip()))
        yield _warning(view, pointer, "text-comment", message, hint)._replace(span=place)


# What opens and closes a quotation in print, and means nothing to YAML.
_QUOTES = {
    "\u201c": "\u201d\u201c", "\u201d": "\u201d", "\u201e": "\u201c\u201d", "\u2018": "\u2019",
    "\u00ab": "\u00bb", "\u00bb": "\u00ab",
}  # fmt: skip
_INVISIBLE = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff]")
# Scripts without blanks between words, where U+200B says where a line may end.
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"


def _characters(view: View) -> Iterator[Problem]:
    """Curly quotes in the place of YAML's own, and characters that cannot be seen."""
    if view.document.head.isascii() and "\\" not in view.document.head:
        return
    for _, pointer, value, _ in _texts(view):
        if len(value) > 1 and value[-1] in _QUOTES.get(value[0], ""):
            yield from _curly(view, pointer, value)
        if _INVISIBLE.search(value) and not re.search(_UNSPACED, value):
            yield _invisible(view, pointer, value)
    for field in ("original", "link"):
        url = view.text(field)
        if _INVISIBLE.search(url):
            yield _invisible(view, view.pointer(field), url)


def _curly(view: View, pointer: str, value: str) -> Iterator[Problem]:
    start, _ = view.document.offsets(view.span(pointer))
    inner = value[1:-1].strip()
    others = set(inner) & {value[0], value[-1]} - {"\u2019"}  # an apostrophe closes nothing
    if view.document.text[start] == value[0] and inner and not others:
        message = f"{_name(pointer)} stands in curly quotes, which are a part of the text to YAML"
        written = proposals.quoted(inner)
        short = len(written) <= proposals.LONGEST
        hint = f"write {written}" if short else "put straight quotes in their places"
        yield _warning(view, pointer, "text-curly-quotes", message, hint)


def _invisible(view: View, pointer: str, value: str) -> Problem:
    codes = ", ".join(dict.fromkeys(f"U+{ord(found):04X}" for found in _INVISIBLE.findall(value)))
    bare = proposals.written(_INVISIBLE.sub("", value))
    message = f"{_name(pointer)} holds what cannot be seen: {codes}"
    hint = f"write {bare}" if len(bare) <= proposals.LONGEST else f"take {codes} out of it"
    return _warning(view, pointer, "text-invisible", message, hint)


def _held(view: View) -> Iterator[Problem]:
    """`draft: true` and its like beside `published: true`."""
    for field in HOLDING if view.find("is_published") is True else ():
        if view.find(field) is True:
            pointer, shown = view.pointer(field), view.name("is_published")
            message = f"{view.name(field)}: true holds the story back, though {shown}: true stands beside it"
            hint = f"delete the line to publish the story, or write {shown}: false to hold it back"
            problem = _warning(view, pointer, "published-draft", message, hint)
            yield problem._replace(span=view.document.place(pointer).key)


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
    found = _field(view.mapping).finditer(body)
    fields = [one for one in found if body[: one.start()].count("```") % 2 == 0]
    if len({one[1] for one in fields}) > 1:
        above = body[: fields[0].start()].rstrip()
        start = len(above) - 3 if above.endswith("---") else fields[0].start()
        code, message = "body-record", "a second record stands below the first one, and is not read"
        hint = "move it to a file of its own: this line and all that follow"
    else:
        start = len(body) - len(body.lstrip())
        code, message = "body-unread", "the text below the front matter is in no feed"
        hint = f"take it away, or put into the {view.name('excerpt')} what subscribers should read"
    place = _line_at(document, len(document.text) - len(body) + start)
    yield Problem(document.path, code, message, place, Severity.WARNING, hint=hint)


def _line_at(document: Document, offset: int) -> Span:
    """The rest of a line, from an offset on."""
    line = document.text.count("\n", 0, offset) + 1
    column = offset - document.text.rfind("\n", 0, offset)
    rest = document.text[offset:].partition("\n")[0].rstrip()
    return Span(line, column, line, column + len(rest))


def _name(pointer: str) -> str:
    from feedtool.schema import messages  # late: a good record needs no words

    return messages.name_of(pointer)


def _warning(view: View, pointer: str, code: str, message: str, hint: str) -> Problem:
    span, path = view.span(pointer), view.document.path
    return Problem(path, code, message, span, Severity.WARNING, pointer, hint)
