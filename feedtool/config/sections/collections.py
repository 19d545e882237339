"""Several collections of one site: tables ``[[records]]``, each read as one table ``[records]`` would be."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from feedtool.config import places
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.diagnostics.words.configuration import WORDS, fault
from feedtool.model.config import Config, RecordsConfig
from feedtool.storage.place import Folders, Place, Url
from feedtool.toml.reader import Table

# A configuration of one collection, and what is wrong with its values.
Made = tuple[Config, tuple[Problem, ...]]
# What a collection says of single fields, over what the site says of all.
_MAPPING = ("fields", "defaults")
# What concerns all records: the first table has it.
_OF_SITE = ("topic_registry", "tracking_parameters", "max_bytes")


def made(table: Table, seeds: Place | None, make: Callable[[Table], Made]) -> Made:
    """The configuration that the tables make, and all problems; ``make`` reads it with one of them alone.

    With ``seeds`` it is that of the one collection which that folder belongs to. Raises UsageError where it
    belongs to none.
    """
    entries: Sequence[Mapping[str, Any]] = table["records"]
    of_site = {key: entries[0][key] for key in _OF_SITE if key in entries[0]}
    configs, wrong = list[Config](), dict[str, Problem]()
    for index, entry in enumerate(entries):
        config, problems = make(_alone(table, {**entry, **of_site}))
        records = config.records._replace(pointer=f"/records/{index}")
        configs.append(config._replace(records=records))
        found = [_moved(problem, index, entry) for problem in problems]
        found += _of_site_elsewhere(index, entry)
        wrong |= {problem.pointer or "": problem for problem in found}
    collections = [config.records for config in configs]
    if seeds is not None and not wrong:
        chosen = _collection_of(seeds, collections)
        return configs[0]._replace(records=chosen._replace(path=seeds)), ()
    wrong |= {
        problem.pointer or "": problem for problem in _misplaced(configs[0].base, collections)
    }
    if wrong:
        return configs[0], tuple(wrong.values())
    return configs[0]._replace(records=_together(configs[0].base, collections)), ()


def _alone(table: Table, entry: Mapping[str, Any]) -> Table:
    """The configuration as it would be if this collection were the only one."""
    alone = {**table, "records": {key: one for key, one in entry.items() if key not in _MAPPING}}
    for name in _MAPPING:
        if both := {**table.get(name, {}), **entry.get(name, {})}:
            alone[name] = both
    return alone


def _moved(problem: Problem, index: int, entry: Mapping[str, Any]) -> Problem:
    """The problem at the place that it has among several collections."""
    _, *tokens = (problem.pointer or "").split("/")
    if tokens[0] == "records":
        return problem._replace(pointer="/".join(["/records", str(index), *tokens[1:]]))
    if tokens[0] in _MAPPING and tokens[1] in entry.get(tokens[0], {}):
        return problem._replace(pointer=f"/records/{index}{problem.pointer}")
    return problem


def _of_site_elsewhere(index: int, entry: Mapping[str, Any]) -> Iterator[Problem]:
    for key in _OF_SITE if index else ():
        if key in entry:
            message = f"{key} is the same for all records"
            hint = "move this line to the first [[records]]"
            pointer = f"/records/{index}/{key}"
            yield fault("", "config-invalid", message, hint, pointer=pointer)


def _misplaced(base: Path, collections: Sequence[RecordsConfig]) -> Iterator[Problem]:
    """The problems of folders that cannot stand beside those of other collections."""
    named = [(one, place) for one in collections for place in one.places]
    every = [place for _, place in named]
    if len(every) == 1:
        return
    for (one, folder), other in zip(named, places.holders(every), strict=True):
        if isinstance(folder, Url):
            parts = {"folder": str(folder)}
        elif other is not None:
            parts = {
                "folder": os.path.relpath(folder, base),
                "holder": os.path.relpath(other, base),
            }
        else:
            continue
        parts["advice"] = "name a folder beside those of the other collections"
        pointer = f"{one.pointer}/path"
        yield WORDS["config-invalid"].problem("", "config-invalid", parts, None, pointer)


def _together(base: Path, collections: Sequence[RecordsConfig]) -> RecordsConfig:
    first = collections[0]
    globs = [(place, one.include) for one in collections for place in one.places]
    if len(globs) == 1:
        return first._replace(collections=(first,))
    texts = [str(place) for place, _ in globs]
    joined = places.folders(base, texts)
    if not isinstance(joined, Folders):
        raise TypeError("several folders make one value")
    path = joined._replace(includes=tuple(include for _, include in globs))
    return first._replace(path=path, collections=tuple(collections))


def _collection_of(seeds: Place, collections: Sequence[RecordsConfig]) -> RecordsConfig:
    for one in collections:
        for place in one.places:
            if seeds == place or (
                isinstance(seeds, Path)
                and isinstance(place, Path)
                and Path(os.path.normpath(seeds)).is_relative_to(os.path.normpath(place))
            ):
                return one
    raise UsageError(
        f"{seeds} is in no folder of [[records]], so nothing tells how to read it: "
        "give --seeds the folder of one of them, or add a table for it"
    )
