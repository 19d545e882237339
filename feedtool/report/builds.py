"""A build, as text for people and as JSON for machines."""

from collections.abc import Iterable, Mapping

from feedtool.diagnostics.problem import Problem
from feedtool.imports.tuples import NamedTuple
from feedtool.model.report import BuildReport
from feedtool.model.states import REASONS
from feedtool.report import groups, words
from feedtool.report.words import count

# With -q no more problems are listed unless more are asked for: cron mails what is said.
QUIET_MOST = 20


class ProblemList(NamedTuple):
    """What a log says of the problems of a build: ``listed`` one by one, ``unlisted`` by their number.

    ``comparison`` says how they compare with those of the last build, if that is worth a line.
    """

    listed: tuple[Problem, ...]
    unlisted: tuple[Problem, ...] = ()
    comparison: str | None = None


def listing(report: BuildReport, most: int | None, *, quiet: bool) -> ProblemList:
    """What to say of the problems: first what holds the build back, then what is new, then the rest.

    A quiet build lists nothing again where nothing is new.
    """
    problems, known = report.problems, report.known
    if known is None:
        return _cut(problems, most, None)
    pressing, new, old = list[Problem](), list[Problem](), list[Problem]()
    for at, one in enumerate(problems):
        of_kind = old if at in known else new
        (pressing if _concerns_the_build(one) else of_kind).append(one)
    if quiet and old and not new:
        return ProblemList(tuple(pressing), (), _nothing_new(len(old), report.gone))
    news = f"new since the last build: {len(new):,} of {count(len(new) + len(old), 'problem')}"
    return _cut((*pressing, *new, *old), most, news if new and old else None)


def unlisted_line(left: Iterable[Problem]) -> str:
    """A line for the problems that are not listed: how many, and of which codes."""
    left = tuple(left)
    codes = ", ".join(f"{number:,} {code}" for code, number in words.codes(left).items())
    return f"and {len(left):,} more: {codes}"


def _cut(problems: tuple[Problem, ...], most: int | None, comparison: str | None) -> ProblemList:
    return ProblemList(problems[:most], () if most is None else problems[most:], comparison)


def _concerns_the_build(problem: Problem) -> bool:
    """Whether a problem says why nothing was published: that is said in each build."""
    return problem.code.startswith(("guard-", "records-"))


def _nothing_new(number: int, gone: int) -> str:
    if not gone:
        return f"the same {count(number, 'problem')} as at the last build{_LISTED}"
    last = f"{number + gone:,} problems of the last build"
    return f"nothing new: {number:,} of the {last} are left{_LISTED}"


_LISTED = "; without -q they are listed"


def render_json(report: BuildReport) -> str:
    """The build as one JSON object."""
    feeds = [
        {
            "name": feed.name,
            "items": feed.items,
            "files": list(feed.files),
            "changed": feed.changed,
        }
        for feed in report.feeds
    ]
    found = {
        "records": report.records,
        "valid": report.valid,
        "published": report.selected,
        "held": report.held,
        "feeds": feeds,
        **_files(report),
    }
    return _render(found, report.problems)


def render_stopped(problems: Iterable[Problem]) -> str:
    """A build that was stopped before it began, as an object of the same keys."""
    held = dict.fromkeys(REASONS, 0)
    nothing = {"written": 0, "unchanged": 0, "removed": 0}
    found = {"records": 0, "valid": 0, "published": 0, "held": held, "feeds": [], **nothing}
    return _render(found, problems)


def _render(found: Mapping[str, object], problems: Iterable[Problem]) -> str:
    from feedtool.report.formats.json import (  # late: most builds tell people
        VERSION,
        dumps,
        members,
    )

    listed = tuple(problems)
    sizes = groups.sizes(listed)
    rows = (members(one, sizes) for one in listed)
    return dumps({"version": VERSION, **found, "problems": rows})


def counts(report: BuildReport) -> dict[str, object]:
    """The counts of a build's report."""
    return {
        "records": report.records,
        "valid": report.valid,
        "published": report.selected,
        "held": report.held,
        "feeds": len(report.feeds),
        **_files(report),
        **words.counts(report.problems),
    }


def phases(report: BuildReport) -> Iterable[tuple[str, float, dict[str, int]]]:
    """The phases of a build, in order: each with its seconds and a count."""
    found = {"records": report.records, "valid": report.valid}
    files = _files(report)
    numbers = {
        "look for changes": found,
        "read and validate": found,
        "select": {"published": report.selected} | {k: n for k, n in report.held.items() if n},
        "render": {"feeds": len(report.feeds)},
        "publish": files,
    }
    for phase, seconds in report.seconds.items():
        yield phase, seconds, numbers.get(phase, {})


def phase_line(phase: str, seconds: float, numbers: Mapping[str, int]) -> str:
    """A phase for a person."""
    numbers_text = "".join(f", {number:,} {what}" for what, number in numbers.items())
    return f"{phase}: {seconds:.3f} s{numbers_text}"


def _files(report: BuildReport) -> dict[str, int]:
    published = report.published
    return {
        "written": len(published.written) if published else 0,
        "unchanged": len(published.unchanged) if published else 0,
        "removed": len(published.removed) if published else 0,
    }


def summary(report: BuildReport) -> str:
    """How many records are published, and how many are held back, and why."""
    held = [f"{number} {reason}" for reason, number in report.held.items() if number]
    invalid = report.records - report.valid
    held += [f"{invalid} invalid"] if invalid else []
    what = f"{count(report.records, 'record')}, {report.selected:,} published"
    return what + (f", held back: {', '.join(held)}" if held else "")


def lines(report: BuildReport, *, dry_run: bool) -> Iterable[str]:
    """The build for a person: a line a feed, then a summary with what was held back and why."""
    width = max((len(feed.name) for feed in report.feeds), default=0)
    for feed in report.feeds:
        changed = "changed" if feed.changed else "unchanged"
        yield f"{feed.name:{width}}  {count(feed.items, 'item')}, {feed.new} new, {changed}"
    yield summary(report)
    published = report.published
    if published is None:
        yield "nothing published"
        return
    would = "would be " if dry_run else ""
    yield (
        f"{count(len(published.written), 'file')} {would}written, "
        f"{len(published.unchanged)} unchanged, {len(published.removed)} {would}removed"
    )
