"""Prefixes where some readers of Atom know none."""

from feedtool.check.document import Document


def prefixed(doc: Document) -> None:
    """Report Atom and XHTML under a prefix."""
    for entry in doc.seen.get("prefixed", ()):
        prefix, uri, start, end = entry.split(" ")
        doc.at("namespace-avoid-prefix", int(start), int(end), prefix=prefix, namespace=uri)
