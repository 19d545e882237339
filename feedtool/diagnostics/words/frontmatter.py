"""The words for what is wrong with a file or its front matter as templates, by the code of the problem.

``advice`` is what to do about it; ``slip`` and ``cause`` say in words what was found.
"""

from collections.abc import Mapping

from feedtool.diagnostics.words.templates import Words

_ADVICE = "{advice}"
WORDS: Mapping[str, Words] = {
    "field-repeated": Words(
        "the key {key} stands on line {line} again, and only the last one counts", _ADVICE
    ),
    "file-binary": Words(
        "the file holds NUL characters",
        "a write that was cut short by a power failure leaves such files: restore it",
    ),
    "file-not-utf8": Words("byte 0x{byte} is not UTF-8", "save the file as UTF-8"),
    "front-matter-indented-fence": Words(
        "a line that holds only --- stands within the front matter",
        "delete the line, or write the value that it is part of on one line: other tools end here",
    ),
    "front-matter-missing": Words("{cause}", _ADVICE),
    "front-matter-not-mapping": Words(
        "the record is {kind}, not a mapping",
        "put the fields of a record here: `feedtool rules front-matter-missing` shows a whole one",
    ),
    "front-matter-syntax": Words("{slip}", _ADVICE),
    "front-matter-unclosed": Words("the front matter is not closed", _ADVICE),
    "yaml-alias": Words(
        "*{anchor} stands for a value from elsewhere, and is not read|{slip}", _ADVICE
    ),
    "yaml-ambiguous": Words("{value} is a text to some tools and true or false to others", _ADVICE),
    "yaml-anchor": Words("&{anchor} gives the value a name, and is not read", _ADVICE),
    "yaml-control-character": Words("the character U+{number} cannot stand in YAML", "delete it"),
    "yaml-duplicate-key": Words(
        "the key {key} stands here a second time",
        "delete one of the two: this, or the one on line {line}",
    ),
    "yaml-key-not-string": Words("a key of this mapping is not a text", _ADVICE),
    "yaml-merge-key": Words(
        "the merge key << is not read", "put the fields that it stands for in place of this line"
    ),
    "yaml-multiple-documents": Words("a second YAML document begins here", _ADVICE),
    "yaml-number-too-large": Words("the number is too large", _ADVICE),
    "yaml-syntax": Words("{slip}", _ADVICE),
    "yaml-tag": Words("a word behind ! names a type, and is not read", _ADVICE),
    "yaml-too-deep": Words("more than {limit} levels of nesting", _ADVICE),
    "yaml-too-large": Words(
        "the value has {characters} characters|more than {limit} values in a record of this size",
        "no record is that large; is this the right file?",
    ),
}
