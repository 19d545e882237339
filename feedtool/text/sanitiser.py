"""HTML of others made safe. The only module that knows nh3, which has the rules of browsers built in."""

from collections.abc import Callable, Collection, Mapping

import nh3

# The value that an attribute of an element is to have; None where it is to have none.
NewValue = Callable[[str, str, str], str | None]


def cleaner(
    tags: Collection[str],
    attributes: Mapping[str, Collection[str]],
    *,
    without_text: Collection[str] = (),
    schemes: Collection[str] = ("http", "https"),
    change: NewValue | None = None,
) -> Callable[[str], str]:
    """What leaves in HTML these elements and attributes alone; of other elements the text stays.

    Nothing stays of those ``without_text``. Addresses have one of the ``schemes``, or are relative;
    ``change`` is asked for the value of each attribute, in their order. To make one takes as long as to clean
    the content of an item without a body.
    """
    made = nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=set(without_text) or None,
        attributes={tag: set(names) for tag, names in attributes.items()},
        attribute_filter=change,
        url_schemes=set(schemes),
        link_rel=None,
    )
    return made.clean
