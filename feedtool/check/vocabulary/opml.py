"""OPML 1.0, 1.1 and 2.0: http://opml.org/spec2.opml"""

from feedtool.check.rules.formats import opml
from feedtool.check.values import dates, tokens, uris
from feedtool.check.values.tokens import anything, choice
from feedtool.check.vocabulary.common import leaf
from feedtool.check.xml.row import Row, many, maybe, needs, one, takes

_BOOLEAN = takes(choice("value-true-false", "true", "false"))
_WINDOW = ("vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight")
_ADDRESS = takes(opml.address)

OUTLINE = Row(
    "outline",
    (),
    {
        "text": needs(anything, blank=""),
        "type": takes(anything),
        "category": takes(anything),
        "created": takes(opml.created),
        "description": takes(anything),
        "htmlUrl": _ADDRESS,
        "isBreakpoint": _BOOLEAN,
        "isComment": _BOOLEAN,
        "language": takes(opml.language),
        "title": takes(anything),
        "url": _ADDRESS,
        "version": takes(anything),
        "xmlUrl": _ADDRESS,
    },
    end=(opml.outline,),
)
OUTLINE.add(many(OUTLINE, kept=False))
_HEAD = Row(
    "head",
    (
        maybe(leaf("title", anything, blank=None)),
        maybe(leaf("dateCreated", dates.rfc822, blank=None)),
        maybe(leaf("dateModified", dates.rfc822, blank=None)),
        maybe(leaf("ownerName", anything, blank=None)),
        maybe(leaf("ownerEmail", tokens.email("email-invalid"), blank=None)),
        maybe(leaf("ownerId", uris.iri, blank=None)),
        maybe(leaf("docs", uris.iri, blank=None)),
        maybe(leaf("expansionState", opml.expansion_state, blank=None)),
        *(maybe(leaf(name, tokens.integer, blank=None)) for name in _WINDOW),
    ),
)
_BODY = Row("body", (many(OUTLINE, "element-missing", kept=False),))
OPML = Row(
    "opml",
    (one(_HEAD), one(_BODY)),
    {"version": needs(anything, blank="")},
    begin=(opml.root_begin,),
)
OUTLINE_DOCUMENT = Row(
    "outlineDocument",
    (maybe(_HEAD), one(_BODY)),
    {"version": takes(anything)},
    begin=(opml.root_begin,),
)
