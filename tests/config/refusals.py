"""A configuration that is refused, and what is said of it."""

from pathlib import Path

import pytest

from feedtool.config import settings
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Severity

GOOD = 'title = "A"\nurl = "https://a.example/"\n'


def refused(folder: Path, text: str, **environ: str) -> tuple[Problem, ...]:
    """The problems of a whole configuration file; it must have some."""
    file = folder / "feedtool.toml"
    file.write_bytes(text.encode())
    with pytest.raises(UsageError) as error:
        settings.load(file, environ)
    assert str(file) in str(error.value)
    for problem in error.value.problems:
        assert (problem.path, problem.severity) == (str(file), Severity.ERROR)
    return error.value.problems
