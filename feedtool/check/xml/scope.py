"""The namespaces that are in force where the walk is: prefixes, and the names that the tables use."""

from collections.abc import Iterable
from functools import lru_cache

from feedtool.check.xml import namespaces

_LONGEST = 200  # of a namespace that is none of ours, so much tells it from others
_Names = dict[str, str]


class Scope:
    """Prefixes and what they are bound to; what an element binds is undone where it ends.

    ``uris`` has the namespace of each prefix, ``names`` the names of the tables for tags seen since
    the last binding, ``depth`` how deep the element is that bound prefixes last.
    """

    def __init__(self) -> None:
        self.uris: dict[str, str] = {"xml": namespaces.XML}
        self.names: _Names = {}
        self.depth = 0
        self._before: list[tuple[int, _Names, dict[str, str | None]]] = []
        self._prefixes: dict[str, str] | None = None

    def bind(self, depth: int, declared: Iterable[tuple[str, str]]) -> None:
        """Bind prefixes for an element and all in it."""
        before: dict[str, str | None] = {}
        for prefix, uri in declared:
            before[prefix] = self.uris.get(prefix)
            self.uris[prefix] = uri
        self._before.append((self.depth, self.names, before))
        self.depth = depth
        self.names = {}
        self._prefixes = None

    def leave(self, depth: int) -> None:
        """Undo what an element deeper than this has bound."""
        while self.depth > depth:
            self.depth, self.names, before = self._before.pop()
            for prefix, uri in before.items():
                if uri is None:
                    del self.uris[prefix]
                else:
                    self.uris[prefix] = uri
            self._prefixes = None

    def assume(self, prefix: str, uri: str) -> None:
        """Go on as if a prefix had been bound at the root."""
        self.uris[prefix] = uri
        self._prefixes = None

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefix that each namespace has here, by the name that the tables give to it."""
        if self._prefixes is None:
            self._prefixes = {_known(uri): prefix for prefix, uri in self.uris.items()}
        return self._prefixes


def _known(uri: str) -> str:
    known = namespaces.canonical(uri)
    return namespaces.PREFIX[known] if known else uri


@lru_cache(256)
def _before_local(uri: str) -> str:
    """What stands before the local part in a name of the tables."""
    known = namespaces.canonical(uri)
    if known == namespaces.ATOM and uri != known:
        known = ""  # https://www.rfc-editor.org/rfc/rfc4287#section-1.2 knows this one only
    return f"{namespaces.PREFIX[known]}:" if known else f"{{{uri}}}"


def qualified(uri: str, local: str) -> str:
    """The name that the tables give to a local name in a namespace."""
    if len(uri) > _LONGEST:
        uri = uri[:_LONGEST]
    return _before_local(uri) + local if uri else local
