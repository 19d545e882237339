import pytest

from feedtool.diagnostics.selector import Choice, is_known, keeps_out


@pytest.mark.parametrize(
    ("choice", "code", "on", "off"),
    [
        # on, off: whether the code is reported if its rule is on, or off, by default
        (Choice(), "url-not-https", True, False),
        (Choice(select=("default",)), "url-not-https", True, False),
        (Choice(select=("all",)), "url-not-https", True, True),
        (Choice(select=("url-not-https",)), "url-not-https", True, True),
        (Choice(select=("url",)), "url-not-https", True, True),
        (Choice(select=("url-",)), "url-not-https", True, True),
        (Choice(select=("url-not-",)), "url-not-https", True, True),
        (Choice(ignore=("url-",)), "url-not-https", False, False),
        (Choice(select=("ur-",)), "url-not-https", False, False),
        (Choice(select=("url-not",)), "url-not-https", True, True),
        (Choice(select=("title",)), "url-not-https", False, False),
        (Choice(select=("default", "text-whitespace")), "text-whitespace", True, True),
        (Choice(select=("default", "text-whitespace")), "text-markup", True, False),
        (Choice(select=()), "url-not-https", False, False),
        (Choice(ignore=("url-not-https",)), "url-not-https", False, False),
        (Choice(ignore=("url",)), "url-not-https", False, False),
        (Choice(ignore=("all",)), "url-not-https", False, False),
        (Choice(ignore=("ur",)), "url-not-https", True, False),  # a beginning ends at a hyphen
        (Choice(ignore=("url-not-http",)), "url-not-https", True, False),
        (Choice(ignore=("url-not-https-x",)), "url-not-https", True, False),
        (Choice(select=("all",), ignore=("url",)), "url-not-https", False, False),
        (Choice(select=("url-not-https",), ignore=("url",)), "url-not-https", False, False),
    ],
)
def test_which_codes_are_reported(*, choice: Choice, code: str, on: bool, off: bool) -> None:
    assert choice.reports(code, "a.md", on=True) is on
    assert choice.reports(code, "a.md", on=False) is off


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("seeds/2019-*.md", "seeds/2019-01-01-a.md", True),
        ("seeds/2019-*.md", "seeds/2020-01-01-a.md", False),
        ("2019-*.md", "seeds/2019-01-01-a.md", True),
        ("seeds/*", "seeds/a.md", True),
        ("seeds/*", "/site/seeds/a.md", True),
        ("seeds/*", "seeds/old/a.md", False),
        ("*.txt", "a.md", False),
        ("a b.md", "seeds/a b.md", True),
    ],
)
def test_a_glob_ignores_more_for_its_files(*, glob: str, path: str, matches: bool) -> None:
    choice = Choice(per_file={glob: ("excerpt", "title-markup")})
    assert choice.reports("excerpt-cut", path, on=True) is not matches
    assert choice.reports("title-markup", path, on=True) is not matches
    assert choice.reports("title-entities", path, on=True)


def test_what_two_globs_ignore_is_ignored_together() -> None:
    choice = Choice(ignore=("url",), per_file={"*.md": ("excerpt",), "a*": ("title",)})
    codes = ["url-tracking", "excerpt-cut", "title-markup", "text-markup"]
    assert [choice.reports(code, "a.md", on=True) for code in codes] == [False, False, False, True]


@pytest.mark.parametrize(
    "code",
    [
        "file-not-utf8", "file-binary", "file-unreadable", "file-not-regular", "file-too-large",
        "front-matter-missing", "yaml-syntax", "yaml-duplicate-key", "schema-type", "schema-required",
        "record-unfit", "text-empty", "topic-unknown", "records-none",
    ],
)  # fmt: skip
def test_what_keeps_a_record_out_of_every_feed_is_always_reported(code: str) -> None:
    assert keeps_out(code)
    for choice in (
        Choice(select=("title",)),
        Choice(select=()),
        Choice(ignore=("all", code)),
        Choice(per_file={"*": ("all", code)}),
    ):
        assert choice.reports(code, "a.md", on=True)


@pytest.mark.parametrize(
    "code", ["schema-unknown-key", "file-date-mismatch", "text-markup", "topic-alias"]
)
def test_what_keeps_no_record_out_can_be_ignored(code: str) -> None:
    assert not keeps_out(code)
    assert not Choice(ignore=(code,)).reports(code, "a.md", on=True)
    assert not Choice(select=("url",)).reports(code, "a.md", on=True)


@pytest.mark.parametrize(
    ("entry", "known"),
    [
        ("date-range", True), ("date", True), ("date-", True), ("all", True), ("default", True),
        ("da", False), ("da-", False), ("date--", False), ("-", False), ("", False), ("range", False),
    ],
)  # fmt: skip
def test_an_entry_that_stands_for_nothing_is_not_known(*, entry: str, known: bool) -> None:
    assert is_known(entry, ["date-range", "url-not-https"]) is known
