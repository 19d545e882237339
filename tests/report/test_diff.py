from feedtool.report import diff
from tests.tables import each


def test_a_change_is_shown_as_git_does() -> None:
    assert diff.unified("seeds/a.md", b"one\ntwo\n", b"one\nthree\n") == [
        "--- a/seeds/a.md\n",
        "+++ b/seeds/a.md\n",
        "@@ -1,2 +1,2 @@\n",
        " one\n",
        "-two\n",
        "+three\n",
    ]
    assert diff.unified("a.md", b"same", b"same") == []


def test_a_last_line_without_an_end_is_told() -> None:
    lines = diff.unified("a.md", b"one", b"two")
    assert lines[-2:] == [
        "-one\n\\ No newline at end of file\n",
        "+two\n\\ No newline at end of file\n",
    ]


def test_only_lf_ends_a_line() -> None:
    lines = diff.unified("a.md", "a\r\nb\u2028c\n".encode(), "a\r\nb\u2028d\n".encode())
    assert lines[3:] == [" a\r\n", "-b\u2028c\n", "+b\u2028d\n"]


@each(
    ("path", "name"),
    [
        ("./x/../a.md", "--- a/a.md"),
        ("/tmp/a.md", "--- a/tmp/a.md"),
        ("é.md", "--- a/é.md"),
        ("a b.md", "--- a/a b.md\t"),
        ('a"b\n.md', '--- "a/a\\"b\\012.md"'),
    ],
)
def test_names_are_written_as_git_reads_them(path: str, name: str) -> None:
    assert diff.unified(path, b"1\n", b"2\n")[0] == f"{name}\n"


def test_a_terminal_gets_colours_and_no_controls() -> None:
    lines = diff.unified("a.md", b"\x1b[1m\n", b"b\tc\n")
    assert list(diff.for_terminal(lines, coloured=False)) == [
        "--- a/a.md",
        "+++ b/a.md",
        "@@ -1 +1 @@",
        "-\\x1b[1m",
        "+b  c",
    ]
    coloured = list(diff.for_terminal(lines, coloured=True))
    assert coloured[2:4] == ["\x1b[36m@@ -1 +1 @@\x1b[0m", "\x1b[31m-\\x1b[1m\x1b[0m"]
