import random
from pathlib import PurePosixPath

import pytest

from feedtool.diagnostics.selector import RuleSelector, is_known, keeps_out
from tests.tables import each


@each(
    ("selector", "code", "on", "off"),
    [
        # on, off: whether the code is reported if its rule is on, or off, by default
        (RuleSelector(), "url-not-https", True, False),
        (RuleSelector(select=("default",)), "url-not-https", True, False),
        (RuleSelector(select=("all",)), "url-not-https", True, True),
        (RuleSelector(select=("url-not-https",)), "url-not-https", True, True),
        (RuleSelector(select=("url",)), "url-not-https", True, True),
        (RuleSelector(select=("url-",)), "url-not-https", True, True),
        (RuleSelector(select=("url-not-",)), "url-not-https", True, True),
        (RuleSelector(ignore=("url-",)), "url-not-https", False, False),
        (RuleSelector(select=("ur-",)), "url-not-https", False, False),
        (RuleSelector(select=("url-not",)), "url-not-https", True, True),
        (RuleSelector(select=("title",)), "url-not-https", False, False),
        (RuleSelector(select=("default", "text-whitespace")), "text-whitespace", True, True),
        (RuleSelector(select=("default", "text-whitespace")), "text-markup", True, False),
        (RuleSelector(select=()), "url-not-https", False, False),
        (RuleSelector(ignore=("url-not-https",)), "url-not-https", False, False),
        (RuleSelector(ignore=("url",)), "url-not-https", False, False),
        (RuleSelector(ignore=("all",)), "url-not-https", False, False),
        (
            RuleSelector(ignore=("ur",)),
            "url-not-https",
            True,
            False,
        ),  # a beginning ends at a hyphen
        (RuleSelector(ignore=("url-not-http",)), "url-not-https", True, False),
        (RuleSelector(ignore=("url-not-https-x",)), "url-not-https", True, False),
        (RuleSelector(select=("all",), ignore=("url",)), "url-not-https", False, False),
        (RuleSelector(select=("url-not-https",), ignore=("url",)), "url-not-https", False, False),
    ],
)
def test_which_codes_are_reported(
    *, selector: RuleSelector, code: str, on: bool, off: bool
) -> None:
    assert selector.reports(code, "a.md", on=True) is on
    assert selector.reports(code, "a.md", on=False) is off


@each(
    ("glob", "path", "matches"),
    [
        ("seeds/2019-*.md", "seeds/2019-01-01-a.md", True),
        ("seeds/2019-*.md", "seeds/2020-01-01-a.md", False),
        ("2019-*.md", "seeds/2019-01-01-a.md", True),
        ("seeds/*", "seeds/a.md", True),
        ("seeds/*", "/site/seeds/a.md", True),
        ("seeds/*", "seeds/old/a.md", False),
        ("*.txt", "a.md", False),
        ("/seeds/*", "/seeds/a.md", True),
        ("/seeds/*", "/site/seeds/a.md", False),
        ("/seeds/*", "seeds/a.md", False),
        ("[!x]eeds/[!b]*", "seeds/a.md", True),
        ("[!x]eeds/[!b]*", "seeds/b.md", False),
        ("*/a.md", "/a.md", False),  # a root has no name
        (".", "a.md", False),
        ("a b.md", "seeds/a b.md", True),
    ],
)
def test_a_glob_ignores_more_for_its_files(*, glob: str, path: str, matches: bool) -> None:
    selector = RuleSelector(per_file={glob: ("excerpt", "title-markup")})
    assert selector.reports("excerpt-cut", path, on=True) is not matches
    assert selector.reports("title-markup", path, on=True) is not matches
    assert selector.reports("title-entities", path, on=True)


_PARTS = ("a", "b", "a.md", "b.md", "*", "**", "*.md", "?", "[ab]", ".", "/")


def test_of_many_globs_those_match_that_match_alone() -> None:
    chance = random.Random(1)
    globs = {"/".join(chance.choices(_PARTS, k=chance.randint(1, 4))) for _ in range(2_000)}
    per_file = {glob: (f"glob-{n}",) for n, glob in enumerate(globs)}
    selector = RuleSelector(per_file=per_file)
    usable = [glob for glob in globs if PurePosixPath(glob).parts]  # to match another one raises
    for path in ("a.md", "a/b.md", "b/a/b/a/c.md", "b", "a/*/b"):
        matching = {per_file[glob][0] for glob in usable if PurePosixPath(path).match(glob)}
        assert {*selector.ignored(path)} == matching


def test_what_two_globs_ignore_is_ignored_together() -> None:
    selector = RuleSelector(ignore=("url",), per_file={"*.md": ("excerpt",), "a*": ("title",)})
    codes = ["url-tracking", "excerpt-cut", "title-markup", "text-markup"]
    assert [selector.reports(code, "a.md", on=True) for code in codes] == [
        False,
        False,
        False,
        True,
    ]


@each(
    "code",
    [
        "file-not-utf8", "file-binary", "file-unreadable", "file-not-regular", "file-too-large",
        "front-matter-missing", "yaml-syntax", "yaml-duplicate-key", "schema-type", "schema-required",
        "record-unfit", "text-empty", "topic-unknown", "records-none",
    ],
)  # fmt: skip
def test_what_keeps_a_record_out_of_every_feed_is_always_reported(code: str) -> None:
    assert keeps_out(code)
    for selector in (
        RuleSelector(select=("title",)),
        RuleSelector(select=()),
        RuleSelector(ignore=("all", code)),
        RuleSelector(per_file={"*": ("all", code)}),
    ):
        assert selector.reports(code, "a.md", on=True)


@pytest.mark.parametrize(
    "code", ["schema-unknown-key", "file-date-mismatch", "text-markup", "topic-alias"]
)
def test_what_keeps_no_record_out_can_be_ignored(code: str) -> None:
    assert not keeps_out(code)
    assert not RuleSelector(ignore=(code,)).reports(code, "a.md", on=True)
    assert not RuleSelector(select=("url",)).reports(code, "a.md", on=True)


@each(
    ("entry", "known"),
    [
        ("date-range", True), ("date", True), ("date-", True), ("all", True), ("default", True),
        ("da", False), ("da-", False), ("date--", False), ("-", False), ("", False), ("range", False),
    ],
)  # fmt: skip
def test_an_entry_that_stands_for_nothing_is_not_known(*, entry: str, known: bool) -> None:
    assert is_known(entry, ["date-range", "url-not-https"]) is known
