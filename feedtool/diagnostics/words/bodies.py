"""The words for what is left out of the bodies of posts, and out of feeds for their size, by the code."""

from collections.abc import Mapping

from feedtool.diagnostics.words.templates import Words

WORDS: Mapping[str, Words] = {
    "body-template": Words(
        "{name} and {more} more like it are left out of the content: only {generator} can run it"
        "|{name} is left out of the content: only {generator} can run it",
        "write in Markdown or HTML what it stands for, if subscribers miss it",
    ),
    "feed-trimmed": Words(
        "{trimmed} of {items} items have a summary alone: with all content it would have over {bytes} bytes",
        "set max_bytes in [feeds] higher, or limit lower",
    ),
}
