"""A line of the log for machines: one JSON object."""

import json
from collections.abc import Mapping
from datetime import datetime


def line(  # noqa: PLR0913, PLR0917 - what every line has
    moment: datetime, level: str, run: str, event: str, message: str, fields: Mapping[str, object]
) -> str:
    """What happened as a JSON object in ASCII, which no locale, terminal or log can spoil."""
    time = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    head = {"time": time, "level": level, "run": run, "event": event, "message": message}
    return json.dumps({**head, **fields})
