"""The same records under other names: the same findings, fixes and feeds, in the words of their author."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedtool import frontmatter
from feedtool.build import pipeline
from feedtool.build.task import Run
from feedtool.config import settings as config
from feedtool.config import taxonomy
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Span
from feedtool.diagnostics.selector import RuleSelector
from feedtool.lint import fixer
from feedtool.lint.validate import LintTask, validate
from feedtool.model.config import Config
from feedtool.records.mapping import SHIPPED
from feedtool.records.parse import ParseOptions
from feedtool.rules import reading
from feedtool.rules.checks import RuleContext
from feedtool.start.new import NewRecord
from feedtool.start.new import new as new_record
from feedtool.start.story import Story
from feedtool.storage.place import Raw, Source
from feedtool.text import urls
from tests.conftest import SEEDS, SHARED, files, make_config, record, write_config
from tests.rules.test_catalogue import CONFIG, RECORD_RULES, example_files

NOW = datetime(2024, 1, 1, tzinfo=UTC)
# What a toy of a site calls the fields of its records, providers and pictures.
STORY = {
    "title": "headline", "excerpt": "summary", "publishedDateTime": "date", "updatedDateTime": "lastmod",
    "originalUrl": "source_address", "webUrl": "link", "published": "live", "topics": "tags",
    "provider": "publisher", "images": "pictures", "related": "see_also", "featuredContent": "player",
    "heat": "score", "type": "form", "draft": "unfinished", "removed": "gone",
}  # fmt: skip
PROVIDER = {"name": "label", "domain": "site", "images": "pictures"}
IMAGE = {"url": "src", "width": "w", "height": "h", "title": "headline"}
TOY = SHIPPED.renamed(
    {
        field: tuple((STORY, PROVIDER)[depth].get(key, key) for depth, key in enumerate(path))
        for field, path in SHIPPED.record.paths.items()
    },
    {field: (IMAGE[path[0]],) for field, path in SHIPPED.image.paths.items()},
)
_NEW = STORY | PROVIDER | IMAGE
_OLD_WORDS = re.compile(rf"\b({'|'.join(_NEW)})\b")


def renamed_schema(text: str) -> str:
    """The schema of the same records under the names of the toy."""
    document = schemas.loads(text)
    groups = document.get("$defs", {})
    for group, names in (
        (document, STORY),
        (groups.get("related", {}), STORY),
        (groups.get("provider", {}), PROVIDER),
        (groups.get("image", {}), IMAGE),
    ):
        for part in (group, *group.get("anyOf", ())):
            if "required" in part:
                part["required"] = [names.get(key, key) for key in part["required"]]
        if "properties" in group:
            known = group["properties"].items()
            group["properties"] = {names.get(key, key): value for key, value in known}
    return json.dumps(document)


class Renamed:
    """A record under the names of the toy, and where in it is what stood in the record."""

    def __init__(self, raw: Raw) -> None:
        document, _ = frontmatter.parse(raw.path, raw.content)
        self.is_read = document is not None
        edits = []
        for pointer, place in document.places.items() if document else ():
            field = SHIPPED.field_of(pointer)
            if document and field and place.key:
                table = TOY.image if field in TOY.image.paths else TOY.record
                start, end = document.offsets(place.key)
                edits.append((start, end, table.paths[field][-1]))
        self._old = raw.content.decode()
        body = len(self._old) - len(document.body if document else "")
        edits += (
            (body + found.start(), body + found.end(), STORY[found[1]])
            for found in re.finditer(r"(?m)^(\w+)(?= *:)", self._old[body:])
            if found[1] in STORY
        )
        self._edits = sorted(edits)
        text, done = "", 0
        for start, end, new in self._edits:
            text, done = f"{text}{self._old[done:start]}{new}", end
        self.raw = Raw(raw.path, (text + self._old[done:]).encode())
        self._starts = [0, *(found.end() for found in re.finditer("\n", self._old))]

    def span(self, span: Span | None) -> Span | None:
        """Where a stretch of the record stands now."""
        if span is None:
            return None
        line, column, end_line, end_column = span
        return Span(line, self._column(line, column), end_line, self._column(end_line, end_column))

    def _column(self, line: int, column: int) -> int:
        start = self._starts[line - 1]
        before = [
            edit for edit in self._edits if start <= edit[0] and edit[1] <= start + column - 1
        ]
        return column + sum(len(new) - (end - begin) for begin, end, new in before)


def test_the_toy_of_renaming_renames() -> None:
    raw = Raw("a.md", record(related=[{"title": "T", "webUrl": "https://e.org/"}]).encode())
    text = Renamed(raw).raw.content.decode()
    assert '\nsee_also: [{headline: "T", link: "https://e.org/"}]\n' in text
    assert not {*STORY, "name", "domain"} & set(re.findall(r'(\w+)"?:', text))


def in_toy_words(text: str | None) -> str | None:
    """A message in the words of the toy, as far as a word can be told from English."""
    return text and _OLD_WORDS.sub(lambda found: _NEW[found[1]], text)


def toy_pointer(pointer: str | None) -> str | None:
    """A JSON pointer under the names of the toy."""
    new, old = "", ""
    for token in (pointer or "").split("/")[1:]:
        old += f"/{token}"
        field = SHIPPED.field_of(old)
        table = TOY.image if field in TOY.image.paths else TOY.record
        new += f"/{table.paths[field][-1] if field else token}"
    return new if pointer is not None else None


def comparable(problem: Problem) -> tuple[Any, ...]:
    place = problem.span or Span(0, 0, 0, 0)
    words = (in_toy_words(problem.message), in_toy_words(problem.hint))
    return (
        problem.path,
        place,
        problem.code,
        problem.severity,
        problem.pointer,
        *words,
        problem.costs,
    )


def tasks(folder: Path, example: str = "") -> tuple[LintTask, LintTask]:
    """How records are validated, and how they are under the names of the toy."""
    settings = re.findall(r"^# feedtool\.toml: (.*)$", example, re.MULTILINE)
    own = re.findall(r"^# schema: (.*)$", example, re.MULTILINE)
    file = write_config(folder, CONFIG)
    file.write_text("".join(f"{line}\n" for line in settings) + file.read_text("utf-8"), "utf-8")
    loaded = config.load(file, {})
    known = taxonomy.known(loaded.topics, ())
    options = reading.options(loaded, known)
    if own:
        options = options._replace(schema=own[0], trusted=False)
    context = RuleContext(NOW, loaded.feeds.min_heat, known, options.tracking_parameters)
    toy = ParseOptions(
        renamed_schema(options.schema),
        options.trusted,
        options.tracking_parameters,
        options.topics,
        TOY,
    )
    selector = RuleSelector(select=("all",))
    return (
        LintTask(options, context, selector, 10_000_000),
        LintTask(toy, context._replace(mapping=TOY), selector, 10_000_000),
    )


def hold_alike(raws: Iterable[Raw], task: LintTask, toy: LintTask) -> int:
    """Hold that records and their renamed likes have the same problems, and how many."""
    raws = list(raws)
    renamed = {raw.path: Renamed(raw) for raw in raws}
    expected = [
        problem._replace(
            span=renamed[problem.path].span(problem.span), pointer=toy_pointer(problem.pointer)
        )
        for problem in validate(raws, task).problems
    ]
    found = validate([one.raw for one in renamed.values()], toy).problems
    assert sorted(map(comparable, found)) == sorted(map(comparable, expected))
    for problem in found:
        said = f"{problem.message} {problem.hint}"
        assert not re.search(r"publishedDateTime|originalUrl|webUrl|featuredContent", said), said
    for raw in raws:
        mended, fixes = fixer.fix_record(raw, task)
        again, as_many = fixer.fix_record(renamed[raw.path].raw, toy)
        assert again == Renamed(Raw(raw.path, mended)).raw.content
        assert [fix.code for fix in as_many] == [fix.code for fix in fixes]
    return len(found)


def examples() -> Iterator[tuple[str, str]]:
    for rule in RECORD_RULES:
        # What cannot be read has no names yet.
        if all(Renamed(raw).is_read for raw in example_files(rule.bad)):
            yield rule.code, rule.bad
            yield f"{rule.code}-good", rule.good


EXAMPLES = dict(examples())


def test_most_rules_have_an_example_here() -> None:
    assert len(EXAMPLES) > 60


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_examples_of_rules_are_judged_alike_under_other_names(
    example: str, tmp_path: Path
) -> None:
    hold_alike(example_files(example), *tasks(tmp_path, example))


FAULTS: tuple[dict[str, Any], ...] = (
    {"heat": "hot", "title": "", "publishedDateTime": "1 Sept 2023", "topics": "AI, ML"},
    {"title": ..., "publishedDateTime": ..., "published": ...},
    {"originalUrl": ...},
    {"published": ..., "draft": True},
    {"published": True, "removed": True},
    {"provider": {"name": "Example", "domain": "https://example.org/"}},
    {"provider": {"Name": "E"}, "quality": "high", "type": 7},
    {"provider": "Example", "images": "https://www.example.org/a.jpg"},
    {"images": [{"url": "nowhere", "width": 0}, {"width": 5}, {"url": "http://e.org/a b"}]},
    {"related": [{"title": "T", "webUrl": "nowhere"}, {"webUrl": "https://e.org/"}, 7]},
    {"related": [{"title": "T", "webUrl": "https://e.org/?utm_source=x"}] * 2},
    {"related": [{"title": "A &amp; B", "originalUrl": "https://www.example.org/story"}]},
    {"excerpt": "&quot;x&quot;", "title": "x", "webUrl": "http://www.example.org/a b"},
    {"publishedDateTime": "2999-01-01T00:00:00Z", "updatedDateTime": "2998-01-01T00:00:00Z"},
    {
        "provider": {
            "name": "\u201cExample\u201d",
            "domain": "example.org",
            "images": [{"url": "x"}],
        }
    },
)


@pytest.mark.parametrize("changed", FAULTS)
def test_faulty_records_are_judged_alike_under_other_names(
    changed: dict[str, Any], tmp_path: Path
) -> None:
    assert hold_alike([Raw("a.md", record(**changed).encode())], *tasks(tmp_path))


def test_messages_name_the_keys_of_the_author(tmp_path: Path) -> None:
    _, toy = tasks(tmp_path)
    text = record(
        excerpt="A title", webUrl="https://e.org/?utm_source=x", draft=True, images=[{"url": "x"}]
    )
    raw = Renamed(Raw("a.md", text.replace('"x"', '"https://e.org/x.jpg"').encode())).raw
    assert [(problem.pointer, problem.message, problem.hint) for problem in validate([raw], toy).problems] == [
        ("/summary", "the summary only repeats the headline", "say what the headline does not"),
        ("/link", "link carries tracking parameters; feeds show it without them", "write https://e.org/"),
        (
            "/unfinished",
            "unfinished: true holds the story back, though live: true stands beside it",
            "delete the line to publish the story, or write live: false to hold it back",
        ),
        (
            "/pictures/0",
            "the image has no w and h: readers cannot keep a place for it",
            "add its size in pixels, such as w: 820 and h: 543, if you know it",
        ),
    ]  # fmt: skip


def test_a_field_may_stand_in_a_group_of_its_own(tmp_path: Path) -> None:
    _, toy = tasks(tmp_path)
    grouped = TOY.renamed({"excerpt": ("meta", "summary")})
    toy = toy._replace(
        options=toy.options._replace(schema="{}", trusted=False, mapping=grouped),
        context=toy.context._replace(mapping=grouped),
    )
    text = Renamed(Raw("a.md", record(excerpt=...).encode())).raw.content.decode()
    raw = Raw(
        "a.md",
        text.replace("---\n", '---\nmeta: {summary: "A  text of three words"}\n', 1).encode(),
    )
    (problem,) = validate([raw], toy).problems
    assert (problem.code, problem.pointer) == ("text-whitespace", "/meta/summary")
    assert problem.span == Span(2, 17, 2, 41)
    assert b'{summary: "A text of three words"}' in fixer.fix_record(raw, toy)[0]


def test_an_id_that_changed_is_told_of_in_the_words_of_the_author(tmp_path: Path) -> None:
    _, toy = tasks(tmp_path)
    before = urls.urn("https://www.example.org/read")
    raw = Renamed(Raw("a.md", record(webUrl="https://www.example.org/read").encode())).raw
    (problem,) = validate([raw], toy._replace(published_ids=lambda: frozenset([before]))).problems
    assert (problem.code, problem.pointer) == ("record-id-changed", "/source_address")
    assert problem.message.startswith("the id was made from link so far, and source_address makes")


def write_new(said: Story, site: Config) -> NewRecord:
    def judge(
        found: Sequence[Source | Raw], options: ParseOptions, context: RuleContext
    ) -> Sequence[Problem]:
        task = LintTask(options, context, site.selector, site.records.max_bytes)
        return validate(found, task).problems

    return new_record(said, site, "seeds", judge, mapping=TOY)


def test_a_new_record_has_the_names_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "toy.json").write_text(renamed_schema(schemas.shipped(schemas.RECORD)), "utf-8")
    site = make_config(tmp_path, '[records]\nschema = "toy.json"\n')
    said = Story("A title", "https://www.example.org/story", NOW, topics=("AI",))
    done = write_new(said, site)
    assert done.warnings == ()
    document, _ = frontmatter.parse("", (tmp_path / done.path).read_bytes())
    assert document is not None
    assert document.value["headline"] == "A title"
    assert document.value["date"] == "2024-01-01T00:00:00Z"
    assert document.value["publisher"] == {"label": "example.org", "site": "example.org"}
    assert not {*STORY} & {*document.value}
    with pytest.raises(UsageError) as caught:
        write_new(said, site)
    assert [problem.path for problem in caught.value.problems] == ["--url"]


def build(folder: Path, raws: Iterable[Raw], *, toy: bool) -> dict[str, bytes]:
    """The feeds of some records, under their names or those of the toy."""
    folder.mkdir()
    (folder / "seeds").mkdir()
    for raw in raws:
        (folder / "seeds" / raw.path).write_bytes(Renamed(raw).raw.content if toy else raw.content)
    own = ""
    if toy:
        own = '[records]\nschema = "toy.json"\n'
        (folder / "toy.json").write_text(renamed_schema(schemas.shipped(schemas.RECORD)), "utf-8")
    run = Run(NOW, lambda: 0.0, mapping=TOY if toy else SHIPPED)
    pipeline.build(make_config(folder, own), "seeds", run)
    output = folder / "output"
    return {
        file.relative_to(output).as_posix(): file.read_bytes()
        for file in output.rglob("*")
        if file.is_file()
    }


def seeds() -> list[Raw]:
    return [Raw(file.name, file.read_bytes()) for file in files(SEEDS, "*.md")]


def test_the_feeds_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    linked = record(
        webUrl="https://www.example.org/read",
        images=[{"url": "https://www.example.org/a.jpg", "width": 8, "height": 6}],
        related=[{"title": "T", "webUrl": "https://e.org/", "provider": {"name": "E"}}],
        featuredContent='<iframe src="https://www.youtube.com/embed/Ofq47xVCm0U"></iframe>',
        type="video",
    )
    raws = [*seeds(), Raw("linked.md", linked.encode()), Raw("again.md", linked.encode())]
    made = build(tmp_path / "one", raws, toy=False)
    assert b"https://www.example.org/a.jpg" in made["all.rss"]
    assert build(tmp_path / "two", raws, toy=True) == made


@pytest.mark.shared
@pytest.mark.parametrize(
    "folder", ["corpus/news", pytest.param("corpus-azure", marks=pytest.mark.slow)]
)
def test_real_records_are_judged_mended_and_published_alike(folder: str, tmp_path: Path) -> None:
    found = sorted((SHARED / folder).rglob("*.md"))[::8][:40]
    raws = [Raw(file.name, file.read_bytes()) for file in found]
    assert len(raws) > 20
    assert hold_alike(raws, *tasks(tmp_path))
    made = build(tmp_path / "one", raws, toy=False)
    assert build(tmp_path / "two", raws, toy=True) == made
