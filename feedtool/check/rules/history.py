"""Paged, archived and complete feeds: https://www.rfc-editor.org/rfc/rfc5005"""

from feedtool.check.rules.relations import PAGING, short
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element


def feed(node: Element, doc: Context) -> None:
    """The links of a feed fit what it says it is."""
    links: dict[str, Element] = {}
    for link in node.all("atom:link"):
        links.setdefault(short(link.attributes.get("rel")), link)
    if "fh:complete" in node.counts:
        _complete(node, doc, links)
    if "fh:archive" in node.counts and "fh:complete" not in node.counts:
        _archive(node, doc, links)
    for end, beyond in (("last", "next"), ("first", "previous"), ("first", "prev")):
        if end in links and beyond in links and _href(links, "self") == _href(links, end):
            doc.on(links[beyond], "fh-past-end", self=end, rel=beyond)


def _complete(node: Element, doc: Context, links: dict[str, Element]) -> None:
    for rel in sorted(PAGING & links.keys()):
        if rel != "current":
            doc.on(links[rel], "fh-rel-in-complete", rel=rel)
    if "current" in links and _href(links, "current") != _href(links, "self"):
        doc.on(links["current"], "fh-current-not-self")
    del node


def _archive(node: Element, doc: Context, links: dict[str, Element]) -> None:
    if not {"prev-archive", "next-archive"} & links.keys():
        doc.on(node, "fh-archive-no-links")
    if "current" not in links:
        doc.on(node, "fh-archive-no-current")


def _href(links: dict[str, Element], rel: str) -> str | None:
    link = links.get(rel)
    return link.attributes.get("href") if link is not None else None
