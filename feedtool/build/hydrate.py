"""The complete records of the stories in feeds; of all others a summary is enough."""

from collections.abc import Mapping

from feedtool.build import scan
from feedtool.build.memory import Cache
from feedtool.build.task import BuildTask
from feedtool.feeds.stories import with_merged
from feedtool.model import codec
from feedtool.model.record import INVALID, READY, SAME, Candidate, Record, ScanResult
from feedtool.records import convert
from feedtool.records.parse import validated
from feedtool.storage import sources
from feedtool.storage.place import Raw


class ChangedError(Exception):
    """Files have changed since they were scanned; ``seen`` are the results of a new scan."""

    def __init__(self, seen: list[ScanResult]) -> None:
        super().__init__(f"{len(seen)} files have changed")
        self.seen = seen


def records(stories: list[Candidate], task: BuildTask, store: Cache) -> list[Record]:
    """The complete record of each story: from the cache, if it was in a feed before, or read again.

    Raises ChangedError. What the changed files hold now is in the cache then, so none is read twice.
    """
    below = len(sources.display_path(task.display, ""))
    names = [story.path[below:] for story in stories]
    kept = {name: store.fields(name, one.digest) for name, one in zip(names, stories, strict=True)}
    digests = {name: one.digest for name, one in zip(names, stories, strict=True) if not kept[name]}
    read = _read(digests, task, store) if digests else {}
    store.keep_fields_of(names)
    return [
        _complete(one, kept[name] or read[name], task)
        for name, one in zip(names, stories, strict=True)
    ]


def _read(digests: Mapping[str, str], task: BuildTask, store: Cache) -> dict[str, str]:
    """The fields of records whose files held content of these digests."""
    found, changed, folder = dict[str, str](), list[ScanResult](), task.folder
    for name, raw in zip(digests, scan.read_files(list(digests), folder), strict=True):
        one = scan.scan_file(name, digests[name], raw, folder)
        if one.state in (SAME, READY) and one.digest and isinstance(raw, Raw):
            document, problems = validated(raw, folder.options)
            if document is not None:
                found[name] = convert.fields(document.value, folder.options.mapping)
                store.put_fields(name, one.digest, found[name])
            else:  # no reader may disagree with another; if one did, no record is lost without a word
                one = ScanResult(
                    name, one.digest, INVALID, problems=tuple(map(codec.problem_to_plain, problems))
                )
        if one.state != SAME:
            changed.append(one)
    if changed:
        raise ChangedError(changed)
    return found


def _complete(story: Candidate, fields: str, task: BuildTask) -> Record:
    tracking = task.config.records.tracking_parameters
    record = convert.from_fields(story.path, fields, tracking, task.mapping)
    return with_merged(record, story)
