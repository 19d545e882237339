"""Rules of single fields: what the JSON Schema of records asks of them."""

from feedtool.diagnostics.rule import ERROR, WARNING, Rule

_SCHEMA = "https://json-schema.org/draft/2020-12/json-schema-validation"
_CORE = "https://json-schema.org/draft/2020-12/json-schema-core"

_JEKYLL = (
    '---\n# feedtool.toml: records = {{preset = "jekyll", timezone = "UTC"}}\n{}\n'
    "date: 2023-09-01\nexcerpt: What it says.\ntags: [AI]\n---\n"
)
RULES = (
    Rule(
        code="schema-type",
        severities=ERROR,
        summary="A value is of the wrong kind",
        why=(
            "Each field holds a text, a number, true or false, a list, or fields of its own. Of "
            "another kind it cannot be sorted, compared or published."
        ),
        bad="heat: hot",
        good="heat: 70",
        link=f"{_SCHEMA}#section-6.1.1",
    ),
    Rule(
        code="schema-required",
        severities=ERROR,
        summary="A field is missing that every record has",
        why=(
            "Feed readers need a title, a date and an address. `published` is never assumed: a record without "
            "it would be published by accident. `[records] require` says what else a site's records must have."
        ),
        bad='# feedtool.toml: records.require = ["updatedDateTime"]\nheat: 70',
        good='# feedtool.toml: records.require = ["updatedDateTime"]\nupdatedDateTime: 2023-09-02T10:00:00Z',
        link=f"{_SCHEMA}#section-6.5.3",
    ),
    Rule(
        code="schema-unknown-key",
        severities=WARNING,
        summary="A field that feedtool does not know",
        why=(
            "Mostly its name is misspelt, and what it says never reaches subscribers. A schema of "
            "your own may forbid unknown fields; then this is an error."
        ),
        bad="webURL: https://www.example.org/story",
        good="webUrl: https://www.example.org/story",
        link=f"{_CORE}#section-10.3.2.3",
    ),
    Rule(
        code="field-repeated",
        severities=WARNING,
        summary="A key stands twice in the front matter of a post",
        why=(
            "The generator of the site takes the last of the two, and so does feedtool: who edits the first "
            "wonders why nothing changes. In feedtool's own records it is an error."
        ),
        bad=_JEKYLL.format("title: A first title\ntitle: A title"),
        good=_JEKYLL.format("title: A title"),
    ),
    Rule(
        code="head-schema",
        severities=ERROR,
        summary="The schema that a front matter names cannot be used",
        why=(
            "`$schema` names a file with a JSON Schema, by its path from the record or from `feedtool.toml`, "
            "and `validate` holds the front matter against it. What stands at an address is not fetched."
        ),
        bad="$schema: nowhere.json",
        good="heat: 70",
        link=f"{_CORE}#section-8.1.1",
    ),
    Rule(
        code="schema-format",
        severities=ERROR,
        summary="A date, an address or a domain is written wrongly",
        why=(
            "Without a zone a date means another moment in every country, and readers sort the story "
            "to the wrong place. Addresses must be whole, since a feed is read far from its site."
        ),
        bad="publishedDateTime: 2023-09-01 09:19",
        good="publishedDateTime: 2023-09-01T09:19:00Z",
        link="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
    ),
    Rule(
        code="schema-pattern",
        severities=ERROR,
        summary="A text does not have the form that its field asks for",
        why=(
            "Kinds of stories become parts of names, and texts go into XML, so not "
            "every character can stand there. Invisible ones would break the feed for everyone."
        ),
        bad="type: Long Read",
        good="type: long-read",
        link=f"{_SCHEMA}#section-6.3.3",
    ),
    Rule(
        code="schema-not",
        severities=ERROR,
        summary="A text has a form that its field forbids",
        why=(
            "A topic names a file of its feed. One that reads as a path, wherever it leads, could overwrite "
            "files of the site."
        ),
        bad="topics: [../AI]",
        good="topics: [AI]",
        link=f"{_CORE}#section-10.2.1.4",
    ),
    Rule(
        code="schema-minimum",
        severities=ERROR,
        summary="A number is too small",
        why="Below its bound a number means nothing: a picture is at least one pixel wide.",
        bad="heat: -2",
        good="heat: 0",
        link=f"{_SCHEMA}#section-6.2.4",
    ),
    Rule(
        code="schema-maximum",
        severities=ERROR,
        summary="A number is too large",
        why=(
            "Nobody measured such a number; a digit is probably typed twice. Readers keep a place as large for "
            "the picture."
        ),
        bad=(
            'images:\n  - url: "https://www.example.org/picture.jpg"\n'
            "    width: 8200000\n    height: 543"
        ),
        good=(
            'images:\n  - url: "https://www.example.org/picture.jpg"\n    width: 820\n    height: 543'
        ),
        link=f"{_SCHEMA}#section-6.2.2",
    ),
    Rule(
        code="schema-min-length",
        severities=ERROR,
        summary="A text is empty or too short",
        why="Newsboat and others show a story without a title as an empty line that nobody clicks.",
        bad='title: ""',
        good='title: "A title"',
        link=f"{_SCHEMA}#section-6.3.2",
    ),
    Rule(
        code="schema-max-length",
        severities=ERROR,
        summary="A text is too long",
        why=(
            "Readers cut or wrap long names until nobody recognises them, and no file can have "
            "such a name. Probably two lines have run together."
        ),
        bad="topics:\n  - " + "Computer Vision " * 7,
        good="topics:\n  - Computer Vision",
        link=f"{_SCHEMA}#section-6.3.1",
    ),
    Rule(
        code="schema-min-items",
        severities=ERROR,
        summary="A list has too few items",
        why=(
            "Only a schema of your own (`--schema`, `records.schema`) asks for a number of items. A story "
            "without a topic, for example, is in the feed of everything alone, and subscribers of topics "
            "miss it."
        ),
        bad='# schema: {"properties": {"topics": {"minItems": 1}}}\ntopics: []',
        good='# schema: {"properties": {"topics": {"minItems": 1}}}\ntopics: [AI]',
        link=f"{_SCHEMA}#section-6.4.2",
    ),
    Rule(
        code="schema-max-items",
        severities=ERROR,
        summary="A list has too many items",
        why=(
            "Each topic is a feed, so fifty of them make a hundred and fifty files. A story that "
            "belongs everywhere disturbs every subscriber."
        ),
        bad="topics: [" + ", ".join(f"t{number}" for number in range(1, 52)) + "]",
        good="topics: [t1, t2, t3]",
        link=f"{_SCHEMA}#section-6.4.1",
    ),
    Rule(
        code="schema-unique-items",
        severities=ERROR,
        summary="The same item stands in a list twice",
        why="The story would appear twice in one feed.",
        bad="topics: [AI, Robots, AI]",
        good="topics: [AI, Robots]",
        link=f"{_SCHEMA}#section-6.4.3",
    ),
    Rule(
        code="schema-items",
        severities=ERROR,
        summary="More items of a list are wrong than are reported one by one",
        why=(
            "Of the first hundred each is reported by its own code; these are left out like those. Mostly one "
            "slip of a program made all of them."
        ),
        bad="# a record with 200 related stories without a title",
        good="# a record with 200 related stories that have one",
    ),
    Rule(
        code="schema-enum",
        severities=ERROR,
        summary="A value is none of those that are allowed",
        why=(
            "Only a schema of your own (`--schema`, `records.schema`) lists allowed values. Programs that rely "
            "on the list would not know what to do with another one."
        ),
        bad='# schema: {"properties": {"type": {"enum": ["article", "video"]}}}\ntype: film',
        good='# schema: {"properties": {"type": {"enum": ["article", "video"]}}}\ntype: video',
        link=f"{_SCHEMA}#section-6.1.2",
    ),
    Rule(
        code="schema-const",
        severities=ERROR,
        summary="A value is not the only one that is allowed",
        why="Only a schema of your own asks for one value; a record with another belongs elsewhere.",
        bad='# schema: {"properties": {"category": {"const": "news"}}}\ncategory: blog',
        good='# schema: {"properties": {"category": {"const": "news"}}}\ncategory: news',
        link=f"{_SCHEMA}#section-6.1.3",
    ),
    Rule(
        code="schema-other",
        severities=ERROR,
        summary="A value fails something else that your own schema asks for",
        why=(
            "feedtool has no words of its own for every keyword of JSON Schema; the message is that of "
            "the library that checks it."
        ),
        bad='# schema: {"properties": {"heat": {"multipleOf": 10}}}\nheat: 75',
        good='# schema: {"properties": {"heat": {"multipleOf": 10}}}\nheat: 70',
        link=f"{_SCHEMA}#section-6",
    ),
    Rule(
        code="record-unfit",
        severities=ERROR,
        summary="A record passes your own schema and still cannot be published",
        why=(
            "Feeds need a title, a date with a zone, a web address and so on, whatever a schema says; "
            "readers would refuse the feed otherwise."
        ),
        bad="# schema: {}\npublishedDateTime: yesterday",
        good="# schema: {}\npublishedDateTime: 2023-09-01T09:19:00Z",
        link="https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2",
    ),
    Rule(
        code="text-empty",
        severities=ERROR,
        summary="A text is empty once its HTML is taken out",
        why="Feeds carry plain text, so subscribers would see a story without a title.",
        bad='title: "<b></b>"',
        good='title: "A title"',
        link="https://www.rssboard.org/rss-profile#element-channel-item-title",
    ),
)
