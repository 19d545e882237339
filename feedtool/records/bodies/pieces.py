"""What template code of several generators stands for, where that is certain."""

import re
from collections.abc import Mapping
from html import escape

from feedtool.records.bodies.scanning import Scan

_ARGUMENT = re.compile(
    r"""(?:([\w-]+)\s*[=:]\s*)?(?:"([^"\n]{0,2000})"|'([^'\n]{0,2000})'|`([^`\n]{0,2000})`|([^\s,"'=`]+))"""
)
# What stands for a page of its own: the argument that names it, and the form of its address.
_PAGES: Mapping[str, tuple[str, str]] = {
    "gist": ("url", "https://gist.github.com/{}"),
    "vimeo": ("id", "https://vimeo.com/{}"),
    "youtube": ("id", "https://www.youtube.com/watch?v={}"),
}
_IDENTIFIER = re.compile(r"[\w./-]{1,100}")


class Arguments:
    """The arguments of template code, by name and in order."""

    def __init__(self, text: str) -> None:
        self.named: dict[str, str] = {}
        self.plain: list[str] = []
        for found in _ARGUMENT.finditer(text):
            name, *values = found.groups()
            value = next((one for one in values if one is not None), "")
            if name:
                self.named[name.lower()] = value
            else:
                self.plain.append(value)

    def value(self, name: str, place: int | None = None) -> str:
        """An argument by its name, else by its place; empty where there is none."""
        if name in self.named:
            return self.named[name]
        return self.plain[place] if place is not None and place < len(self.plain) else ""


def page(name: str, arguments: Arguments) -> str | None:
    """A link to the page that an embedded video or text is of; None where the code is for another thing."""
    if name not in _PAGES:
        return None
    argument, form = _PAGES[name]
    given = arguments.value(argument) or "/".join(
        arguments.plain[:2] if name == "gist" else arguments.plain[:1]
    )
    address = given if given.startswith("https://") else form.format(given)
    if not _IDENTIFIER.fullmatch(given.removeprefix("https://")):
        return None
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def figure(arguments: Arguments) -> str:
    """The figure that a picture with a caption is."""
    source, caption = (
        arguments.value("src", 0),
        arguments.value("caption") or arguments.value("title"),
    )
    alt = arguments.value("alt") or caption
    sizes = "".join(
        f' {side}="{arguments.value(side)}"'
        for side in ("width", "height")
        if arguments.value(side).isdecimal()
    )
    picture = f'<img src="{escape(source)}" alt="{escape(alt)}"{sizes}>'
    if link := arguments.value("link"):
        picture = f'<a href="{escape(link)}">{picture}</a>'
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{picture}{below}</figure>"


def block(scan: Scan, start: int, html: str) -> str:
    """HTML that is a block of its own, in the place of code that begins there."""
    if not scan.is_markdown:
        return html
    indent = scan.indent_before(start)
    return f"{html}\n" if indent is not None else f"\n\n{html}\n\n"


def code(scan: Scan, start: int, language: str, inner: str) -> str:
    """A block of code, in the place of template code that begins there."""
    inner = inner.strip("\r\n").rstrip()
    if not re.fullmatch(r"[\w+#.-]{1,40}", language):
        language = ""
    if not scan.is_markdown:
        marked = f' class="language-{language}"' if language else ""
        return f"<pre><code{marked}>{escape(inner, quote=False)}\n</code></pre>"
    longest = max((len(run) for run in re.findall("`+", inner)), default=0)
    fence = "`" * max(3, longest + 1)
    indent = scan.indent_before(start)
    before, blanks = ("\n\n", "") if indent is None else ("", indent)
    lines = [
        f"{fence}{language}",
        *(f"{blanks}{line.removeprefix(blanks)}" for line in inner.split("\n")),
        f"{blanks}{fence}\n",
    ]
    return before + "\n".join(lines)
