import json
from datetime import UTC, datetime

from feedtool.report import log


def test_a_line_is_one_json_object_in_ascii() -> None:
    moment = datetime(2023, 9, 1, 9, 19, 0, 123456, tzinfo=UTC)
    line = log.line(moment, "info", "7f", "finished", "é\n", {"files": 3})
    assert line.isascii()
    assert "\n" not in line
    assert json.loads(line) == {
        "time": "2023-09-01T09:19:00.123Z",
        "level": "info",
        "run": "7f",
        "event": "finished",
        "message": "é\n",
        "files": 3,
    }
    assert list(json.loads(line))[:5] == ["time", "level", "run", "event", "message"]
