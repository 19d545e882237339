"""Hints that name a mend are obeyed blindly, on every failing case: what they name is then judged better."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from feedtool.check import RULES, check
from feedtool.diagnostics.problem import Problem, Severity
from tests.check.cases import FOLDER, OPTIONS, content
from tests.tables import each

_MOST = 200_000
_UNREADABLE = {"xml-not-well-formed", "json-not-well-formed", "document-unknown"}
PROFILES = ("strict", "podcast", "w3c")
_LEVELS = {Severity.ERROR: 100, Severity.WARNING: 10, Severity.INFO: 1}
Mend = Callable[[str, int, int, re.Match[str]], str]


def _replaced(text: str, start: int, end: int, found: re.Match[str]) -> str:
    return text[:start] + found[1] + text[end:]


def _removed(text: str, start: int, end: int, found: re.Match[str]) -> str:
    del found
    return text[:start] + text[end:]


def _told_to_remove(text: str, start: int, end: int, found: re.Match[str]) -> str:
    """Without the element, the attribute or the text that a place is of."""
    if text[start] == "<":
        name = re.match(r"<([\w:.-]+)", text[start:])
        assert name is not None
        tag = _tag_end(text, start)
        if text[tag - 1] == "/":
            return text[:start] + text[tag + 1 :]
        close = f"</{name[1]}>"
        return text[:start] + text[text.index(close, tag) + len(close) :]
    attribute = re.search(r"\s[\w:.-]+\s*=\s*[\"']\Z", text[:start])
    if attribute:
        return text[: attribute.start()] + text[end + 1 :]
    return _removed(text, start, end, found)


def _tag_end(text: str, start: int) -> int:
    """Where the start tag that a place is in, or begins at, ends."""
    return text.index(">", start)


def _attribute_added(text: str, start: int, end: int, found: re.Match[str]) -> str:
    del end
    at = _tag_end(text, start if text[start] == "<" else text.rindex("<", 0, start + 1))
    at -= text[at - 1] == "/"
    return f"{text[:at]} {found[1]}{text[at:]}"


def _renamed(text: str, start: int, end: int, found: re.Match[str]) -> str:
    """Another name for the element, in its start tag and in the end tag that follows."""
    old = text[start + 1 : end]
    head, tail = text[:start], text[end:]
    return f"{head}<{found[1]}" + tail.replace(f"</{old}>", f"</{found[1]}>", 1)


def _attribute_renamed(text: str, start: int, end: int, found: re.Match[str]) -> str:
    del end
    name = re.compile(r"[\w:.-]+(?=\s*=\s*[\"']\Z)").search(text[:start])
    assert name is not None
    return text[: name.start()] + found[1] + text[name.end() :]


def _without_what_stands_before(text: str, start: int, end: int, found: re.Match[str]) -> str:
    del start, end
    return text[text.index(found[1]) :]


def _without_what_stands_behind(text: str, start: int, end: int, found: re.Match[str]) -> str:
    del start, end
    return text[: text.index(found[1]) + len(found[1])]


def _child_added(text: str, start: int, end: int, found: re.Match[str]) -> str:
    """An empty place is no mend: the element is added with what such an element may hold."""
    del end
    at = _tag_end(text, start) + 1
    inner = {
        "updated": "2003-12-13T18:30:02Z",
        "id": "https://example.org/9",
        "author": "<name>Ann</name>",
    }
    name = found[1]
    return f"{text[:at]}<{name}>{inner.get(name, 'https://example.org/')}</{name}>{text[at:]}"


def _child_before(text: str, start: int, end: int, found: re.Match[str]) -> str:
    del end
    return f"{text[:start]}<{found[1]}>x</{found[1]}>{text[start:]}"


def _whole_text_replaced(text: str, start: int, end: int, found: re.Match[str]) -> str:
    """The text of the element, or the value of the attribute, that a place is in."""
    for element in re.finditer(r"(<([\w:.-]+)[^<>]*>)([^<]*)(?=</\2>)", text):
        if element.start(3) <= start and end <= element.end(3):
            return text[: element.start(3)] + found[1] + text[element.end(3) :]
    raise AssertionError(text)


# In this order: each form of a hint, and what who obeys it does.
FORMS: tuple[tuple[str, Mend], ...] = (
    (r"Did you mean <([\w:.-]+)>\?", _renamed),
    (r"Remove what stands before (<[\w?:]+)(?: in line \d+)?", _without_what_stands_before),
    (r"Remove what stands behind (</[\w:]+>)", _without_what_stands_behind),
    (r"End at (</[\w:]+>)", _without_what_stands_behind),
    (r"Write (&amp;|&lt;) for it", _replaced),
    (r"Write the whole of it as (.+)", _whole_text_replaced),
    (r"Remove (?:this character|&#\w+;)", _removed),
    (r"Remove it", _told_to_remove),
    (r"Add <(description)> before it", _child_before),
    (r"Add (isPermaLink=\"false\")", _attribute_added),
    (r"Add (xmlns=\"[^\"]+\")(?: to it)?", _attribute_added),
    (r"Add (type=\"html\")", _attribute_added),
    (r"Add <(title|link|description|id|updated|author|summary)>(?:[ ,].*)?", _child_added),
)


def _mended(text: str, problem: Problem) -> str | None:
    """The document, once the hint of a problem has been obeyed; nothing where it names no mend."""
    hint, span, parts = problem.hint or "", problem.span, dict(problem.parts)
    if span is None:
        return None
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: span.line - 1])) + span.column - 1
    end = sum(map(len, lines[: span.end_line - 1])) + span.end_column - 1
    instead = parts.get("instead", "")
    if problem.code == "wfw-comment-rss-case":
        return _renamed(text, start, end, _literal(instead))
    if problem.code in {"attribute-unknown", "thr-when"} and hint == f"Write {instead}":
        return _attribute_renamed(text, start, end, _literal(instead))
    if instead and re.fullmatch(
        rf"Write {re.escape(instead)}(?: (?:alone|\(but .*\))|, if .*)?", hint
    ):
        quoted = text[start] == text[end - 1] == '"' and instead[0] != '"'  # a string of JSON
        return _replaced(text, start + quoted, end - quoted, _literal(instead))
    for form, mend in FORMS:
        found = re.fullmatch(form, hint)
        if found:
            return mend(text, start, end, found)
    return None


def _literal(text: str) -> re.Match[str]:
    found = re.fullmatch(r"(.*)", text, re.DOTALL)
    assert found is not None
    return found


def _judged(text: str, profile: str) -> tuple[Problem, ...]:
    return check("feed", text.encode(), replace(OPTIONS, profile=profile))


def _weight(problems: tuple[Problem, ...]) -> int:
    return sum(_LEVELS[problem.severity] for problem in problems)


def _paths() -> list[Path]:
    return [path for path in sorted(FOLDER.glob("*/fail-*")) if _is_small_text(path)]


def _is_small_text(path: Path) -> bool:
    """Whether a hint that says what to write can be obeyed by an editor of texts."""
    if path.suffix == ".gz" and _unpacked(path) >= _MOST:
        return False
    try:
        document = content(path).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(document) < _MOST


def _unpacked(path: Path) -> int:
    """The size of what a gzip file holds, which stands at its end: to unpack megabytes takes long."""
    return int.from_bytes(path.read_bytes()[-4:], "little")


@each("path", _paths())
def test_a_hint_that_is_obeyed_makes_the_document_better(path: Path) -> None:
    for profile in PROFILES:
        _hold_better(profile, path)


def _hold_better(profile: str, path: Path) -> None:
    code = path.parent.name
    text = content(path).decode("utf-8")
    before = _judged(text, profile)
    for problem in before:
        mended = _mended(text, problem) if problem.code == code else None
        if mended is None:
            continue
        after = _judged(mended, profile)
        counts = Counter(p.code for p in before), Counter(p.code for p in after)
        assert counts[1][code] < counts[0][code], (problem.hint, mended)
        if code not in _UNREADABLE:  # behind which the first look found nothing
            assert _weight(after) < _weight(before), (problem.hint, after)


@pytest.mark.slow
def test_most_rules_with_a_value_to_write_are_obeyed() -> None:
    obeyed = set()
    for path in _paths():
        text = content(path).decode("utf-8")
        for profile in ("strict", "podcast"):
            for problem in _judged(text, profile):
                if problem.code == path.parent.name and _mended(text, problem) is not None:
                    obeyed.add(problem.code)
    assert len(obeyed) >= 60
    assert obeyed <= set(RULES)
