"""Lists of words as data, written as a person would write them."""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# Schemes that a browser runs instead of opening them, and those of the machine that something was written on.
ACTIVE_SCHEMES = words("javascript vbscript livescript mocha")
LOCAL_SCHEMES = words("file about blob filesystem view-source chrome resource content jar res")
