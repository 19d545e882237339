import pytest

from feedtool.diagnostics import schemas
from tests import forked
from tests.integration import support


@pytest.mark.parametrize(
    ("arguments", "name"),
    [([], schemas.RECORD), (["record"], schemas.RECORD), (["config"], schemas.CONFIG),
     (["topic"], schemas.TOPIC)],
)  # fmt: skip
def test_a_shipped_schema_is_printed_as_it_is(arguments: list[str], name: str) -> None:
    done = forked.feedtool(["schema", *arguments], env=support.environment())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == schemas.shipped(name)


def test_there_is_no_other() -> None:
    done = forked.feedtool(["schema", "feed"], env=support.environment())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"'record', 'config', 'topic'" in done.stderr
