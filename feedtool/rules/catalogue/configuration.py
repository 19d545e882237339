"""Rules of the configuration: ``feedtool.toml`` and the topic registry."""

from feedtool.diagnostics.rule import ERROR, Rule

_TOML = "https://toml.io/en/v1.0.0"

RULES = (
    Rule(
        code="config-syntax",
        severities=ERROR,
        summary="feedtool.toml is no TOML",
        why=(
            "Nothing is checked or published until it can be read. Mostly quotes are missing around "
            "a text."
        ),
        bad='[site]\ntitle = A site\nurl = "https://example.org/"',
        good='[site]\ntitle = "A site"\nurl = "https://example.org/"',
        link=f"{_TOML}#keyvalue-pair",
    ),
    Rule(
        code="config-unknown-key",
        severities=ERROR,
        summary="feedtool.toml holds a key that feedtool does not know",
        why=(
            "A misspelt key would be passed over in silence, and the curator would wonder why "
            "nothing changes."
        ),
        bad='[site]\ntitle = "A site"\nurl = "https://example.org/"\nlangauge = "en"',
        good='[site]\ntitle = "A site"\nurl = "https://example.org/"\nlanguage = "en"',
        link="https://json-schema.org/draft/2020-12/json-schema-core#section-10.3.2.3",
    ),
    Rule(
        code="config-invalid",
        severities=ERROR,
        summary="feedtool.toml holds a value that cannot be, or lacks one",
        why=(
            "Links and identities are made from these values, and wrong ones would reach every "
            "subscriber."
        ),
        bad='[site]\ntitle = "A site"\nurl = "example.org"',
        good='[site]\ntitle = "A site"\nurl = "https://example.org/"',
        link="https://json-schema.org/draft/2020-12/json-schema-validation",
    ),
    Rule(
        code="config-unreadable",
        severities=ERROR,
        summary="feedtool.toml cannot be read, or is not UTF-8",
        why=(
            "Nothing is checked or published until it can be read. Mostly its permissions are wrong, or "
            "an editor has saved it in another encoding."
        ),
        bad="# a file in Latin-1 or UTF-16, or one that only root may read",
        good="# a file in UTF-8 that whoever runs feedtool may read",
        link=f"{_TOML}#spec",
    ),
    Rule(
        code="config-schema",
        severities=ERROR,
        summary="The schema for records that feedtool.toml names cannot be used",
        why=(
            "Records are held against it, and none can be judged by a file that is no JSON, no JSON "
            "Schema, or refers to what it does not hold: feedtool fetches nothing."
        ),
        bad='# a schema that holds "$ref": "https://example.org/other.schema.json"',
        good='# a schema that holds "$ref": "#/$defs/other", and other among its $defs',
        link="https://json-schema.org/draft/2020-12/json-schema-core#section-8.2",
    ),
    Rule(
        code="registry-invalid",
        severities=ERROR,
        summary="A file of the topic registry holds a value that cannot be, or lacks one",
        why=(
            "Each file describes a topic: its slug (`_id`), which names the files of its feed, and its "
            "name. Without them records of the topic have no feed to go to."
        ),
        bad="_id: Computer Vision\nname: Computer Vision",
        good="_id: computer-vision\nname: Computer Vision",
    ),
)
