"""Faults at the system calls of a build: ``python tools/faults.py --write docs/reliability.md``.

A build replaces the feeds of one state of the records by those of the next. It is run again and again,
and each time strace makes another of the system calls that touch the output (or the folders that
feedtool keeps beside it) fail, or ends the process there. Then the feeds are judged, and a run without
a fault has to heal what is left. Python is started once and forked for every run, which saves most of
the time; from the fork on a run is what the command ``feedtool`` does.
"""

# ruff: noqa: INP001 - a script

import argparse
import ctypes
import errno
import json
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from system_calls import FAULTS, SIGNALS, faults_of, injection

from feedtool import __main__ as command
from feedtool.cli import group

LAYOUTS = ("files", "generations")


@dataclass(frozen=True, slots=True)
class Size:
    """A corpus: so many records on so many topics."""

    name: str
    records: int
    topics: int


SIZES = (Size("small", 4, 1), Size("medium", 40, 4), Size("large", 300, 12))

# What strace looks at; a call counts if it names a file of ours, as a path or as a descriptor.
_TRACED = "trace=%file,%desc,getpgid"
_CALL = re.compile(r"^\d+\s+(\w+)\((.*)$")
_PATIENCE = 60.0
_NOW = "2026-01-01T00:00:00Z"
# Found here, for what a run imports before it begins may be struck by the fault that is meant for it.
_PRCTL = getattr(ctypes.CDLL(None), "prctl", None)
_FORMATS = ("rss", "atom")


@dataclass(frozen=True, slots=True)
class Call:
    """One system call of a build: its name, and the how manieth of that name it is."""

    name: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Stage:
    """All that the runs of one corpus and layout share, made once."""

    size: Size
    layout: str
    folder: Path
    calls: tuple[Call, ...]

    @property
    def before(self) -> Path:
        """The folder of a site whose feeds are those of the first state of the records."""
        return self.folder / "before" / "site"

    @property
    def after(self) -> Path:
        """The same, built again from the second state, with no fault."""
        return self.folder / "after" / "site"


@dataclass(frozen=True, slots=True)
class Job:
    """One fault at one system call."""

    stage: Stage
    call: Call
    fault: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one fault: the code of the exit, and what is wrong, which should be nothing."""

    job: Job
    fired: bool
    code: int = 0
    litter: bool = False
    wrong: tuple[str, ...] = ()
    told: str = ""


# What can be wrong, in the order of the table's columns.
WRONG = {
    "corrupt": "corrupt",
    "left": "left over",
    "lied": "lied",
    "traceback": "traceback",
    "silent": "silent",
    "exit": "wrong exit",
    "unhealed": "not healed",
}


def prepare(folder: Path, size: Size, layout: str) -> Stage:
    """Write both states of the records, build the sites, and find the system calls of a build."""
    folder.mkdir(parents=True)
    for state in ("old", "new"):
        _write_records(folder / state, size, is_new=state == "new")
    stage = Stage(size, layout, folder, ())
    _write_site(stage, stage.before)
    _warm_up(stage.before)
    _must(_run(stage.before))
    _begin(stage, stage.after)
    trace = folder / "trace"
    _must(_run(stage.after, strace=["-e", _TRACED], trace=trace))
    return Stage(size, layout, folder, tuple(_calls(trace, stage.after)))


def _begin(stage: Stage, site: Path) -> None:
    """Build the feeds of the first state of the records, and bring these to the second.

    All of it happens where the next build will find it, with a cache that it believes.
    """
    _write_site(stage, site)
    _must(_run(site))
    for record in (site / "seeds").iterdir():
        if not (stage.folder / "new" / record.name).exists():
            record.unlink()
    for record in (stage.folder / "new").iterdir():
        now = site / "seeds" / record.name
        if not now.exists() or now.read_bytes() != record.read_bytes():
            shutil.copyfile(record, now)


def _write_site(stage: Stage, site: Path) -> None:
    """A folder with a configuration and the first state of the records."""
    shutil.copytree(stage.folder / "old", site / "seeds")
    (site / "feedtool.toml").write_text(
        f"""[site]
title = "A site"
url = "https://example.org/"

