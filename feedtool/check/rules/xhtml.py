"""XHTML inside a feed: the same safe lists as for HTML, element by element."""

from feedtool.check.finding import Fault
from feedtool.check.html import fragment
from feedtool.check.html.players import is_player
from feedtool.check.html.safelists import MATHML, MATHML_ATTRIBUTES, SVG, SVG_ATTRIBUTES
from feedtool.check.html.styles import unsafe_style
from feedtool.check.values.tokens import anything
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.check.xml.row import AttributeRow, Bound, Row

ANY = Row("", open_=True)
_ATTRIBUTES = {"svg": SVG_ATTRIBUTES, "mathml": MATHML_ATTRIBUTES}
# Vocabularies of their own, of which only the outermost element is one of HTML.
_OWN_NAMESPACES = {
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
}
_HTML_URLS = {"href", "src", "poster", "cite", "action"}


def xhtml_inside(node: Element, name: str, doc: Context) -> Row | None:
    """The row of an element within XHTML."""
    del doc
    prefix, _, _ = name.partition(":")
    if _is_in_own(node):
        return ANY  # what has been said of the element around it
    if prefix in {"xhtml", "svg", "mathml"}:
        return INNER
    return ANY if name.startswith("{") or (":" in name and prefix == "rdf") else None


def _is_in_own(node: Element) -> bool:
    """Whether an element is of SVG or MathML by its name, and of HTML by its namespace."""
    prefix, _, local = node.name.partition(":")
    return prefix == "xhtml" and local in _OWN_NAMESPACES


def judge(node: Element, doc: Context) -> None:
    """Judge an element of XHTML, SVG or MathML by the list of what readers let pass."""
    prefix, _, local = node.name.partition(":")
    if prefix == "xhtml":
        if local in _OWN_NAMESPACES:
            doc.on(node, "html-namespace-missing", tag=local, instead=_OWN_NAMESPACES[local])
        elif local == "iframe" and is_player(node.attributes.get("src", "")):
            _report(node, doc, "html-player", local)
        elif local in fragment.UNSAFE:
            _report(node, doc, "html-unsafe-element", local)
        elif local not in fragment.SAFE:
            _report(node, doc, "html-unknown-element", local)
    elif (prefix == "svg" and local not in SVG) or (prefix == "mathml" and local not in MATHML):
        _report(node, doc, "html-unsafe-element", local)
    judge_attributes(node, doc)


def judge_attributes(node: Element, doc: Context) -> None:
    """Judge the attributes alone."""
    prefix = node.name.partition(":")[0]
    for name, value in node.attributes.items():
        _attribute(node, doc, prefix, name, value)


def _attribute(node: Element, doc: Context, prefix: str, name: str, value: str) -> None:
    detail = {"tag": node.name.partition(":")[2], "attr": name}
    if ":" in name or name.startswith("{"):
        return
    if name.startswith("on") or name not in _ATTRIBUTES.get(prefix, {name}):
        doc.on_attribute(node, name, Fault("html-unsafe-attribute", detail=detail))
    elif name == "style":
        bad = unsafe_style(value)
        if bad:
            fault = Fault("html-unsafe-style", detail={**detail, "style": bad})
            doc.on_attribute(node, name, fault)
    elif name in _HTML_URLS and fragment.is_active(value):
        doc.on_attribute(node, name, Fault("html-active-url", detail=detail))
    elif name in _HTML_URLS and fragment.is_local(value):
        doc.on_attribute(node, name, Fault("html-local-url", detail={**detail, "url": value}))
    elif name in _HTML_URLS and _is_nowhere(node, doc, value):
        fault = Fault("html-relative-url-other", detail={**detail, "url": value})
        doc.on_attribute(node, name, fault)


def _is_nowhere(node: Element, doc: Context, url: str) -> bool:
    """RSS has no base for relative addresses, unless one is set."""
    return doc.kind == "rss" and fragment.is_relative(url) and not node.based


def _report(node: Element, doc: Context, code: str, tag: str) -> None:
    doc.on(node, code, tag=tag, value=tag)


class _Everything(dict[str, AttributeRow]):
    """Attributes of any name: the rule judges them."""

    def get(self, key: str, default: object = None) -> AttributeRow:
        """The same answer for every name."""
        del key, default
        return _ANYTHING


_ANYTHING = AttributeRow(anything)
INNER = Row("", value=anything, inside=xhtml_inside, begin=(judge,), keeps=False)
INNER.attributes = _Everything()


def holder(name: str, *begin: Bound) -> Row:
    """The row of an element that holds XHTML."""
    row = Row(name, value=anything, inside=xhtml_inside, begin=(judge_attributes, *begin))
    row.attributes = _Everything()
    return row
