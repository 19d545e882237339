"""The words for errors of a schema as templates, by the code of the problem.

``where`` is the name of the field concerned and a colon, or nothing; ``advice`` is what to do about it.
"""

from collections.abc import Mapping

from feedtool.diagnostics.words.templates import Words


def _with_library(message: str) -> str:
    """The templates, and that of the library before those which go without parts."""
    first, *others = message.split("|")
    return "|".join((first, _LIBRARY, *others))


def _after_name(template: str) -> str:
    """The template behind the name of a field, and where the whole value has none."""
    return f"{{subject}} {template}|{template}"


# What jsonschema says, where we have no words: of keywords beyond ours, and of schemas of a user's own.
_LIBRARY = "{where}{words}"
OTHER = Words(_LIBRARY, "{advice}")
_LENGTH = "has {length} %s, at %s {bound} are %s"
WORDS: Mapping[str, Words] = {
    code: Words(_with_library(message), "{advice}")
    for code, message in {
        "schema-const": "{where}{value} is not {allowed}",
        "schema-enum": "{where}{value} is not one of {allowed}",
        "schema-format": "{where}{value} is no {kind}|{subject} is empty|is empty",
        "schema-items": "{subject}: {number} more items are wrong, from this one on",
        "schema-max-items": _after_name(_LENGTH % ("items", "most", "allowed")),
        "schema-max-length": _after_name(_LENGTH % ("characters", "most", "allowed")),
        "schema-maximum": "{where}{value} is above {bound}",
        "schema-min-items": "|".join(
            (_after_name(_LENGTH % ("items", "least", "needed")), "{where}the list is empty")
        ),
        "schema-min-length": "|".join(
            (_after_name(_LENGTH % ("characters", "least", "needed")), _after_name("is empty"))
        ),
        "schema-minimum": "{where}{value} is below {bound}",
        "schema-not": "{where}{value} {complaint}",
        "schema-pattern": "{where}{value} {complaint}",
        "schema-required": (
            "{where}{missing} is missing|{where}{required} is missing, and {key} is no known field"
        ),
        "schema-type": (
            "{where}{value} is not {kind}; {wanted}|{where}there is no value; {wanted}"
            "|{where}{value} is no list|{where}{single} stands where fields of its own should"
            "|{where}{list} stands where fields should|{where}{fields} stand here without a hyphen"
        ),
        "schema-unique-items": "{where}{value} is in the list twice",
        "schema-unknown-key": "{where}{key} is no known field",
    }.items()
} | {
    "schema-other": OTHER,
    "head-schema": Words("{key} {cause}", "{advice}"),
    "front-matter-split": Words(
        "the front matter ends here, and {field} stands below it", "{advice}"
    ),
}
