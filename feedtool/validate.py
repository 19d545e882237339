"""The use case of ``feedtool validate``: what is wrong with some records, each and together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from feedtool import load, records, sources, topics, verdict
from feedtool.choice import Choice
from feedtool.lint import Facts
from feedtool.model import Raw, Record, Source
from feedtool.problems import Findings, Problem, Severity, Span, in_order
from feedtool.progress import Progress, unseen
from feedtool.records import Options, Parsed

if TYPE_CHECKING:
    from concurrent.futures import Executor

# What only several records together can do wrong: a run over some of them cannot say it is not so.
ACROSS_FILES = frozenset({"record-conflict", "record-duplicate", "topic-slug-clash"})


class Task(NamedTuple):
    """What to hold records against: the options and bounds of reading, the facts, the chosen rules."""

    options: Options
    facts: Facts
    choice: Choice
    max_bytes: int


def validate(
    found: Sequence[Source | Raw],
    task: Task,
    executor: Callable[[int], "Executor | None"] = lambda _: None,
    progress: Progress = unseen,
) -> Findings:
    """The problems of some records, those that they have only together included."""
    parsed = list(progress(_load(found, task, executor), len(found), "Checking"))
    by_path = {source.path: source for source in found}
    together: dict[str, list[Problem]] = {}
    valid = [one.record for one in parsed if one.record is not None]
    for problem in _Together(by_path, task).problems(valid):
        together.setdefault(problem.path, []).append(problem)
    problems: list[Problem] = []
    for one in parsed:
        own = [*one.problems, *together.get(one.path, ())]
        problems += _unsilenced(own, one, task.choice) if one.ignores else own
    chosen = _chosen(problems, task.choice) if problems else ()
    return Findings(tuple(source.path for source in found), in_order(chosen))


def _unsilenced(problems: Sequence[Problem], parsed: Parsed, choice: Choice) -> list[Problem]:
    from feedtool import ignores  # late: few records silence anything

    return ignores.apply(problems, parsed.ignores, parsed.path, _unjudged(choice, parsed))


def _chosen(problems: Iterable[Problem], choice: Choice) -> Iterator[Problem]:
    from feedtool.record_rules import RULES  # late: a good record breaks none

    return (p for p in problems if choice.reports(p.code, p.path, on=RULES[p.code].on))


def _load(
    found: Sequence[Source | Raw], task: Task, executor: Callable[[int], "Executor | None"]
) -> Iterator[Parsed]:
    files = [source for source in found if isinstance(source, Source)]
    pool = executor(len(files))
    try:
        yield from load.load(files, task.options, task.max_bytes, facts=task.facts, executor=pool)
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)
    for raw in found:
        if not isinstance(raw, Raw):
            continue
        if len(raw.content) > task.max_bytes:
            large = sources.too_large(raw.path, len(raw.content), task.max_bytes)
            yield Parsed(raw.path, None, (large,))
        else:
            yield load.examine(raw, task.options, task.facts)


def _unjudged(choice: Choice, parsed: Parsed) -> frozenset[str]:
    """The codes that were not looked for in a record."""
    from feedtool.record_rules import RULES  # late: few records silence anything

    if parsed.record is None:  # with errors the rules beyond the schema do not come to a word
        return frozenset(RULES)
    off = {c for c, r in RULES.items() if not choice.reports(c, parsed.path, on=r.on)}
    return ACROSS_FILES | off


class _Together:
    """The rules over several records; places come from reading the few files concerned again."""

    def __init__(self, by_path: Mapping[str, Source | Raw], task: Task) -> None:
        self._by_path = by_path
        self._task = task

    def problems(self, valid: Sequence[Record]) -> Iterator[Problem]:
        """What the valid records do wrong together."""
        yield from self._same_stories(valid)
        yield from self._slug_clashes(valid)

    def _same_stories(self, valid: Sequence[Record]) -> Iterator[Problem]:
        """Published records that tell one story: an error where their texts differ, else a warning."""
        first_by_id: dict[str, Record] = {}
        for record in valid:
            first = first_by_id.setdefault(record.id, record) if record.is_published else record
            if first is record:
                continue
            pointer = "/id" if record.explicit_id else "/originalUrl"
            span = self._span(first.path, pointer)
            where = f"{first.path}:{span.line}" if span else first.path
            same = (first.title, first.excerpt) == (record.title, record.excerpt)
            yield Problem(
                record.path,
                "record-duplicate" if same else "record-conflict",
                f"the same story as {where}" + ("" if same else ", with another text"),
                self._span(record.path, pointer),
                Severity.WARNING if same else Severity.ERROR,
                pointer,
                "keep one of the two, or set published: false in one",
            )

    def _slug_clashes(self, valid: Sequence[Record]) -> Iterator[Problem]:
        """Topics with different names that ask for one slug, each told at its first use."""
        known = self._task.facts.topics
        first_use: dict[str, tuple[Record, int]] = {}
        for record in valid:
            for index, name in enumerate(record.topics):
                if known.find(name) is None:
                    first_use.setdefault(topics.key(name), (record, index))
        by_slug = {slug: topic.name for slug, topic in known.by_slug.items()}
        for _, (record, index) in sorted(first_use.items()):
            name, pointer = record.topics[index], f"/topics/{index}"
            slug = topics.slug_of(name)
            other = by_slug.setdefault(slug, name)
            if other is not name:
                yield Problem(
                    record.path,
                    "topic-slug-clash",
                    f"{name} and {other} both ask for the slug {slug}",
                    self._span(record.path, pointer),
                    pointer=pointer,
                    hint="give one a slug of its own: [topics.another-slug] in feedtool.toml",
                )

    def _span(self, path: str, pointer: str) -> Span | None:
        """The place of a value; None where the file has gone meanwhile."""
        source = self._by_path[path]
        raw = sources.read(source, self._task.max_bytes) if isinstance(source, Source) else source
        if isinstance(raw, Problem):
            return None
        document = records.parse(raw, self._task.options).document
        return verdict.span_of(document, pointer) if document else None
