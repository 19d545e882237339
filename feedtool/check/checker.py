"""The checker: bytes in, findings or problems out."""

from feedtool.check import source
from feedtool.check.document import Document
from feedtool.check.engine import Engine
from feedtool.check.finding import Finding
from feedtool.check.options import Options
from feedtool.check.walk import Walk


def findings(content: bytes, options: Options) -> tuple[bytes, list[Finding]]:
    """Everything found in a document, and the document in UTF-8 that the places refer to."""
    read = source.read(content, options.fallback_encoding)
    if read.fatal:
        return read.data, list(read.findings)
    doc = Document(read.data, read.encoding, options)
    doc.findings += read.findings
    Walk(doc, Engine(doc)).run()
    return read.data, doc.findings
