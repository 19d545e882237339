"""The rules of records: what ``feedtool build`` and ``feedtool validate`` can say of them."""

from collections.abc import Mapping

from feedtool.problems import Severity
from feedtool.rules import Rule

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def _rule(code: str, severity: Severity = ERROR, *, on: bool = True) -> Rule:
    return Rule(code=code, severity=severity, summary="", why="", bad="", good="", on=on)


RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        *(
            _rule(code)
            for code in [
                "file-not-utf8",
                "file-binary",
                "file-unreadable",
                "file-not-regular",
                "file-too-large",
                "front-matter-missing",
                "front-matter-unclosed",
                "front-matter-indented-fence",
                "front-matter-not-mapping",
                "yaml-syntax",
                "yaml-control-character",
                "yaml-duplicate-key",
                "yaml-key-not-string",
                "yaml-merge-key",
                "yaml-alias",
                "yaml-anchor",
                "yaml-tag",
                "yaml-multiple-documents",
                "yaml-too-deep",
                "yaml-too-large",
                "yaml-number-too-large",
                "yaml-ambiguous",
                "schema-type",
                "schema-required",
                "schema-enum",
                "schema-const",
                "schema-format",
                "schema-pattern",
                "schema-minimum",
                "schema-maximum",
                "schema-min-length",
                "schema-max-length",
                "schema-min-items",
                "schema-max-items",
                "schema-unique-items",
                "schema-not",
                "schema-other",
                "schema-additional-properties",
                "record-unfit",
                "text-empty",
                "record-conflict",
                "topic-unknown",
                "topic-slug-clash",
                "config-syntax",
                "config-unknown-key",
                "config-invalid",
                "registry-invalid",
            ]
        ),
        *(
            _rule(code, WARNING)
            for code in [
                "schema-unknown-key",
                "records-none",
                "record-duplicate",
                "published-too-cold",
                "unpublished-hot",
                "date-in-future",
                "updated-before-published",
                "file-date-mismatch",
                "text-mojibake",
                "title-markup",
                "text-markup",
                "title-entities",
                "text-entities",
                "excerpt-meaningless",
                "excerpt-repeats-title",
                "excerpt-cut",
                "url-not-https",
                "url-tracking",
                "related-self",
                "related-duplicate",
                "image-no-size",
                "image-huge",
                "topic-duplicate",
                "ignore-unused",
            ]
        ),
        _rule("text-whitespace", WARNING, on=False),
    )
}
