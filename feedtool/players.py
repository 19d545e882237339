"""Embedded players: the page where a video can be watched, for no feed may hold a frame."""

import re

from feedtool import urls

_YOUTUBE = re.compile(
    r"https?://(?:www\.)?(?:youtube\.com|youtube-nocookie\.com)/embed/([\w-]{6,})", re.IGNORECASE
)
_VIMEO = re.compile(r"https?://player\.vimeo\.com/video/([0-9]+)", re.IGNORECASE)


def page(embed: str) -> str | None:
    """The page where the embedded player's video can be watched, or None."""
    source = (_frame(embed) or "").strip()
    if source.startswith("//"):
        source = f"https:{source}"
    if match := _YOUTUBE.match(source):
        return f"https://www.youtube.com/watch?v={match[1]}"
    if match := _VIMEO.match(source):
        return f"https://vimeo.com/{match[1]}"
    return urls.to_uri(source) if urls.is_web_url(source) else None


_FRAME = re.compile(
    r"""<iframe\b[^<>]*?\ssrc\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def _frame(embed: str) -> str | None:
    """The address of the first frame in a piece of HTML."""
    found = _FRAME.search(_COMMENT.sub("", embed))
    if found is None:
        return None
    from html import unescape  # late: few records hold a player

    return unescape(found["double"] or found["single"] or found["bare"] or "")
