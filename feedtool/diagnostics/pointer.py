"""JSON pointers (RFC 6901)."""


def escape(part: str) -> str:
    """A key as a reference token of a JSON pointer (RFC 6901 section 3)."""
    return part.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """The key that a reference token of a JSON pointer stands for."""
    return token.replace("~1", "/").replace("~0", "~")
