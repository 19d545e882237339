"""Files in which servers find the feeds that have moved or ended: Netlify and Cloudflare, Apache, nginx.

Their files stand in the output folder; whoever serves it in another way takes over the lines. Each begins
with our mark.
"""

import re
from collections.abc import Container, Iterator
from urllib.parse import unquote

from feedtool.feeds import layout
from feedtool.feeds.changes.moves import Moves
from feedtool.model.config import Site

# In a path between quotes these would mean something else to a server.
_SPECIAL = frozenset('"\\$')


def files(
    moves: Moves, site: Site, wanted: Container[str] = layout.SERVER_FILES
) -> Iterator[tuple[str, bytes]]:
    """The files for servers, each as its path below the output folder and its bytes; of them those wanted."""
    writers = {
        layout.REDIRECTS: _redirects,
        layout.HTACCESS: _htaccess,
        layout.NGINX: _nginx,
    }
    for path, write in writers.items():
        if path in wanted:
            lines = (layout.SERVER_MARK, *write(moves, _prefix(site)))
            yield path, "".join(f"{line}\n" for line in lines).encode()


def _prefix(site: Site) -> str:
    """The path of the output folder on its host."""
    return "/" + site.url.split("/", 3)[3]


def _decoded(prefix: str) -> str:
    """The same as a server compares it: without percent-encoding, where that can be written."""
    plain = unquote(prefix)
    return plain if plain.isprintable() and _SPECIAL.isdisjoint(plain) else prefix


def _redirects(moves: Moves, prefix: str) -> Iterator[str]:
    """Netlify serves a file that is there unless the status has a ``!``, which Cloudflare passes over.

    Cloudflare knows no 410.
    """
    for old, new in moves.moved:
        for status in ("301!", "301"):
            yield f"{prefix}{old} {prefix}{new} {status}"
    for path in moves.gone:
        yield f"{prefix}{path} {prefix}{path} 410!"


def _htaccess(moves: Moves, prefix: str) -> Iterator[str]:
    yield "<IfModule mod_alias.c>"
    for old, new in moves.moved:
        yield f'  Redirect permanent "{_decoded(prefix)}{old}" "{prefix}{new}"'
    for path in moves.gone:
        yield f'  Redirect gone "{_decoded(prefix)}{path}"'
    yield "</IfModule>"


def _nginx(moves: Moves, prefix: str) -> Iterator[str]:
    yield f"# In http: include …/{layout.NGINX}; and in server:"
    yield "#   if ($feedtool_moved) { return 301 $feedtool_moved; }"
    yield "#   if ($feedtool_gone) { return 410; }"
    yield "map $uri $feedtool_moved {"
    yield '  default "";'
    for old, new in moves.moved:
        # A dollar would be a variable here, and nothing escapes it but percent-encoding.
        yield f'  "{_pattern(prefix, old)}" "{prefix.replace("$", "%24")}{new}";'
    yield "}"
    yield "map $uri $feedtool_gone {"
    yield '  default "";'
    for path in moves.gone:
        yield f'  "{_pattern(prefix, path)}" 1;'
    yield "}"


def _pattern(prefix: str, path: str) -> str:
    """A path as a regular expression: nginx refuses a text of over 64 bytes here by default."""
    return f"~^{re.escape(_decoded(prefix) + path)}$"
