"""Prefixes where some readers of Atom know none."""

from feedtool.check.xml.document import Document


def prefixed(doc: Document) -> None:
    """Report Atom and XHTML under a prefix."""
    for prefix, uri, where in doc.prefixed:
        doc.at("namespace-avoid-prefix", *where, prefix=prefix, namespace=uri)
