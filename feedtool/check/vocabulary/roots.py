"""The elements a feed may begin with."""

from feedtool.check.vocabulary.atom import DELETED, ENTRY, FEED
from feedtool.check.vocabulary.opml import OPML, OUTLINE_DOCUMENT
from feedtool.check.vocabulary.publishing import CATEGORIES, SERVICE
from feedtool.check.vocabulary.rdf import RDF
from feedtool.check.vocabulary.rss import RSS
from feedtool.check.xml.row import Row

ROOTS: dict[str, Row] = {
    "rss": RSS,
    "atom:feed": FEED,
    "atom:entry": ENTRY,
    "rdf:RDF": RDF,
    "opml": OPML,
    "outlineDocument": OUTLINE_DOCUMENT,
    "app:service": SERVICE,
    "app:categories": CATEGORIES,
    "at:deleted-entry": DELETED,
}
BY_LOCAL_NAME: dict[str, Row] = {name.rpartition(":")[2]: row for name, row in ROOTS.items()}
