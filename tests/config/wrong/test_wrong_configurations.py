"""Every hint about a configuration is obeyed to the letter, and the result is accepted."""

import random
import tomllib
from functools import cache
from pathlib import Path

import pytest

from feedtool.config import settings
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.schema import validator
from feedtool.schema.libraries import shipped
from feedtool.toml import reader
from tests.config.wrong.cases import CASES, SITE
from tests.config.wrong.obey import obey
from tests.tables import each

# A mend may bring to light what the fault has hidden: the keys of a misspelt table, a value's type.
ROUNDS = 4
TEXTS = [text for _, text in CASES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all: a text is judged once, however many tests ask what is wrong with it."""
    return tmp_path_factory.mktemp("wrong")


@cache
def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    """What is wrong with a configuration."""
    file = folder / "feedtool.toml"
    file.write_bytes(text.encode())
    try:
        settings.load(file, {})
    except UsageError as error:
        return error.problems
    return ()


def said(found: tuple[Problem, ...]) -> str:
    """Places and codes, as the table of cases has them."""
    return ", ".join(
        f"{f'{p.span.line}:{p.span.column}' if p.span else '-'} {p.code.removeprefix('config-')}"
        for p in found
    )


def all_obeyed(text: str, found: tuple[Problem, ...]) -> str:
    """The text after all hints have been followed, from the last place to the first."""
    for problem in sorted(found, key=lambda one: one.span or (0,), reverse=True):
        text = obey(text, problem)
    return text


def test_there_are_many_kinds() -> None:
    assert len(CASES) > 150
    assert len({*TEXTS}) == len(CASES)


@each(("expected", "text"), CASES)
def test_what_is_wrong_is_told_at_its_place(expected: str, text: str, folder: Path) -> None:
    found = problems(folder, text)
    assert said(found) == expected
    assert {problem.severity for problem in found} == {Severity.ERROR}
    assert {problem.path for problem in found} == {str(folder / "feedtool.toml")}
    for problem in found:
        assert problem.hint, problem
        assert len(problem.hint) <= 320


@each("text", TEXTS)
def test_who_obeys_all_hints_has_a_configuration(text: str, folder: Path) -> None:
    for _round in range(ROUNDS):
        text = all_obeyed(text, problems(folder, text))
    assert problems(folder, text) == (), text
    assert tomllib.loads(text)["site"]["title"]


@each("text", TEXTS)
def test_who_obeys_one_hint_has_one_problem_less(text: str, folder: Path) -> None:
    found = problems(folder, text)
    for problem in found:
        after = problems(folder, obey(text, problem))
        alike = [one for one in found if one.message == problem.message]
        left = [one for one in after if one.message == problem.message]
        assert len(left) < len(alike), (problem, after)


@each("text", TEXTS)
@each("change", ["\r\n", "\ufeff"])
def test_how_a_file_is_saved_moves_no_place(text: str, change: str, folder: Path) -> None:
    found = problems(folder, text)
    saved = change + text if change == "\ufeff" else text.replace("\n", change)
    assert problems(folder, saved) == found


def test_nothing_of_value_is_deleted(folder: Path) -> None:
    """A mend keeps what the author wrote where it can be kept."""
    for text, kept in (
        ("title: A site\nurl: https://a.example\n", {"title": "A site", "url": "https://a.example"}),
        ('name = "A"\nbaseURL = "https://a.example"\nlang = "de_CH"\n',
         {"title": "A", "url": "https://a.example", "language": "de-CH"}),
        (SITE.removeprefix("[site]\n") + 'copyright = "All"\nauthor = "Ann <a@b.org>"\n',
         {"rights": "All", "author": {"name": "Ann", "email": "a@b.org"}}),
    ):  # fmt: skip
        wrong = f"[site]\n{text}"
        for _ in range(ROUNDS):
            wrong = all_obeyed(wrong, problems(folder, wrong))
        assert tomllib.loads(wrong)["site"].items() >= kept.items()


def test_a_file_of_a_thousand_faults_is_judged_in_no_time(folder: Path) -> None:
    for line in ("title: x\n", "xyzzy{} = 1\n", '[topics."A {}"]\n', "[topic.a{}]\nname = 'x'\n"):
        text = SITE + "".join(line.replace("{}", str(n)) for n in range(1_000))
        assert 0 < len(problems(folder, text)) <= 100


@each(
    "text",
    [
        "[" * 50_000, "a = " + "[" * 50_000, "{" * 50_000, 'a = "' * 20_000, "a." * 20_000,
        "a: " * 20_000, "'" * 9_999, "a = [\n" * 5_000, "a = {\n" * 5_000,
    ],
)  # fmt: skip
def test_what_no_one_writes_is_told_all_the_same(text: str, folder: Path) -> None:
    assert problems(folder, text)
    assert problems(folder, SITE + text)


def test_whatever_slips_into_a_configuration_is_a_problem_with_a_hint(folder: Path) -> None:
    chance = random.Random(1)
    good = SITE + '[feeds]\nformats = ["rss", "atom"]\ncheck = true\n[topics.ai]\nname = "AI"\n'
    accepted = total = 0
    for _ in range(120):
        text = good
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(text))
            slip = chance.choice("\"'[]{}=:,#\n \t.-/\\x0\u201c\u00a0\0;()<>")
            text = text[:at] + slip + text[at + chance.randint(0, 1) :]
        total += bool(problems(folder, text))
        accepted += bool(problems(folder, text)) and is_mended(folder, text)
    assert total > 80
    assert accepted > total * 0.97


def is_mended(folder: Path, text: str) -> bool:
    """Whether the hints lead to a configuration; what a slip of two signs hides may be beyond them."""
    for _ in range(ROUNDS + 2):
        found = problems(folder, text)
        assert all(problem.hint for problem in found)
        try:
            text = all_obeyed(text, found)
        except (LookupError, StopIteration):
            return False
    return not problems(folder, text)


def test_only_what_a_configuration_has_need_be_compiled_to_judge_it() -> None:
    document = settings.json_schema()
    whole = validator.compiled(schemas.shipped(schemas.CONFIG), trusted=True)
    seen = set[bool]()
    for text in (SITE, *TEXTS):
        table = reader.read(text)
        # Several collections are judged as a whole.
        if isinstance(table, reader.Stop) or not isinstance(table.get("records", {}), dict):
            continue
        verdict = not whole.errors(table)
        assert shipped.passes(document, table) is verdict, text
        seen.add(verdict)
    assert seen == {True, False}