[feeds]
formats = {json.dumps(_FORMATS)}
layout = "{stage.layout}"
keep_generations = 2
""",
        encoding="utf-8",
    )


def _warm_up(site: Path) -> None:
    """Load here what a build loads, so that every fork finds it loaded."""
    arguments = ["build", "--dry-run", "-q", "--config", str(site / "feedtool.toml")]
    group.feedtool.main(arguments, standalone_mode=False)


def _must(ended: tuple[int, str]) -> None:
    if ended != (0, ""):
        raise SystemExit(f"a build without a fault failed: {ended}")


def _write_records(folder: Path, size: Size, *, is_new: bool) -> None:
    """The records of a state. The new one adds a story, edits one, retracts one; one topic goes, one comes."""
    folder.mkdir()
    for number in range(size.records):
        topics = [f"Topic {number % size.topics}"]
        if number == 0:
            topics.append("Come" if is_new else "Gone")
        if number == size.records - 1 and not is_new:
            continue
        changed = {
            "title": f"Title {number}{' mended' if is_new and number == 1 else ''}",
            "published": not (is_new and number == 2),  # noqa: PLR2004 - some record
            "topics": topics,
        }
        (folder / f"{number:04d}.md").write_text(_record(number, changed), encoding="utf-8")


def _record(number: int, changed: dict[str, object]) -> str:
    fields = {
        "category": "news",
        "excerpt": "An excerpt.",
        "publishedDateTime": f"2023-09-01T09:{number % 60:02d}:00Z",
        "originalUrl": f"https://example.org/{number}",
        "type": "article",
        "quality": 39,
        "heat": 70,
        "provider": {"name": "Example", "domain": "example.org"},
        "secured": "EXAMPLE_SECURED_1",
        **changed,
    }
    lines = (f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
    return f"---\n{''.join(lines)}---\n"


def _run(site: Path, *, strace: Sequence[str] = (), trace: Path | None = None) -> tuple[int, str]:
    """One build in a fork of this process, under strace if asked for: its exit code and its words."""
    said = site.with_name(f"{site.name}.said")
    begin, start = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(start)
        _build(begin, site, said)
    os.close(begin)
    tracer = None
    if trace:
        options = ["-f", "-y", "-qqq", "-s", "0", "-o", str(trace), *strace, "-p", str(child)]
        tracer = subprocess.Popen(["strace", *options], stderr=subprocess.DEVNULL)  # noqa: S603, S607
        _wait_for_attached(tracer, trace)
    os.close(start)
    code = _wait(child)
    if tracer:
        tracer.wait(_PATIENCE)
    return code, said.read_text("utf-8", "replace")


def _wait_for_attached(tracer: "subprocess.Popen[bytes]", trace: Path) -> None:
    """Until strace shows a system call: every later one is counted."""
    while not (trace.is_file() and trace.stat().st_size):
        if tracer.poll() is not None:
            raise SystemExit("strace cannot attach to a process of the same user")
        time.sleep(0.001)


def _wait(child: int) -> int:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.001)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return errno.ETIMEDOUT


def _build(begin: int, site: Path, said: Path) -> None:
    """Be the command: what ``feedtool build`` does from its first line to its exit."""
    code: object = 1
    try:
        _let_strace_attach()
        descriptor = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        os.chdir(site)
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)  # under nohup, and after &, they are ignored
        sys.argv = ["feedtool", "build", "-q", "--now", _NOW]
        while not select.select([begin], [], [], 0.001)[0]:
            os.getpgid(0)  # what strace shows once it is attached
        command.main()
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001 - as Python does at its very end
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)


def _let_strace_attach() -> None:
    """The tracer is no ancestor of this process; where that matters, allow it."""
    if _PRCTL:
        _PRCTL(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)


def _calls(trace: Path, site: Path) -> Iterator[Call]:
    """The calls that touch the output, or what is kept beside it."""
    seen: Counter[str] = Counter()
    for line in trace.read_text("utf-8", "replace").splitlines():
        if not (match := _CALL.match(line)):
            continue
        name, rest = match.groups()
        seen[name] += 1
        if _ours(rest, site):
            yield Call(name, seen[name])


def _ours(rest: str, site: Path) -> bool:
    """Whether a traced call touches the output, the generations, or the cache of a site."""
    named = re.findall(re.escape(str(site)) + r"/([^\">,]*)", rest)
    relative = re.findall(r'"(\.?output[^"]*|\.feedtool-cache[^"]*)"', rest)
    return any(path.startswith(("output", ".")) for path in (*named, *relative))


def try_fault(job: Job) -> Verdict:
    """Make one call of a build fail, judge what is left, and let the next run heal it."""
    stage = job.stage
    with tempfile.TemporaryDirectory(dir=stage.folder, prefix="run-") as own:
        site, trace = Path(own) / "site", Path(own) / "trace"
        _begin(stage, site)
        inject = f"inject={job.call.name}:{injection(job.fault)}:when={job.call.ordinal}"
        only = f"trace={job.call.name},getpgid"
        code, said = _run(site, strace=["-e", only, "-e", inject], trace=trace)
        if not _fired(trace, site, job):
            return Verdict(job, fired=False)
        litter = bool(_temporary(site))
        wrong = list(_judge(job, site, code, said))
        healed = _run(site)
        wrong += _judge_healed(stage, site, healed)
        return Verdict(job, True, code, litter, tuple(wrong), said.strip()[-300:])  # noqa: FBT003


def _fired(trace: Path, site: Path, job: Job) -> bool:
    """Whether the fault struck, and struck the call that it was meant for."""
    calls = [line for line in trace.read_text("utf-8", "replace").splitlines() if "(" in line]
    named = [line for line in calls if re.match(rf"\d+\s+{job.call.name}\(", line)]
    return len(named) >= job.call.ordinal and _ours(named[job.call.ordinal - 1], site)


def _judge(job: Job, site: Path, code: int, said: str) -> Iterator[str]:
    """What is wrong right after the fault."""
    before, after, now = (_feeds(folder) for folder in (job.stage.before, job.stage.after, site))
    paths = before.keys() | after.keys() | now.keys()
    whole = all(now.get(path) in (before.get(path), after.get(path)) for path in paths)
    at_once = job.stage.layout == "files" or now in (before, after)
    if not (whole and at_once):
        yield "corrupt"
    if code == 0 and now != after:
        yield "lied"
    if "Traceback" in said:
        yield "traceback"
    if code > 0 and not said.strip():
        yield "silent"
    if code not in (0, SIGNALS.get(job.fault, 3)):
        yield "exit"


def _judge_healed(stage: Stage, site: Path, healed: tuple[int, str]) -> Iterator[str]:
    """What is wrong after a run without a fault."""
    if healed != (0, "") or _feeds(site) != _feeds(stage.after):
        yield "unhealed"
    if _temporary(site):
        yield "left"


def _feeds(site: Path) -> dict[str, bytes]:
    """What a server would serve: every file that is not hidden, and its bytes."""
    output = site / "output"
    files = (file for file in output.rglob("*") if file.is_file() and file.name[0] != ".")
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in files}


def _temporary(site: Path) -> list[str]:
    """What a finished build would not leave there."""
    names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    # The store holds what the link leads to and what it led to before, and no more than was asked for.
    generations = [name for name in names if re.fullmatch(r"\.output-generations/\d+", name)]
    too_many = sorted(generations)[:-2]
    return too_many + [name for name in names if re.search(r"staged|unfinished|\.tmp", name)]


def plan(stages: Iterable[Stage], *, every: bool) -> Iterator[Job]:
    """The faults to try: all at each call of the smallest corpus, of the others one at each, the rarest."""
    for stage in stages:
        if every or stage.size == SIZES[0]:
            for call in stage.calls:
                yield from (Job(stage, call, fault) for fault in faults_of(call.name))
        else:
            turns = Counter[str]()
            for call in stage.calls:
                fault = min(faults_of(call.name), key=lambda fault: turns[fault])
                turns[fault] += 1
                yield Job(stage, call, fault)


def sample(jobs: Sequence[Job], most: int) -> list[Job]:
    """At most so many of the jobs, drawn from all of them, the same ones every time."""
    return random.Random(0).sample(jobs, min(most, len(jobs)))  # noqa: S311 - no secret


def run(jobs: Sequence[Job], processes: int) -> list[Verdict]:
    """Try all faults."""
    verdicts = []
    began = time.monotonic()
    with ProcessPoolExecutor(processes) as executor:
        for verdict in executor.map(try_fault, jobs, chunksize=4):
            verdicts.append(verdict)
            if verdict.wrong:
                print(f"\r{_complaint(verdict)}", file=sys.stderr, flush=True)  # noqa: T201
            if sys.stderr.isatty() or len(verdicts) % 500 == 0:
                passed = time.monotonic() - began
                print(f"\r{len(verdicts)}/{len(jobs)} {passed:.0f} s", end="", file=sys.stderr)  # noqa: T201
    return verdicts


def table(verdicts: Iterable[Verdict]) -> str:
    """The results as Markdown: a row for each fault, and one for their sum."""
    fired = [verdict for verdict in verdicts if verdict.fired]
    heads = ["fault", "fired", "published all the same", *WRONG.values()]
    rows = [
        _row(fault, [verdict for verdict in fired if verdict.job.fault == fault])
        for fault in FAULTS
    ]
    rows.append(_row("all", fired))
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _row(title: str, verdicts: Sequence[Verdict]) -> list[str]:
    counts = Counter(wrong for verdict in verdicts for wrong in set(verdict.wrong))
    published = sum(verdict.code == 0 for verdict in verdicts)
    numbers = [len(verdicts), published, *(counts[wrong] for wrong in WRONG)]
    return [title, *(f"{number:,}" for number in numbers)]


def summary(stages: Sequence[Stage], verdicts: Sequence[Verdict], seconds: float) -> str:
    """What was run, on what, and the table."""
    lines = ["| corpus | layout | records | system calls that touch the output | faults |\n"]
    lines.append("| --- | --- | ---: | ---: | ---: |\n")
    for stage in stages:
        faults = sum(verdict.fired for verdict in verdicts if verdict.job.stage == stage)
        lines.append(
            f"| {stage.size.name} | {stage.layout} | {stage.size.records} | "
            f"{len(stage.calls)} | {faults:,} |\n"
        )
    python = ".".join(map(str, sys.version_info[:3]))
    machine = f"{os.cpu_count()} cores, Python {python}, {seconds / 60:.0f} minutes"
    return f"Measured with {machine}.\n\n{''.join(lines)}\n{table(verdicts)}"


def _complaint(verdict: Verdict) -> str:
    job = verdict.job
    return (
        f"{job.stage.size.name}/{job.stage.layout} {job.call.name}#{job.call.ordinal} "
        f"{job.fault}: {', '.join(verdict.wrong)}; exit {verdict.code}; {verdict.told!r}"
    )


def main() -> int:
    """Run what the command line asks for; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="the document whose table to replace")
    parser.add_argument("--most", type=int, default=1_000_000, help="try no more faults than that")
    parser.add_argument(
        "--every", action="store_true", help="all faults at every call of all sizes"
    )
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        stages, verdicts = sweep(
            Path(folder), most=options.most, every=options.every, processes=options.processes
        )
    text = summary(stages, verdicts, time.monotonic() - began)
    print(text)  # noqa: T201
    if options.write:
        document = options.write.read_text("utf-8")
        head, mark, rest = document.partition("<!-- make faults: begin -->\n")
        end = rest.partition("<!-- make faults: end -->")
        options.write.write_text(f"{head}{mark}\n{text}\n{end[1]}{end[2]}", encoding="utf-8")
    return any(verdict.wrong for verdict in verdicts)


def sweep(
    folder: Path, *, most: int, every: bool = False, processes: int = 2
) -> tuple[list[Stage], list[Verdict]]:
    """Prepare every corpus in both layouts, and try the faults."""
    stages = [
        prepare(folder / f"{size.name}-{layout}", size, layout)
        for size in SIZES
        for layout in LAYOUTS
    ]
    return stages, run(sample(list(plan(stages, every=every)), most), processes)


if __name__ == "__main__":
    sys.exit(main())
