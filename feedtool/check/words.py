"""Lists of words as data, written as a person would write them."""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
