"""Which files the arguments of ``validate`` name, by the globs of the folders of records."""

from pathlib import Path

import pytest

from feedtool.cli.validation import files
from feedtool.config import settings
from feedtool.diagnostics.errors import UsageError

SITE = '[site]\ntitle = "A"\nurl = "https://a.example/"\n'
SECTIONS = f'{SITE}[records]\npath = "content"\npreset = "hugo"\ninclude = ["posts/**/*.md"]\n'
SEVERAL = (
    f'{SITE}[[records]]\npath = "content/posts"\n[[records]]\npath = "notes"\ninclude = ["*.txt"]\n'
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "content/posts/a.md",
        "content/posts/2020/b.md",
        "content/about.md",
        "notes/c.txt",
        "notes/c.md",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\n---\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(text: str, *paths: str) -> list[str]:
    Path("feedtool.toml").write_text(text)
    config = settings.load(Path("feedtool.toml").absolute(), {})
    return [one.path for one in files.found(paths, config, "stdin.md", [])]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("text", "paths", "names"),
    [
        (SECTIONS, (), ["content/posts/2020/b.md", "content/posts/a.md"]),
        (SECTIONS, ("content/posts",), ["content/posts/2020/b.md", "content/posts/a.md"]),
        (SECTIONS, ("content/posts/2020",), ["content/posts/2020/b.md"]),
        (SECTIONS, ("content/about.md",), ["content/about.md"]),
        (SEVERAL, (), ["content/posts/2020/b.md", "content/posts/a.md", "notes/c.txt"]),
        (SEVERAL, (".",), ["content/posts/2020/b.md", "content/posts/a.md", "notes/c.txt"]),
        (SEVERAL, ("content", "notes"), ["content/posts/2020/b.md", "content/posts/a.md", "notes/c.txt"]),
        (SEVERAL, ("notes", "notes/c.txt"), ["notes/c.txt"]),
    ],
)  # fmt: skip
def test_a_folder_stands_for_the_records_in_it(
    text: str, paths: tuple[str, ...], names: list[str]
) -> None:
    assert found(text, *paths) == names


@pytest.mark.usefixtures("site")
def test_what_is_not_there_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="there is no nowhere"):
        found(SEVERAL, "nowhere")
