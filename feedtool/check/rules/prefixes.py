"""Prefixes where some readers of Atom know none."""

from feedtool.check.xml.context import Context


def prefixed(doc: Context) -> None:
    """Report Atom and XHTML under a prefix."""
    for prefix, uri, where in doc.prefixed:
        doc.at("namespace-avoid-prefix", *where, prefix=prefix, namespace=uri)
