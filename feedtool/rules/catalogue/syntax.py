"""Rules of YAML, the notation of front matter: what cannot be read, or is read differently elsewhere."""

from feedtool.diagnostics.rule import ERROR, Rule

_YAML = "https://yaml.org/spec/1.2.2/"

RULES = (
    Rule(
        code="yaml-syntax",
        severities=ERROR,
        summary="The front matter is no YAML",
        why=(
            "Nothing of the record can be read until the slip is mended. Most often a value holds a "
            "colon or begins with a quote, a bracket, @ or *, and must be put in quotes as a whole."
        ),
        bad="title: Heat: how it is measured",
        good='title: "Heat: how it is measured"',
        link=f"{_YAML}#73-flow-scalar-styles",
    ),
    Rule(
        code="yaml-control-character",
        severities=ERROR,
        summary="The front matter holds a character that YAML forbids",
        why=(
            "It cannot be seen, came along with a pasted text, and breaks feed readers: XML "
            "forbids it too."
        ),
        bad="# a title with an invisible backspace in it",
        good="# the title, typed anew",
        link=f"{_YAML}#51-character-set",
    ),
    Rule(
        code="yaml-duplicate-key",
        severities=ERROR,
        summary="A field stands there twice",
        why=(
            "Tools disagree on which of the two counts. A story that says `published: false` and, "
            "further down, `published: true` might reach subscribers against the curator's will."
        ),
        bad="heat: 70\nheat: 80",
        good="heat: 80",
        link=f"{_YAML}#3213-node-comparison",
    ),
    Rule(
        code="yaml-key-not-string",
        severities=ERROR,
        summary="The name of a field is not a text",
        why=(
            "Names of fields are texts; `2023:` is a number to YAML. A value that begins with { must "
            "be in quotes, or YAML takes it for fields of its own."
        ),
        bad="title: {{ page.title }}",
        good='title: "{{ page.title }}"',
        link=f"{_YAML}#1021-tags",
    ),
    Rule(
        code="yaml-merge-key",
        severities=ERROR,
        summary="`<<` would copy fields from elsewhere",
        why=(
            "YAML 1.2 knows no such thing, and tools that do can be made to hang with it. feedtool "
            "reads a record as it stands there."
        ),
        bad="provider:\n  <<: {name: Example}\n  domain: example.org",
        good="provider:\n  name: Example\n  domain: example.org",
        link=f"{_YAML}#chapter-10-recommended-schemas",
    ),
    Rule(
        code="yaml-alias",
        severities=ERROR,
        summary="`*name` would repeat a value from elsewhere",
        why=(
            "A few lines of such references can stand for gigabytes, so feedtool reads none. Mostly "
            "it is just a text that begins with *, such as one in Markdown."
        ),
        bad="title: *Exclusive",
        good='title: "*Exclusive"',
        link=f"{_YAML}#71-alias-nodes",
    ),
    Rule(
        code="yaml-anchor",
        severities=ERROR,
        summary="`&name` would give a value a name",
        why=(
            "Named values are there to be repeated, and feedtool reads no such references. Mostly it "
            "is just a text that begins with &."
        ),
        bad="title: &Now for something different",
        good='title: "&Now for something different"',
        link=f"{_YAML}#692-node-anchors",
    ),
    Rule(
        code="yaml-tag",
        severities=ERROR,
        summary="`!name` would give a value a type",
        why=(
            "Such types can make other tools run code, and feedtool needs none. Mostly it is just a "
            "text that begins with an exclamation mark."
        ),
        bad="title: !Important news",
        good='title: "!Important news"',
        link=f"{_YAML}#691-node-tags",
    ),
    Rule(
        code="yaml-multiple-documents",
        severities=ERROR,
        summary="A second YAML document begins within the front matter",
        why=(
            "A file is one record, and feedtool would have to guess which of the two is meant. "
            "Mostly it is a text over several lines, one of which begins with `---`."
        ),
        bad="---\ntitle: A title\n--- A subtitle\nheat: 70\n---",
        good='title: "A title --- A subtitle"',
        link=f"{_YAML}#92-streams",
    ),
    Rule(
        code="yaml-too-deep",
        severities=ERROR,
        summary="Values are nested more than 16 levels deep",
        why=(
            "No record needs more than five. Reading very deep nesting crashes other tools; it is "
            "an attack, or brackets in a text without quotes."
        ),
        bad="title: [[[[[[[[[[[[[[[[[Exclusive]]]]]]]]]]]]]]]]]",
        good='title: "[[[[[[[[[[[[[[[[[Exclusive]]]]]]]]]]]]]]]]]"',
        link="https://www.rfc-editor.org/rfc/rfc8259#section-9",
    ),
    Rule(
        code="yaml-too-large",
        severities=ERROR,
        summary="Too many values for the size of the record, or one of over 200,000 characters",
        why=(
            "No record is like that, so this is probably another kind of file, and reading it would hold up "
            "the curator's build. 5,000 values are always fine, and one more for each 16 characters."
        ),
        bad="# a record with 10,000 topics of one letter",
        good="# a record with a handful of topics",
        link="https://www.rfc-editor.org/rfc/rfc8259#section-9",
    ),
    Rule(
        code="yaml-number-too-large",
        severities=ERROR,
        summary="A number has more digits than programs can hold",
        why=(
            "Programs round such a number differently, so no two would publish the same. A long row "
            "of digits is mostly a name, and names are put in quotes."
        ),
        bad="title: 31415926535897932384626433832795",
        good='title: "31415926535897932384626433832795"',
        link="https://www.rfc-editor.org/rfc/rfc8259#section-6",
    ),
    Rule(
        code="yaml-ambiguous",
        severities=ERROR,
        summary="yes, no, on or off without quotes",
        why=(
            "Old YAML takes them for true and false, today's for texts. `published: no` means a "
            "published story to a program that takes any text for true."
        ),
        bad="published: yes",
        good="published: true",
        link=f"{_YAML}#1032-tag-resolution",
    ),
)
