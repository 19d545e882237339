"""The files that records bring along."""

from feedtool.diagnostics.rule import WARNING, Rule

_ENCLOSURE = "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt"
_GOOD = (
    'audio:\n  url: "https://www.example.org/audio/1.mp3"\n  length: 34216300\n  type: audio/mpeg'
)

RULES = (
    Rule(
        code="audio-no-length",
        severities=WARNING,
        summary="A file without its length",
        why=(
            "RSS has to tell how many bytes a file has; a feed says 0 where nobody knows, and podcast apps "
            "then show no progress, or refuse the episode."
        ),
        message="the file has no length: feeds say 0 bytes",
        hint=(
            "add its length in bytes, such as {key}: 34216300, if you know it|make it a group of url "
            "and length, its length in bytes"
        ),
        bad='audio:\n  url: "https://www.example.org/audio/1.mp3"',
        good=_GOOD,
        link=_ENCLOSURE,
    ),
    Rule(
        code="audio-no-type",
        severities=WARNING,
        summary="A file of which nobody knows what it is",
        why=(
            "Neither its type nor the extension of its address tells whether it is sound, video or a text: "
            "readers can only save it, and it is in no podcast."
        ),
        message="the file has no media type, and its address does not tell one",
        hint=(
            "add its media type, such as {key}: audio/mpeg|make it a group of url and type, its media type"
        ),
        bad='audio:\n  url: "https://www.example.org/audio/1"\n  length: 34216300',
        good=_GOOD,
        link=_ENCLOSURE,
    ),
)
