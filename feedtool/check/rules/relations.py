"""Link relations: those that are registered, those of Atom's first years, and those between pages."""

from feedtool.check.values.registered import relations
from feedtool.check.words import words

_PREFIXES = (
    "http://www.iana.org/assignments/relation/",
    "https://www.iana.org/assignments/relation/",
    "http://www.iana.org/assignments/link-relations/",
)

# Registered when Atom was young, or in every feed since: what readers of that time know.
EARLY = words(
    """
    alternate current edit edit-media enclosure first hub last license next next-archive payment
    prev-archive previous related replies self service via
    """
)
REGISTERED = EARLY | relations.NAMES
PAGING = words(
    """
    first last next previous prev current prev-archive next-archive
    """
)


def short(rel: str | None) -> str:
    """The short name of a relation, alternate if none is given: RFC 4287, section 4.2.7.2."""
    if rel is None:
        return "alternate"
    for prefix in _PREFIXES:
        if rel.startswith(prefix):
            return rel.removeprefix(prefix)
    return rel
