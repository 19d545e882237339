"""How much of a document is looked at: far more than any feed has, so that time and memory are bounded.

What goes beyond is an error of its own, and the rest of the document is not looked at.
"""

# What only the end of a text can show: of a text that was cut off it is not said.
OF_WHOLE_TEXTS = frozenset(
    {
        "atom-content-fragment", "atom-content-not-base64", "atom-text-blank", "html-invalid",
        "html-unclosed", "text-nothing-to-read", "value-blank",
    }
)  # fmt: skip

MAX_DEPTH = 500
MAX_ATTRIBUTES = 256
# Of one tag, comment, CDATA section's opening, processing instruction or document type, in bytes.
MAX_TAG = 4 << 20
# Of one text, in characters: more of it is not looked at, but the rest of the document is.
MAX_TEXT = 4 << 20
# Of what is held at once: an item and all in it, or the head of a feed, in characters.
MAX_HELD = 8 << 20
HELD_FOR_EACH = 100
"""What an element, an attribute or a value of JSON takes besides its text, in characters."""
MAX_ELEMENTS = 2_000_000
"""Elements and their attributes, or values of JSON."""
MAX_NAMES = 10_000
MAX_CHARACTERS_OF_NAMES = 8 << 20
MAX_PREFIXES = 256
MAX_ENTITIES = 1_000
MAX_MARKUP = 1_000_000
"""Tags and references in texts; of one text so many count as are looked at."""
MAX_MARKUP_OF_A_TEXT = 50_000
MAX_ATTRIBUTES_IN_TEXTS = 2_000_000
# Entities that hold tags may take a hundred times the time of the document's own size.
MAX_WITH_TAGS_IN_ENTITIES = 8 << 20


def mebibytes(size: int) -> str:
    """A limit as a person says it."""
    return f"{size >> 20} MiB"
