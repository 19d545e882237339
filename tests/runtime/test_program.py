from pathlib import Path

import pytest

from feedtool.diagnostics import schemas
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


def test_every_module_table_and_template_counts(tmp_path: Path) -> None:
    here = str(Path(program.__file__).parents[1])
    names = {name for name, _, _ in program.parts(here)}
    assert {"landing.html", "style.css", "languages.tsv", "__main__.py", "program.py"} <= names
    assert not any(name.endswith(".pyc") for name in names)
    schemas_there = {name for name, _, _ in program.parts(str(schemas.folder()))}
    assert schemas_there == {schemas.RECORD, schemas.CONFIG, schemas.TOPIC}
    for folder, name in [
        ("", "a.py"),
        ("feeds/render", "b.tsv"),
        ("feeds/render/templates", "c"),
        ("", "d.schema.json"),
    ]:
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        before = sorted(program.parts(str(tmp_path)))
        (tmp_path / folder / name).write_text("1", "utf-8")
        after = sorted(program.parts(str(tmp_path)))
        (tmp_path / folder / name).write_text("22", "utf-8")
        assert before != after != sorted(program.parts(str(tmp_path)))
    (tmp_path / "no-module.txt").write_text("1", "utf-8")
    assert [name for name, _, _ in sorted(program.parts(str(tmp_path)))] == [
        "a.py",
        "b.tsv",
        "c",
        "d.schema.json",
    ]


def test_what_vanishes_meanwhile_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "gone.py").symlink_to(tmp_path / "nowhere")
    assert list(program.parts(str(tmp_path))) == []
