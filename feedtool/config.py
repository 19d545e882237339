"""The configuration: ``feedtool.toml``, ``FEEDTOOL_…`` variables over it, checked by its schema."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, NamedTuple

from feedtool import files, schema, urls, wording
from feedtool.choice import Choice
from feedtool.model import Author, Config, FeedsConfig, Place, RecordsConfig, Site, Topic, Url
from feedtool.problems import Problem, Span, UsageError, in_order

FILE_NAME = "feedtool.toml"
PREFIX = "FEEDTOOL_"

Table = dict[str, Any]


class Overrides(NamedTuple):
    """What the command line says over the file; paths are absolute."""

    seeds: Place | None = None
    output: Place | None = None
    min_heat: int | None = None
    schema: Path | None = None


_NO_OVERRIDES = Overrides()


def find(start: Path) -> Path | None:
    """The ``feedtool.toml`` in a folder or the nearest of its parents; None where there is none."""
    folders = (start, *start.parents)
    return next((folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()), None)


# What stands for the site where no feed is written, and so no file is needed.
_NO_SITE = {"title": "-", "url": "https://site.invalid/"}


def load(
    file: Path | None,
    environ: Mapping[str, str],
    overrides: Overrides = _NO_OVERRIDES,
    *,
    needs_site: bool = True,
) -> Config:
    """The configuration that a file, the environment and the command line make together.

    Paths are relative to the file, without one to the working directory. Raises UsageError, with a
    problem for each thing wrong, and where a site is needed and neither a file nor a variable tells.
    """
    text = _read(file)
    document = json_schema()
    table = _parse(str(file or FILE_NAME), text)
    variables = _override(table, document, environ)
    if file is None and "site" not in table:
        if needs_site:
            raise UsageError(
                f"no {FILE_NAME} here or in a parent folder: feedtool init writes one; or give --config"
            )
        table["site"] = _NO_SITE
    name = str(file or FILE_NAME)
    # Nothing said is nothing wrong, and the validator takes long to import.
    said = file is not None or variables
    errors = (
        schema.compiled(schema.shipped(schema.CONFIG), trusted=True).errors(table) if said else ()
    )
    problems = {
        (problem.pointer, error.names): problem
        for error in reversed(errors)  # one problem a value or missing key: the first found
        for problem in _problems(name, text, error, variables)
    }
    if problems:
        raise UsageError(f"the configuration is wrong: {name}", in_order(problems.values()))
    base = file.parent if file else Path.cwd()
    return _config(base, _with_defaults(table, document), overrides)


def json_schema() -> Table:
    """The schema of the configuration, which also holds every default."""
    document: Table = schema.loads(schema.shipped(schema.CONFIG))
    return document


def _read(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        return files.read(file).decode("utf-8")
    except OSError as error:
        raise UsageError(f"cannot read the configuration {file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"the configuration {file} is not UTF-8: save it as UTF-8") from None


def _parse(path: str, text: str) -> Table:
    try:
        table: Table = _like_json(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (None, None)
        span = Span(line, column, line, column + 1) if line and column else None
        message = str(error).partition(" (at ")[0]
        problem = Problem(
            path, "config-syntax", message, span, hint="write it as TOML: https://toml.io"
        )
        raise UsageError(f"the configuration is not TOML: {path}", (problem,)) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets ditto
        raise UsageError(f"the configuration is beyond reason: {path}") from None
    return table


def _like_json(table: Any) -> Any:
    """The table with its dates as texts, which is what a JSON Schema knows."""
    if isinstance(table, dict):
        return {key: _like_json(value) for key, value in table.items()}
    if isinstance(table, list):
        return [_like_json(value) for value in table]
    return table.isoformat() if isinstance(table, date | time) else table


def _override(table: Table, document: Table, environ: Mapping[str, str]) -> dict[str, str]:
    """Put ``FEEDTOOL_SITE_TITLE`` and its like into the table; gives their names by JSON pointer."""
    found = {}
    keys = {
        PREFIX + "_".join(path).upper(): (path, kind) for path, kind in _leaf_keys(document, ())
    }
    for name in sorted(name for name in environ if name.startswith(PREFIX)):
        if name not in keys:
            known = [key.removeprefix(PREFIX) for key in keys]
            hint = schema.did_you_mean(name.removeprefix(PREFIX), known)
            mend = f"; {hint.replace('mean ', f'mean {PREFIX}')}" if hint else ""
            raise UsageError(f"unknown variable {name}{mend}")
        path, kind = keys[name]
        section = table
        for part in path[:-1]:
            section = section.setdefault(part, {})
            if not isinstance(section, dict):
                raise UsageError(f"{name} cannot override {part}, which is no table")
        section[path[-1]] = _typed(name, environ[name], kind)
        found["".join(f"/{part}" for part in path)] = name
    return found


def _leaf_keys(document: Table, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, part in document.get("properties", {}).items():
        if "properties" in part:
            yield from _leaf_keys(part, (*path, key))
        elif "additionalProperties" not in part:
            yield (*path, key), part.get("type", "string")


def _typed(name: str, value: str, kind: str) -> object:
    match kind:
        case "integer":
            try:
                return int(value)
            except ValueError:
                raise UsageError(f"{name} is {value!r}, not a whole number") from None
        case "boolean":
            if value.lower() not in ("true", "false"):
                raise UsageError(f"{name} is {value!r}: write true or false")
            return value.lower() == "true"
        case "array":
            return [part.strip() for part in value.split(",") if part.strip()]
        case _:
            return value


def _problems(
    path: str, text: str, error: schema.SchemaError, variables: Mapping[str, str]
) -> Iterator[Problem]:
    if error.keyword == "additionalProperties":
        for name in error.names:
            pointer = f"{error.pointer}/{schema.escape(name)}"
            message = f"{wording.name_of(pointer)} is no key that feedtool knows"
            hint = schema.did_you_mean(name, error.known)
            span = _locate(text, _keys(pointer))
            yield Problem(path, "config-unknown-key", message, span, pointer=pointer, hint=hint)
        return
    message, hint = wording.words(error)
    said_by = variables.get(error.pointer)
    span = None if said_by else _locate(text, _keys(error.pointer))
    yield Problem(
        said_by or path, "config-invalid", message, span, pointer=error.pointer, hint=hint
    )


def _keys(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _locate(text: str, keys: list[str]) -> Span | None:
    """The place of a key in a TOML text that is laid out in the usual way, else None."""
    table: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line):
            table = [part.strip().strip("\"'") for part in header[1].split(".")]
            if table == keys:
                return Span(number, header.start(1) + 1, number, header.end(1) + 1)
        elif key := re.match(r"\s*([\w-]+|\"[^\"]*\")\s*=", line):
            path = [*table, key[1].strip('"')]
            if path == keys[: len(path)]:
                return Span(number, key.start(1) + 1, number, key.end(1) + 1)
    return None


def _with_defaults(table: Table, document: Table) -> Table:
    """The table with every key that has a default."""
    full = dict(table)
    for key, part in document.get("properties", {}).items():
        if "default" in part:
            full.setdefault(key, part["default"])
        elif "properties" in part and (key in full or "required" not in part):
            full[key] = _with_defaults(full.get(key, {}), part)
    return full


def place(base: Path, text: str) -> Place:
    """The folder that a text stands for: a URL, or a path below ``base`` unless it is absolute.

    Raises UsageError where no file system could have it.
    """
    if "\0" in text:
        raise UsageError(f"{text!r} is no folder: it holds a null character")
    return Url(text.rstrip("/")) if "://" in text else base / text


def _config(base: Path, table: Table, overrides: Overrides) -> Config:
    site, records, feeds = table["site"], table["records"], table["feeds"]
    registry = records.get("topic_registry")
    return Config(
        base=base,
        site=_site(site),
        records=RecordsConfig(
            path=overrides.seeds or place(base, records["path"]),
            include=tuple(records["include"]),
            schema=overrides.schema or (base / records["schema"] if "schema" in records else None),
            registry_base=base,
            registry=registry,
            tracking_parameters=tuple(records["tracking_parameters"]),
            max_bytes=records["max_bytes"],
        ),
        feeds=FeedsConfig(
            output=_output(base, table, overrides),
            formats=tuple(feeds["formats"]),
            min_heat=feeds["min_heat"] if overrides.min_heat is None else overrides.min_heat,
            limit=feeds["limit"],
            unknown_topics=feeds["unknown_topics"],
            rollup=feeds["rollup"],
            layout=feeds["layout"],
            keep_generations=feeds["keep_generations"],
            max_new=feeds["max_new"],
            check=feeds["check"],
        ),
        choice=Choice(
            select=tuple(table["validate"]["select"]),
            ignore=tuple(table["validate"]["ignore"]),
            per_file={
                glob: tuple(codes) for glob, codes in table["validate"]["per_file_ignores"].items()
            },
        ),
        topics=tuple(topic(slug, part) for slug, part in table.get("topics", {}).items()),
    )


def _output(base: Path, table: Table, overrides: Overrides) -> Place:
    output = overrides.output or place(base, table["feeds"]["output"])
    if isinstance(output, Url) and table["feeds"]["layout"] != "files":
        raise UsageError(
            f'the layout "generations" needs a folder of this machine, and {output} is none'
        )
    return output


def _site(site: Table) -> Site:
    url = urls.to_uri(site["url"])
    author = site.get("author")
    return Site(
        title=site["title"],
        url=url if url.endswith("/") else f"{url}/",
        description=site["description"] if "description" in site else site["title"],
        language=site["language"],
        author=Author(author["name"], author.get("email"), _uri(author, "url")) if author else None,
        rights=site.get("rights"),
        icon=_uri(site, "icon"),
        hub=_uri(site, "hub"),
        ttl=site["ttl"],
    )


def _uri(table: Mapping[str, Any], key: str) -> str | None:
    return urls.to_uri(table[key]) if key in table else None


def topic(slug: str, table: Mapping[str, Any]) -> Topic:
    """The topic that a table of ``feedtool.toml``, or a file of the registry, describes."""
    return Topic(
        slug=slug,
        name=" ".join(table["name"].split()),
        title=table.get("title"),
        description=table.get("description"),
        aliases=tuple(table.get("aliases", ())),
        parent=table.get("parent"),
        image=_uri(table, "image"),
        min_heat=table.get("min_heat"),
        limit=table.get("limit"),
        rollup=table.get("rollup"),
    )
