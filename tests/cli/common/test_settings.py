from pathlib import Path

import pytest

from feedtool.check import RULES as FEED_RULES
from feedtool.cli.common import settings
from feedtool.config.settings import Overrides
from feedtool.diagnostics.errors import UsageError
from feedtool.rules.catalogue import RULES as RECORD_RULES
from tests.calls import calls
from tests.conftest import place, write_config


def test_the_nearest_file_is_found_or_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_config(tmp_path, "[feeds]\nlimit = 3\n")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert settings.load(None).feeds.limit == 3
    write_config(tmp_path / "below", "[feeds]\nlimit = 4\n").rename("other.toml")
    assert settings.load(Path("other.toml")).feeds.limit == 4
    assert settings.load(None, Overrides(min_heat=9)).feeds.min_heat == 9


def test_variables_of_the_environment_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDTOOL_FEEDS_LIMIT", "5")
    assert settings.load(write_config(tmp_path)).feeds.limit == 5


@pytest.mark.parametrize(
    ("lines", "where", "hint"),
    [
        ('ignore = ["excerpt-cutt"]', (5, 11), "did you mean excerpt-cut?"),
        ('errors = ["xyzzy"]', (5, 11), "delete it: feedtool rules lists the codes"),
        ('per_file_ignores = { "a/*" = ["all", "cut"] }', (5, 38), "delete it"),
    ],
)
def test_a_code_that_there_is_not_is_told_at_its_place(
    lines: str, where: tuple[int, int], hint: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as error:
        settings.load(write_config(tmp_path, f"[validate]\n{lines}\n"))
    (problem,) = error.value.problems
    assert (place(problem) or ())[:2] == where
    assert (problem.hint or "").startswith(hint)


def test_codes_of_records_and_of_feeds_are_known(tmp_path: Path) -> None:
    text = '[validate]\nignore = ["excerpt-cut", "rss-", "all", "default"]\n'
    assert settings.load(write_config(tmp_path, text)).selector.ignore[0] == "excerpt-cut"


def test_the_codes_that_there_are_are_looked_at_once_for_all_that_there_are_not(
    tmp_path: Path,
) -> None:
    named = ", ".join(f'"excerpt-cutt{number}"' for number in range(20))
    file = write_config(tmp_path, f"[validate]\nignore = [{named}]\n")

    def load() -> None:
        with pytest.raises(UsageError):
            settings.load(file)

    load()
    assert calls(load)["suggest", "_letters"] < 2 * len({**RECORD_RULES, **FEED_RULES})
