from pathlib import Path

import pytest

from feedtool.config import taxonomy
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.records.parse import ParseOptions
from feedtool.rules import reading
from tests.conftest import make_config


def options(folder: Path, text: str = "") -> ParseOptions:
    config = make_config(folder, text)
    return reading.options(config, taxonomy.of(config))


def test_by_default_records_are_held_against_the_shipped_schema(tmp_path: Path) -> None:
    found = options(tmp_path)
    assert found.schema == schemas.shipped(schemas.RECORD)
    assert found.trusted
    assert found.topics is None
    assert "utm_*" in found.tracking_parameters


def test_a_configuration_may_require_more_fields(tmp_path: Path) -> None:
    found = options(tmp_path, '[records]\nrequire = ["secured"]\n')
    assert "secured" in schemas.loads(found.schema)["required"]
    assert found.trusted


def test_a_schema_of_ones_own_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text('{"type": "object"}')
    found = options(tmp_path, '[records]\nschema = "own.json"\n')
    assert (found.schema, found.trusted) == ('{"type": "object"}', False)
    (tmp_path / "own.json").write_text("{")
    with pytest.raises(UsageError, match="cannot use the schema"):
        options(tmp_path, '[records]\nschema = "own.json"\n')


def test_topics_must_be_known_where_the_configuration_says_so(tmp_path: Path) -> None:
    text = '[feeds]\nunknown_topics = "error"\n[topics.ai]\nname = "AI"\n'
    found = options(tmp_path, text)
    assert found.topics is not None
    assert list(found.topics.by_slug) == ["ai"]
