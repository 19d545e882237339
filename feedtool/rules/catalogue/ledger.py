"""Rules of the ledger: ``feedtool.lock``, in which each story keeps its id."""

from feedtool.diagnostics.rule import ERROR, Rule

_LINE = "# 2023-09-01T15:40:00Z  urn:example:1  url=https://www.example.org/"
_OTHER = "# 2023-09-01T15:40:00Z  urn:example:2  url=https://www.example.org/"

RULES = (
    Rule(
        code="ledger-missing",
        severities=ERROR,
        summary="The ledger is lost: feedtool.lock was asked for, and is not there",
        why=(
            "Stories whose ids only the ledger knows would get other ones, and every reader would show "
            "them again as new. Nothing is published until it is back."
        ),
        bad="# feedtool.toml: ledger = true, and no feedtool.lock beside it",
        good="# feedtool.toml: ledger = true, and feedtool.lock beside it, kept in git",
    ),
    Rule(
        code="ledger-conflict",
        severities=ERROR,
        summary="git left a conflict in the ledger",
        why=(
            "Two branches changed lines that stand beside each other. Both sides are right: without "
            "the lines of git the ledger is whole."
        ),
        bad=f"# <<<<<<< HEAD\n{_LINE}a\n# =======\n{_OTHER}b\n# >>>>>>> other",
        good=f"{_LINE}a\n{_OTHER}b",
        link="https://git-scm.com/docs/gitattributes#_built_in_merge_drivers",
    ),
    Rule(
        code="ledger-syntax",
        severities=ERROR,
        summary="A line of the ledger cannot be read",
        why=(
            "What cannot be read may be the id of a story, which would reach every reader as new under "
            "another one. Nothing is published until the line is right."
        ),
        bad="# urn:example:1  url=https://www.example.org/a",
        good=f"{_LINE}a",
    ),
    Rule(
        code="ledger-id",
        severities=ERROR,
        summary="Two stories have one id in the ledger",
        why=(
            "Two lines of one story are put together; these two share no address. Readers take two items "
            "of one id for one, and show the second to nobody."
        ),
        bad=f"{_LINE}a\n{_LINE}b",
        good=f"{_LINE}a\n{_OTHER}b",
        link="https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6",
    ),
    Rule(
        code="ledger-address",
        severities=ERROR,
        summary="One address has two ids in the ledger",
        why=(
            "One of them was given on another branch, or by hand. With the wrong one the story would "
            "reach every reader as new."
        ),
        bad=f"{_LINE}a\n{_OTHER}a",
        good=f"{_LINE}a",
    ),
    Rule(
        code="ledger-feed",
        severities=ERROR,
        summary="A feed whose ids should be adopted cannot be read",
        why=(
            "feedtool ledger import takes the ids of items from it, and a feed that is read by half would "
            "leave the other half of the stories with new ones. Nothing is written."
        ),
        bad="# feedtool ledger import page.html",
        good="# feedtool ledger import feed.xml",
    ),
)
