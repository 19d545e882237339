"""What an author wrote and nobody will read: behind a #, below the front matter, held back, invisible."""

import re
from collections.abc import Iterator

from feedtool.diagnostics.problem import Problem, Span
from feedtool.frontmatter import Document
from feedtool.records import view
from feedtool.records.mapping import HOLDING
from feedtool.rules.finding import Finding
from feedtool.schema import mismatches, proposals
from feedtool.text import plain


def problems(document: Document) -> Iterator[Problem]:
    """The warnings for a valid record, in no order."""
    yield from _comments(document)
    yield from _characters(document)
    yield from _held(document)
    yield from _below(document)


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """The texts that people read, topics among them, as JSON pointer and value."""
    yield from view.prose(document)
    for index, name in enumerate(view.list_at(document, "topics")):
        if isinstance(name, str):
            yield f"/topics/{index}", name


# A line that may hold a text without quotes and a comment behind it: a quick look, before a close one.
_MAYBE_CUT = re.compile(r"^ *(?:- +)*(?:[\w-]+: +)?[^\s\"'#][^\n]*[ \t]#", re.MULTILINE)
# What stands before a value that has its line to itself; in brackets a comment is mostly meant.
_ENTRY = re.compile(r" *(?:(?:- +)+(?:[\w-]+: +)?|[\w-]+: +)")


def _comments(document: Document) -> Iterator[Problem]:
    """Texts without quotes that a # cuts."""
    head, text = document.head, document.text
    if (" #" not in head and "\t#" not in head) or not _MAYBE_CUT.search(head):
        return
    for pointer, value in _texts(document):
        span = mismatches.span_of(document, pointer)
        start, end = document.offsets(span)
        before = text[text.rfind("\n", 0, start) + 1 : start]
        comment = re.match(r"([ \t]+)(#[^\r\n]*)", text[end:])
        quoted = text[start : start + 1] in ('"', "'", "|", ">")
        if comment is None or quoted or "feedtool:" in comment[2] or not _ENTRY.fullmatch(before):
            continue
        sign = span.end_column + len(comment[1])
        named = {"name": _name(pointer)}
        if span.line < span.end_line:
            named |= {"first": str(span.line), "last": str(span.end_line)}
        written = f"{before.lstrip()}{proposals.quoted(value + comment[0].rstrip())}"
        place = Span(span.end_line, sign, span.end_line, sign + len(comment[2].rstrip()))
        found = Finding("text-comment", pointer, **named, instead=written)
        problem = found.problem(document.path, place)
        if len(problem.hint or "") > proposals.LONGEST:
            problem = Finding("text-comment", pointer, **named).problem(document.path, place)
        yield problem


# What opens and closes a quotation in print, and means nothing to YAML.
_QUOTES = {
    "\u201c": "\u201d\u201c", "\u201d": "\u201d", "\u201e": "\u201c\u201d", "\u2018": "\u2019",
    "\u00ab": "\u00bb", "\u00bb": "\u00ab",
}  # fmt: skip


def _characters(document: Document) -> Iterator[Problem]:
    """Curly quotes in the place of YAML's own, and characters that cannot be seen."""
    if document.head.isascii() and "\\" not in document.head:
        return
    for pointer, value in _texts(document):
        if len(value) > 1 and value[-1] in _QUOTES.get(value[0], ""):
            yield from _curly(document, pointer, value)
        if plain.UNSEEN.search(value) and not plain.UNSPACED.search(value):
            yield _invisible(document, pointer, value)
    for name in ("originalUrl", "webUrl"):
        url = view.text_at(document, name)
        if plain.UNSEEN.search(url):
            yield _invisible(document, f"/{name}", url)


def _curly(document: Document, pointer: str, value: str) -> Iterator[Problem]:
    start, _ = document.offsets(mismatches.span_of(document, pointer))
    inner = value[1:-1].strip()
    others = set(inner) & {value[0], value[-1]} - {"\u2019"}  # an apostrophe closes nothing
    if document.text[start] == value[0] and inner and not others:
        yield _warning(document, pointer, "text-curly-quotes", _fitting(proposals.quoted(inner)))


def _invisible(document: Document, pointer: str, value: str) -> Problem:
    codes = ", ".join(dict.fromkeys(f"U+{ord(found):04X}" for found in plain.UNSEEN.findall(value)))
    bare = proposals.written(plain.UNSEEN.sub("", value))
    return _warning(document, pointer, "text-invisible", _fitting(bare), codes=codes)


def _held(document: Document) -> Iterator[Problem]:
    """`draft: true` and its like beside `published: true`."""
    for name in HOLDING if document.value.get("published") is True else ():
        if document.value.get(name) is True:
            found = Finding(
                "published-draft", f"/{name}", draft_key=name, published_key="published"
            )
            yield found.problem(document.path, document.place(f"/{name}").key)


# Two of these at the beginnings of lines make a record, and no text has them but in a block of code.
_FIELD = re.compile(
    r"^(title|excerpt|publishedDateTime|originalUrl|webUrl|published|provider|topics|secured|category|"
    r"date|tags|url) *:(?:\s|$)",
    re.MULTILINE,
)


def _below(document: Document) -> Iterator[Problem]:
    """What stands below the front matter: another record, or a text."""
    body = document.body
    if not body or body.isspace():
        return
    fields = [
        found for found in _FIELD.finditer(body) if body[: found.start()].count("```") % 2 == 0
    ]
    if len({found[1] for found in fields}) > 1:
        above = body[: fields[0].start()].rstrip()
        start = len(above) - 3 if above.endswith("---") else fields[0].start()
        found = Finding("body-record")
    else:
        start = len(body) - len(body.lstrip())
        found = Finding("body-unread", excerpt_key="excerpt")
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
    return written if len(written) <= proposals.LONGEST else None


def _warning(
    document: Document, pointer: str, code: str, instead: str | None, **parts: str
) -> Problem:
    found = Finding(code, pointer, name=_name(pointer), **parts, instead=instead)
    return found.problem(document.path, mismatches.span_of(document, pointer))
