"""Service and category documents of the Atom Publishing Protocol: https://www.rfc-editor.org/rfc/rfc5023"""

from feedtool.check.rules.formats import publishing as rules
from feedtool.check.rules.xhtml import ANY
from feedtool.check.values import tokens, uris
from feedtool.check.vocabulary.atom import CATEGORY, FEED, TITLE
from feedtool.check.vocabulary.common import leaf
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.check.xml.row import Row, many, needs, one, takes


def _foreign(node: Element, name: str, doc: Context) -> Row | None:
    """Elements of other vocabularies may stand in those of this one: section 6.2."""
    del node, doc
    return None if name.startswith(("app:", "atom:")) or ":" not in name else ANY


CATEGORIES = Row(
    "app:categories",
    (many(CATEGORY),),
    {
        "href": takes(uris.reference),
        "fixed": takes(tokens.choice("value-yes-no", "yes", "no")),
        "scheme": takes(uris.name),
    },
    inside=_foreign,
    end=(rules.categories,),
)
COLLECTION = Row(
    "app:collection",
    (
        one(TITLE),
        many(leaf("app:accept", rules.media_range, blank=None)),
        many(CATEGORIES),
    ),
    {"href": needs(uris.reference)},
    inside=_foreign,
)
_WORKSPACE = Row("app:workspace", (one(TITLE), many(COLLECTION)), inside=_foreign)
SERVICE = Row("app:service", (many(_WORKSPACE, "element-missing"),), inside=_foreign)
# Section 8.3.6 lets a feed name the collection that it is of.
FEED.add(many(COLLECTION))
