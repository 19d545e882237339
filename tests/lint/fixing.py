"""Records with something to mend, and what mending makes of them."""

import json
from datetime import UTC, datetime
from typing import Any

from feedtool.config.taxonomy import known
from feedtool.diagnostics import schemas
from feedtool.diagnostics.selector import RuleSelector
from feedtool.lint import fixer
from feedtool.lint.validate import LintTask
from feedtool.model.topics import Topic
from feedtool.records.parse import ParseOptions
from feedtool.rules.checks import RuleContext
from feedtool.storage.place import Raw
from tests.conftest import fields

TRACKING = ("utm_*", "ref", "fbclid")
TASK = LintTask(
    ParseOptions(schemas.shipped(schemas.RECORD), trusted=True, tracking_parameters=TRACKING),
    RuleContext(
        datetime(2024, 1, 1, tzinfo=UTC),
        0,
        known((Topic("ai", "AI", aliases=("Artificial Intelligence",)),), ()),
        TRACKING,
    ),
    RuleSelector(),
    1_000_000,
)


def front_matter(lines: str, **changed: Any) -> str:
    """A good record with these lines at its end, in place of its own fields of the same names."""
    named = {line.partition(":")[0] for line in lines.splitlines() if line[:1].isalpha()}
    own = {key: value for key, value in fields(**changed).items() if key not in named}
    head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in own.items())
    return f"---\n{head}{lines}---\nThe body: AT&amp;T  â€™\n"


def mended(content: str | bytes, task: LintTask = TASK) -> str | bytes:
    """What mending makes of a record; a text of a text, bytes of bytes."""
    raw = content if isinstance(content, bytes) else content.encode()
    after, _ = fixer.fix_record(Raw("a.md", raw), task)
    return after if isinstance(content, bytes) else after.decode()


def codes(content: str, task: LintTask = TASK) -> list[str]:
    """The codes of the fixes that a record gets."""
    return [fix.code for fix in fixer.fix_record(Raw("a.md", content.encode()), task)[1]]


def choosing(*select: str, ignore: tuple[str, ...] = ()) -> LintTask:
    """The task with only some rules chosen."""
    return TASK._replace(selector=RuleSelector(select=select or ("default",), ignore=ignore))


STORY = "{title: T, webUrl: 'https://b.example/1'}"
