"""What decorates a story: which part a fault costs, and that the story is published without it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedtool.build import pipeline
from feedtool.build.task import Run
from feedtool.config import settings as config
from feedtool.config import taxonomy
from feedtool.config.paths import require_records
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Costs, Severity
from feedtool.diagnostics.selector import RuleSelector
from feedtool.feeds import issued
from feedtool.lint import fixer, validate
from feedtool.records import parse
from feedtool.rules import reading
from feedtool.rules.catalogue import FIXABLE
from feedtool.rules.checks import RuleContext
from feedtool.schema import errors
from feedtool.storage.folders import LocalFolder
from feedtool.storage.place import Raw
from tests import forked
from tests.conftest import fields, make_config, record, write_config
from tests.integration import support
from tests.tables import each

NOW = datetime(2024, 1, 1, tzinfo=UTC)
GOOD = {"title": "Another story", "webUrl": "https://example.org/other"}


def parsed(**changed: Any) -> parse.Parsed:
    text = schemas.shipped(schemas.RECORD)
    options = parse.ParseOptions(text, trusted=True, tracking_parameters=("utm_*",))
    return parse.parse(Raw("a.md", record(**changed).encode()), options)


def test_a_bad_related_story_is_left_out_and_told_of_at_its_place() -> None:
    found = parsed(related=[{"title": "X", "webUrl": "nowhere"}, GOOD])
    assert found.record is not None
    assert [story.title for story in found.record.related] == ["Another story"]
    (problem,) = found.problems
    assert (problem.severity, problem.costs) == (Severity.ERROR, Costs.PART)
    assert problem.pointer == "/related/0/webUrl"
    assert problem.span is not None


@each(
    "changed",
    [
        {"images": "none"},
        {"images": [{"url": "javascript:x"}]},
        {"related": [7]},
        {"featuredContent": 7},
        {"ampWebUrl": "amp"},
        {"provider": {"name": "E", "domain": "e.org", "images": [{"url": "x"}]}},
        {"quality": "high"},
        {"type": 7},
        {"category": 7},
        {"locale": "!"},
        {"secured": "x y"},
    ],
)
def test_nothing_that_decorates_keeps_a_story_out(changed: dict[str, Any]) -> None:
    found = parsed(**changed)
    assert found.record is not None
    assert [problem.costs for problem in found.problems] == [Costs.PART]


def test_what_a_story_is_nothing_without_keeps_it_out() -> None:
    for changed in ({"title": 7}, {"draft": "x"}, {"topics": "AI"}, {"publishedDateTime": "x"}):
        found = parsed(**changed)
        assert found.record is None
        assert [problem.costs for problem in found.problems] == [Costs.RECORD]


def test_many_bad_items_are_left_out_and_told_of_in_proportion() -> None:
    found = parsed(related=[*({"title": "X", "webUrl": "x"} for _ in range(500)), GOOD])
    assert found.record is not None
    assert len(found.record.related) == 1
    assert len(found.problems) == errors.MANY_ITEMS + 1
    assert found.problems[-1].message.startswith("related: 400 more items")


# --- what is required


def test_an_item_needs_a_title_a_date_an_address_and_published() -> None:
    needed = ("title", "publishedDateTime", "originalUrl", "published")
    found = parsed(**{key: ... for key in fields() if key not in needed})
    assert found.problems == ()
    assert found.record is not None
    assert (found.record.heat, found.record.topics, found.record.excerpt) == (0, (), "")
    assert found.record.provider == ("example.org", "https://example.org/", None)


def test_the_web_url_identifies_where_there_is_no_original() -> None:
    one = parsed(originalUrl=..., webUrl="https://example.org/a b").record
    two = parsed(originalUrl="https://example.org/a%20b").record
    assert one is not None
    assert two is not None
    assert one.id == two.id
    assert one.link == one.original == "https://example.org/a%20b"


def test_one_address_is_needed() -> None:
    (problem,) = parsed(originalUrl=...).problems
    assert problem.code == "schema-required"
    assert problem.message == "originalUrl or webUrl is missing"


def test_more_can_be_required_and_is_told_of_like_the_rest(tmp_path: Path) -> None:
    settings = make_config(tmp_path, '[records]\nrequire = ["heat", "provider"]\n')
    options = reading.options(settings, taxonomy.known((), ()))
    found = parse.parse(Raw("a.md", record(heat=..., title=...).encode()), options)
    assert [(p.code, p.message) for p in found.problems] == [
        ("schema-required", "title is missing"),
        ("schema-required", "heat is missing"),
    ]
    assert len({p.span for p in found.problems}) == 1


@pytest.mark.parametrize("draft", ["draft-03/schema#", "draft-04/schema#", "draft-07/schema#"])
def test_more_can_be_required_than_a_schema_of_any_draft_does(tmp_path: Path, draft: str) -> None:
    document = {"$schema": f"http://json-schema.org/{draft}", "properties": {"heat": {}}}
    (tmp_path / "own.json").write_text(json.dumps(document))
    lines = '[records]\nschema = "own.json"\nrequire = ["heat", "provider"]\n'
    settings = make_config(tmp_path, lines)
    raw = Raw("a.md", record(heat=..., provider=...).encode())
    found = parse.parse(raw, reading.options(settings, taxonomy.of(settings))).problems
    assert [problem.code for problem in found] == ["schema-required", "schema-required"]


def test_a_misspelt_field_is_no_requirement(tmp_path: Path) -> None:
    file = write_config(tmp_path, '[records]\nrequire = ["heta"]\n')
    with pytest.raises(UsageError) as caught:
        config.load(file, {})
    assert caught.value.problems[0].hint == 'write require = ["heat"]'


def test_what_can_be_required_are_the_fields_of_a_record() -> None:
    known = list(schemas.loads(schemas.shipped(schemas.RECORD))["properties"])
    section = config.json_schema()["properties"]["records"]["properties"]
    assert section["require"]["items"]["enum"] == known


def test_heat_has_no_upper_bound(tmp_path: Path) -> None:
    assert parsed(heat=36_940, quality=5_000).problems == ()
    assert make_config(tmp_path, "[feeds]\nmin_heat = 3000\n").feeds.min_heat == 3000


@pytest.mark.parametrize("field", ["draft", "hidden", "removed", "deleted"])
def test_held_back(field: str) -> None:
    found = parsed(**{field: True}).record
    assert found is not None
    assert not found.is_published


# --- blanks in addresses


def task(selector: RuleSelector | None = None) -> validate.LintTask:
    known = taxonomy.known((), ())
    options = parse.ParseOptions(
        schemas.shipped(schemas.RECORD), trusted=True, tracking_parameters=()
    )
    return validate.LintTask(
        options, RuleContext(NOW, 0, known, ()), selector or RuleSelector(), 100_000
    )


def test_blanks_are_warned_of_published_and_mended() -> None:
    spaced = {"title": "Other", "webUrl": "https://example.org/o ther"}
    raw = Raw("a.md", record(webUrl="https://example.org/a b", related=[spaced]).encode())
    found = validate.validate([raw], task()).problems
    assert [(p.code, p.pointer, p.hint) for p in found] == [
        ("url-blank", "/webUrl", "write https://example.org/a%20b"),
        ("url-blank", "/related/0/webUrl", "write https://example.org/o%20ther"),
    ]
    after, fixes = fixer.fix_record(raw, task())
    assert {fix.code for fix in fixes} == {"url-blank"} < FIXABLE
    assert validate.validate([Raw("a.md", after)], task()).problems == ()


@pytest.mark.parametrize(
    "url", [" https://a.org/x", "https://a.org/x ", "https://a.org/x\u2028", "https://a.org/x\n"]
)
def test_blanks_at_the_ends_of_an_address_are_taken_off(url: str) -> None:
    found = parsed(originalUrl=url)
    assert found.record is not None
    assert found.record.original == "https://a.org/x"
    assert found.record.id == parsed(originalUrl="https://a.org/x").record.id  # type: ignore[union-attr]
    raw = Raw("a.md", record(originalUrl=url).encode())
    (problem,) = validate.validate([raw], task()).problems
    assert (problem.code, problem.hint) == ("url-blank", "write https://a.org/x")
    after, _ = fixer.fix_record(raw, task())
    assert validate.validate([Raw("a.md", after)], task()).problems == ()


@pytest.mark.parametrize("url", ["https://a b.org/x", "https://a.org/ https://b.org/"])
def test_other_blanks_make_no_address(url: str) -> None:
    assert [p.code for p in parsed(webUrl=url).problems] == ["schema-format"]


# --- what a problem weighs


def test_a_site_says_what_weighs_how_much() -> None:
    selector = RuleSelector(errors=("excerpt-meaningless",), warnings=("schema",))
    raws = [
        Raw("a.md", record(excerpt="", quality="x").encode()),
        Raw("b.md", record(title=7, originalUrl="https://example.org/b").encode()),
    ]
    found = validate.validate(raws, task(selector)).problems
    assert [(p.code, p.severity, p.costs) for p in found] == [
        ("excerpt-meaningless", Severity.ERROR, None),
        ("schema-type", Severity.WARNING, Costs.PART),
        ("schema-type", Severity.ERROR, Costs.RECORD),
    ]


# --- builds


def run(folder: Path, text: str = "") -> tuple[Any, list[dict[str, Any]]]:
    settings = make_config(folder, text)
    report = pipeline.build(settings, ".", Run(NOW, tick=lambda: 0.0, use_cache=False))
    items: list[dict[str, Any]] = json.loads((folder / "output/all.json").read_text("utf-8"))[
        "items"
    ]
    return report, items


def test_a_build_publishes_the_story_without_its_bad_parts(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.md").write_text(
        record(
            related=[{"title": "X"}, GOOD], images=[{"url": "x"}, {"url": "https://e.org/i.png"}]
        )
    )
    report, (item,) = run(tmp_path)
    assert (report.valid, [p.costs for p in report.problems]) == (1, [Costs.PART] * 2)
    assert [story["title"] for story in item["_feedtool"]["related"]] == ["Another story"]
    assert item["image"] == "https://e.org/i.png"


def test_records_may_lie_in_several_folders(tmp_path: Path) -> None:
    for folder in ("news", "events"):
        (tmp_path / folder).mkdir()
        text = record(title=folder, category=folder.title(), originalUrl=f"https://e.org/{folder}")
        (tmp_path / folder / "a.md").write_text(text)
    (tmp_path / "other.md").write_text("no record")
    bad = record(title=7)
    (tmp_path / "events" / "b.md").write_text(bad)
    report, items = run(tmp_path, '[records]\npath = ["news", "events"]\n')
    assert sorted(item["title"] for item in items) == ["events", "news"]
    assert [problem.path for problem in report.problems] == ["events/b.md"]


@pytest.mark.parametrize(
    ("paths", "column"),
    [
        ('["news", "news/2024"]', 17),
        ('["news", "./news"]', 17),
        ('["s3://b/x", "news"]', 9),
    ],
)
def test_folders_that_cannot_stand_side_by_side(tmp_path: Path, paths: str, column: int) -> None:
    file = write_config(tmp_path, f"[records]\npath = {paths}\n")
    with pytest.raises(UsageError) as caught:
        config.load(file, {})
    (problem,) = caught.value.problems
    assert (problem.code, problem.span and problem.span.column) == ("config-invalid", column)
    assert problem.hint == 'write path = ["news"]'


def test_a_folder_of_the_list_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "events").mkdir()
    settings = make_config(tmp_path, '[records]\npath = ["news", "event"]\n')
    with pytest.raises(UsageError) as caught:
        require_records(settings)
    (problem,) = caught.value.problems
    assert (problem.span and problem.span.column, problem.hint) == (
        17,
        'write path = ["news", "events"]',
    )


def test_a_wrong_domain_of_the_publisher_costs_no_story() -> None:
    found = parsed(provider={"name": "A", "domain": "https://www.example.org/"})
    assert found.record is not None
    assert found.record.provider.name == "A"
    assert [problem.costs for problem in found.problems] == [Costs.PART]


def test_an_id_is_looked_for_in_all_feeds(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for number in range(3):
        text = record(originalUrl=..., webUrl=f"https://e.org/{number}", topics=["Rare"])
        text = text.replace("2023-09-01T", f"2023-09-0{number + 1}T")
        (tmp_path / "seeds" / f"{number}.md").write_text(text)
    lines = '[feeds]\nlimit = 1\nunknown_topics = "slugify"\n'
    settings = make_config(tmp_path, lines)
    report = pipeline.build(settings, "seeds", Run(NOW, tick=lambda: 0.0))
    assert report.published is not None
    newest = (tmp_path / "output" / "topics" / "rare.json").read_text()
    ids = issued.published(LocalFolder(tmp_path / "output"), settings.feeds.formats)
    assert ids
    assert all(one in newest for one in ids)


def test_ids_are_looked_for_where_all_records_are_looked_at(tmp_path: Path) -> None:
    write_config(tmp_path)
    (tmp_path / "seeds").mkdir()
    story, link = tmp_path / "seeds" / "a.md", "https://www.example.org/read"
    story.write_text(record(originalUrl=..., webUrl=link))
    forked.feedtool(("build", "-q"), cwd=tmp_path, env=support.environment())
    story.write_text(record(webUrl=link))
    for paths, is_found in ((), True), (("seeds/a.md",), False):
        done = forked.feedtool(("validate", *paths), cwd=tmp_path, env=support.environment())
        assert (b"record-id-changed" in done.stderr + done.stdout) == is_found


def test_an_id_that_would_change_is_warned_of() -> None:
    alone = parsed(originalUrl=..., webUrl="https://example.org/new").record
    assert alone is not None
    raw = Raw("a.md", record(webUrl="https://example.org/new").encode())
    with_memory = task()._replace(published_ids=lambda: frozenset([alone.id]))
    (problem,) = validate.validate([raw], with_memory).problems
    assert (problem.code, problem.hint) == ("record-id-changed", f"add the line id: {alone.id}")
    kept = Raw("a.md", record(webUrl="https://example.org/new", id=alone.id).encode())
    assert validate.validate([kept], with_memory).problems == ()
    assert validate.validate([raw], task()).problems == ()
