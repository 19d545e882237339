"""With and without the C extension of PyYAML: the same values, places and codes."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feedtool.frontmatter import loader
from tests.conftest import ROOT
from tests.frontmatter.reading import Reading, reading

Other = Callable[[bytes], Reading]


def without_c(code: str) -> tuple[str, ...]:
    """A command that runs code in a Python whose PyYAML was installed without the C extension."""
    return sys.executable, "-c", f"import sys; sys.modules['yaml._yaml'] = None; {code}"


MARKED = ("tests/frontmatter", "tests/test_faulty_records.py")
SERVE = without_c("from tests.frontmatter import reading; reading.serve()")
PYTEST = without_c(
    "import pytest; from tests.tables import PassedRows; sys.exit(pytest.main(plugins=[PassedRows()]))"
)


@pytest.fixture(scope="module")
def other() -> Iterator[Other]:
    """What is made of a file where there is no C extension."""
    with subprocess.Popen(
        SERVE, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        asked, told = process.stdin, process.stdout

        def read(content: bytes) -> Reading:
            asked.write(content.hex().encode() + b"\n")
            asked.flush()
            found: Reading = json.loads(told.readline())
            return found

        yield read


def test_there_may_be_no_c_extension() -> None:
    asked = without_c("from feedtool.frontmatter import loader; print(loader.LOADER.__name__)")
    assert subprocess.check_output(asked, cwd=ROOT, text=True) == "PythonLoader\n"


def test_the_c_extension_is_used_where_there_is_one() -> None:
    assert loader.LOADER.__name__ == "CSafeLoader"


@pytest.mark.slow
def test_what_holds_of_yaml_holds_without_the_c_extension() -> None:
    """Whatever is marked ``parser`` is run once more."""
    done = subprocess.run(
        [*PYTEST, "-q", "-n0", "-m", "parser", "-p", "no:cacheprovider", *MARKED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    passed = re.search(r"(\d+) rows passed", done.stdout)
    assert passed, done.stdout
    assert int(passed[1]) > 300


@pytest.mark.parametrize(
    "text",
    [
        "a: \tone",
        "a:\n\t- 1",
        "a: 'one\ttwo'",
        "a: [1,\t2\t]",
        "a: 1\u2028b: 2",
        "a: one\u2028two",
        "a: 1\rb: 2",
        "a: '\x85'",
        "a: \u00a0",
        "%YAML 1.1\na: 1",
        "%TAG ! x:\na: 1",
        "a: {b: c",
        "a: b}",
        "a: - b",
        "a:\n- b\n  c: d",
        "a: >1\n x",
        "a: |9\n x",
        "a: 'x' y",
        "a: [b]c",
        '"a\nb": c',
        "a: b #c",
        "a: b#c",
        "a: ,",
        "a: ?b",
        "a: -b",
        "-a: b",
        "?a: b",
        "a:b: c",
        "a: {b:c}",
        "a: [b, , c]",
        "a: [,]",
        f"{'x' * 1025}: 1",
        '"\\q": 1',
        'a: "\\x4g"',
        pytest.param(
            "a: one\ttwo",
            marks=pytest.mark.xfail(strict=True, reason="PyYAML ends a plain scalar at a tab"),
        ),
        pytest.param(
            "a: one\t# comment",
            id="a tab before a comment",
        ),
        pytest.param(
            "a: {b? : c}",
            marks=pytest.mark.xfail(strict=True, reason="PyYAML ends a plain scalar at a ? there"),
        ),
        'a: "\\U00110000"',
        'a: "\\UFFFFFFFF"',
        pytest.param(f"%YAML 1.{'9' * 5000}\n--- {{a: 1}}", id="a version of 5000 digits"),
    ],
)
def test_both_parsers_agree_on_verdict_value_and_code(text: str, other: Other) -> None:
    content = f"---\n{text}\n---\n".encode()
    c, python = reading(content), other(content)
    assert c[0] == python[0]
    assert [code for code, _ in c[2]] == [code for code, _ in python[2]]


@pytest.mark.shared
def test_both_parsers_agree_on_the_corpus(corpus: tuple[Path, ...], other: Other) -> None:
    for file in corpus[::8]:
        c, python = reading(file.read_bytes()), other(file.read_bytes())
        assert c == python
        assert c[0] is not None
