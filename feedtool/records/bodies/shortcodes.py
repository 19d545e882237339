"""Shortcodes: those of Hugo, ``{{< name >}}`` and ``{{% name %}}``, and those of Zola."""

import re
from html import escape

from feedtool.records.bodies import pieces
from feedtool.records.bodies.pieces import Arguments
from feedtool.records.bodies.scanning import PostNames, Replacement, Scan

# Nothing is given back (`*+`): where the end is missing, each way to part the blanks would be tried.
_HUGO = re.compile(
    r"\{\{(?P<sign>[<%])(?P<escape>/\*)?-?\s*+(?P<end>/)?\s*+(?P<word>[\w./-]*+)"
    r"(?P<arguments>.*?)(?:\*/)?[>%]\}\}",
    re.DOTALL,
)


def _unescaped(code: re.Match[str]) -> str:
    return f"{code[1]}{code[2]}{code[3]}"


_ESCAPED_HUGO = re.compile(r"(\{\{[<%])/\*(.{0,2000}?)\*/([>%]\}\})", re.DOTALL)
_ESCAPED_ZOLA = re.compile(r"(\{[{%])/\*(.{0,2000}?)\*/([%}]\})", re.DOTALL)


class Hugo:
    """The shortcodes of Hugo."""

    start = r"\{\{[<%]"

    def take(self, scan: Scan, found: re.Match[str], names: PostNames) -> Replacement | None:
        """What is made of the shortcode that begins there; None where it is none."""
        start = found.start()
        written = scan.enclosed("{{", "}}", start)
        code = _HUGO.fullmatch(written) if written else None
        if code is None:
            return None
        end, name = start + code.end(), code["word"]
        if code["escape"]:  # it is shown and not run
            return Replacement(end, escape(self.in_code(code[0]), quote=False))
        arguments = Arguments(code["arguments"].rstrip("/ "))
        closing = scan.search(_HIGHLIGHT_END, end) if name == "highlight" else None
        if code["end"] or closing:
            return _highlighted(scan, start, arguments, end, closing)
        sign = code["sign"]
        text = _hugo(scan, start, name, arguments, names)
        shown = f"{{{{{sign} {name} {_CLOSING[sign]}}}}}"
        return Replacement(end, left=shown) if text is None else Replacement(end, text)

    def in_code(self, text: str) -> str:
        """The code with shortcodes in it that are shown and not run."""
        return _ESCAPED_HUGO.sub(_unescaped, text)


_CLOSING = {"<": ">", "%": "%"}
_HIGHLIGHT_END = r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}"


def _highlighted(
    scan: Scan, start: int, arguments: Arguments, end: int, closing: re.Match[str] | None
) -> Replacement:
    """The code up to the shortcode that closes it; nothing where it is the closing one itself."""
    if closing is None:
        return Replacement(end)
    language = arguments.plain[0] if arguments.plain else ""
    inner = scan.text[end : closing.start()]
    return Replacement(closing.end(), pieces.code(scan, start, language, inner))


def _hugo(scan: Scan, start: int, name: str, arguments: Arguments, names: PostNames) -> str | None:
    """What a shortcode of Hugo stands for; None where only Hugo knows it."""
    if name == "figure" and arguments.value("src", 0):
        return pieces.block(scan, start, pieces.figure(arguments))
    if name in ("ref", "relref"):
        return _post(arguments, names)
    return pieces.page(name, arguments)


def _post(arguments: Arguments, names: PostNames) -> str | None:
    file, hash_sign, fragment = arguments.value("path", 0).partition("#")
    if not file:
        return f"#{fragment}" if fragment else None
    # A name alone may be that of a post in any folder.
    address = names.address_of(file) if "/" in file else None
    return address and address + hash_sign + fragment


_ZOLA = re.compile(
    r"\{(?P<sign>[{%])(?P<escape>/\*)?-?\s*+(?P<word>\w++)\s*+"
    r"(?:\((?P<arguments>.*)\))?\s*+-?(?:\*/)?[}%]\}",
    re.DOTALL,
)
_INNER = re.compile(r"@/(?P<file>[^\s()<>\"#]{1,500})(?P<fragment>#[^\s()<>\"]{0,200})?")


class Zola:
    """The shortcodes of Zola, and its links to other files of the site."""

    start = r"\{\{|\{%|(?<=[(<\"\s])@/"

    def take(self, scan: Scan, found: re.Match[str], names: PostNames) -> Replacement | None:
        """What is made of the code that begins there; None where it is none."""
        start = found.start()
        if found[0] == "@/":
            return _inner_link(scan, start, names)
        written = scan.enclosed(found[0], "}}" if found[0] == "{{" else "%}", start)
        code = _ZOLA.fullmatch(written) if written else None
        return self._shortcode(code, start) if code else None

    def _shortcode(self, code: re.Match[str], start: int) -> Replacement | None:
        end, name, arguments = start + code.end(), code["word"], code["arguments"]
        if code["escape"]:  # it is shown and not run
            return Replacement(end, escape(self.in_code(code[0]), quote=False))
        if arguments is None:
            is_end = code["sign"] == "%" and name == "end"
            return Replacement(end) if is_end else None
        text = pieces.page(name, Arguments(arguments))
        shown = f"{{{{ {name}() }}}}" if code["sign"] == "{" else f"{{% {name}() %}}"
        return Replacement(end, left=shown) if text is None else Replacement(end, text)

    def in_code(self, text: str) -> str:
        """The code with shortcodes in it that are shown and not run."""
        return _ESCAPED_ZOLA.sub(_unescaped, text)


def _inner_link(scan: Scan, start: int, names: PostNames) -> Replacement | None:
    """The address of another file of the site, by its path below the content."""
    inner = _INNER.match(scan.text, start)
    if inner is None or not inner["file"].endswith((".md", "/")):
        return None
    address = names.address_of(inner["file"])
    if address is None:
        return Replacement(inner.end(), left=f"@/{inner['file']}")
    return Replacement(inner.end(), address + (inner["fragment"] or ""))
