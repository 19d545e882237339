"""How much of a document is looked at: far more than any feed has, so that time and memory are bounded.

What goes beyond is an error of its own, and the rest of the document is not looked at.
"""

MAX_DEPTH = 500
MAX_ATTRIBUTES = 256
# Of one tag, comment, CDATA section's opening, processing instruction or document type, in bytes.
MAX_TAG = 4 << 20
# Of what is held at once: an item and all in it, or the head of a feed, in characters.
MAX_HELD = 4 << 20
HELD_FOR_EACH = 100
"""What an element, an attribute or a value of JSON takes besides its text, in characters."""
MAX_ELEMENTS = 2_000_000
"""Elements and their attributes, or values of JSON."""
MAX_NAMES = 10_000
MAX_PREFIXES = 256
MAX_ENTITIES = 1_000
MAX_MARKUP = 2_000_000
"""Tags and references in texts."""
# Entities that hold tags may take a hundred times the time of the document's own size.
MAX_WITH_TAGS_IN_ENTITIES = 8 << 20


def mebibytes(size: int) -> str:
    """A limit as a person says it."""
    return f"{size >> 20} MiB"
