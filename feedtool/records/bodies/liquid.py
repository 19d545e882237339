"""Liquid and Nunjucks: ``{% tag %}`` and ``{{ value }}``, as Jekyll, Eleventy and Hexo have them."""

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import urlsplit

from feedtool.records.bodies import pieces
from feedtool.records.bodies.pieces import Arguments
from feedtool.records.bodies.scanning import PostNames, Replacement, Scan

_TAG = re.compile(r"([\w.-]*?)(?:\s+(.*)|)", re.DOTALL)
_TEXT = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')\s*((?:\|[^|]*)*)""")
# Filters that make an address of the site of a text.
_OF_SITE = re.compile(r"(?:relative_url|absolute_url|url|prepend:\s*site\.(?:baseurl|url))")
_URL_FOR = re.compile(r"""\s*url_for\(\s*["']([^"']*)["']\s*\)\s*""")
_RAW_MARK = r"\{%-?\s*(?:end)?(?:raw|verbatim)\s*-?%\}"
_RAW_MARKS = re.compile(rf"^[ \t]*{_RAW_MARK}[ \t]*\r?\n|{_RAW_MARK}", re.MULTILINE)
_RAW = ("raw", "verbatim")
# Tags that stand for the address of another post.
_POSTS = ("post_url", "link", "post_link", "post_path")
# What divides a block whose beginning has been reported.
_BRANCHES = ("else", "elsif", "elseif", "elif", "when")
# Tags that put nothing into the page; what asks for their values is reported.
_SILENT = ("assign", "set")
# Tags whose text is no part of the page where they stand.
_UNSEEN = ("comment", "capture")


class Liquid:
    """The dialect; with ``has_notes`` ``{# … #}`` is a note, and is left out."""

    def __init__(self, *, has_notes: bool) -> None:
        self.start = r"\{%|\{\{" + (r"|\{\#" if has_notes else "")

    def take(self, scan: Scan, found: re.Match[str], names: PostNames) -> Replacement | None:
        """What is made of the code that begins there; None where it is none."""
        start = found.start()
        if found[0] == "{#":
            note = scan.enclosed("{#", "#}", start)
            return Replacement(start + len(note)) if note else None
        if found[0] == "{{":
            output = scan.enclosed("{{", "}}", start)
            return _output(output, start, names) if output else None
        tag = scan.enclosed("{%", "%}", start)
        return _tag(scan, tag, start, names) if tag else None

    def in_code(self, text: str) -> str:
        """The code without the marks that keep template code in it from being run."""
        return _RAW_MARKS.sub("", text) if "raw" in text or "verbatim" in text else text


def _inside(code: str) -> str:
    """What stands between the braces of template code."""
    return code[2:-2].strip("-").strip()


def _output(code: str, start: int, names: PostNames) -> Replacement:
    value = _value(_inside(code), names)
    end = start + len(code)
    return (
        Replacement(end, left=_short(code), kind="value")
        if value is None
        else Replacement(end, value)
    )


def _value(expression: str, names: PostNames) -> str | None:
    """The value of an expression; None where only the generator knows it."""
    if expression in ("site.baseurl", "site.url", "site.github.url"):
        home = urlsplit(names.home)
        path = home.path.rstrip("/")
        host = f"{home.scheme}://{home.netloc}"
        return {"site.baseurl": path, "site.url": host}.get(expression, host + path)
    if expression in names.values:
        return names.values[expression]
    if named := _URL_FOR.fullmatch(expression):
        return names.home + named[1].lstrip("/")
    if text := _TEXT.fullmatch(expression):
        value = text[1] if text[1] is not None else text[2]
        filters = [one.strip() for one in text[3].split("|")[1:]]
        if not filters:
            return value
        if all(_OF_SITE.fullmatch(one) for one in filters):
            return value if "://" in value else names.home + value.lstrip("/")
    return None


def _tag(scan: Scan, code: str, start: int, names: PostNames) -> Replacement:
    found, end = _TAG.fullmatch(_inside(code)), start + len(code)
    if found is None:
        return Replacement(end, left=_short(code))
    name, arguments = found[1], (found[2] or "").strip()
    closing = _closing(scan, name, end)
    if closing is not None:
        return _block(name, arguments, scan, start, (end, closing.start(), closing.end()))
    if name.startswith("end") or name in (*_BRANCHES, *_SILENT, *_RAW):
        return Replacement(end)  # the beginning has been reported
    if name in _POSTS:
        address = names.address_of(_first(arguments))
        return Replacement(end, address or "", None if address else f"{{% {name} %}}")
    text = _inline(name, Arguments(arguments))
    return Replacement(end, left=f"{{% {name} %}}") if text is None else Replacement(end, text)


def _closing(scan: Scan, name: str, start: int) -> re.Match[str] | None:
    """The tag that ends a block of which something is made; None where the tag begins no such block."""
    if name not in (*_RAW, *_UNSEEN, *_CODE):
        return None
    return scan.search(rf"\{{%-?\s*end{name}\s*-?%\}}", start)


def _block(
    name: str, arguments: str, scan: Scan, start: int, places: tuple[int, int, int]
) -> Replacement:
    """What is made of a block, from the places where its text begins and ends, and the block."""
    begin, stop, end = places
    text = scan.text[begin:stop]
    if name in _RAW:
        return Replacement(end, text)
    if name in _UNSEEN:
        return Replacement(end, left=None if name == "comment" else f"{{% {name} %}}")
    return Replacement(
        end, pieces.code(scan, start, _CODE[name](arguments), _RAW_MARKS.sub("", text))
    )


def _inline(name: str, arguments: Arguments) -> str | None:
    """What a tag stands for by itself; None where only the generator knows it."""
    if name in ("asset_img", "asset_path") and arguments.plain:
        address, *alt = arguments.plain
        picture = f'<img src="{escape(address)}" alt="{escape(" ".join(alt))}">'
        return picture if name == "asset_img" else address
    return pieces.page(name, arguments)


def _first(arguments: str) -> str:
    given = Arguments(arguments).plain
    return given[0] if given else ""


def _language(arguments: str) -> str:
    return arguments.split(" ", maxsplit=1)[0].strip("\"'")


def _code_block(arguments: str) -> str:
    """The language of Hexo's block of code: ``[title] [lang:language] [url]``."""
    found = re.search(r"\blang:([\w+#.-]+)", arguments)
    return found[1] if found else ""


def _short(code: str) -> str:
    """Template code as a message shows it."""
    folded = " ".join(code.split())
    return folded if len(folded) <= _LONGEST else f"{folded[: _LONGEST - 3]}…{code[-2:]}"


_LONGEST = 60
_CODE: Mapping[str, Callable[[str], str]] = {
    "highlight": _language,
    "codeblock": _code_block,
    "code": _code_block,
}
