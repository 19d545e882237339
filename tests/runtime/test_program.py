from pathlib import Path

import pytest

from feedtool.runtime import program


def test_the_digest_stays_while_nothing_is_installed() -> None:
    assert program.program() == program.program()


def test_another_package_makes_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program.program()
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "new_package-1.0.dist-info").mkdir()
    assert program.program() != before


def test_every_module_and_every_template_counts() -> None:
    here = Path(program.__file__).parents[1]
    assert (here / "feeds" / "render" / "templates" / "landing.html").is_file()
    assert program._of(here / "__main__.py") != program._of(here / "build" / "scan.py")
    assert program._of(here / "gone.py") == ("gone.py", None, 0)
