"""The configuration: ``feedtool.toml``, ``FEEDTOOL_…`` variables over it, checked by its schema."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from feedtool.config import files, places
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, in_order
from feedtool.diagnostics.selector import RuleSelector
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Author, Config, FeedsConfig, Origin, RecordsConfig, Site
from feedtool.model.topics import Topic
from feedtool.storage.place import Place
from feedtool.text import urls
from feedtool.toml.reader import Table

FILE_NAME = "feedtool.toml"
PREFIX = "FEEDTOOL_"


class Overrides(NamedTuple):
    """What the command line says over the file; paths are absolute."""

    seeds: Place | None = None
    output: Place | None = None
    min_heat: int | None = None
    schema: Path | None = None

    @property
    def pointers(self) -> tuple[str, ...]:
        """The JSON pointers of the keys that it stands over."""
        overridden = {
            "/records/path": self.seeds,
            "/feeds/output": self.output,
            "/feeds/min_heat": self.min_heat,
            "/records/schema": self.schema,
        }
        return tuple(pointer for pointer, value in overridden.items() if value is not None)


_NO_OVERRIDES = Overrides()


def find(start: Path) -> Path | None:
    """The ``feedtool.toml`` in a folder or the nearest of its parents; None where there is none."""
    folders = (start, *start.parents)
    return next((folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()), None)


# Whether what a configuration in a folder holds is known to pass the schema.
IsKnown: TypeAlias = Callable[[Path, Table], bool]


def never(_base: Path, _table: Table) -> bool:
    """Nothing is known of any configuration."""
    return False


# Where no feed is written no file is needed.
_NO_SITE = {"title": "-", "url": "https://site.invalid/"}


def load(
    file: Path | None,
    environ: Mapping[str, str],
    overrides: Overrides = _NO_OVERRIDES,
    *,
    needs_site: bool = True,
    is_known: IsKnown = never,
) -> Config:
    """The configuration that a file, the environment and the command line make together.

    Paths are relative to the file, without one to the working directory. What ``is_known`` is not held against
    the schema again. Raises UsageError, with a problem for each thing wrong, and where a site is needed and
    neither a file nor a variable tells.
    """
    base, document = _base(file), json_schema()
    table, named = _table(file, environ, document, needs_site=needs_site, is_known=is_known)
    if isinstance(table.get("records"), list):
        from feedtool.config.sections import collections  # late: most sites have one

        of_one = partial(_made, base, document, overrides._replace(seeds=None))
        made, wrong = collections.made(table, overrides.seeds, of_one)
    else:
        made, wrong = _made(base, document, overrides, table)
    origin = Origin(str(file) if file else None, tuple(sorted(named.items())), overrides.pointers)
    made = made._replace(origin=origin)
    if wrong:
        raise config_error(made, *wrong)
    return _with_podcast(_with_named_feeds(made, table, document), table, document)


def _base(file: Path | None) -> Path:
    """The folder that paths are relative to."""
    return file.parent if file else Path.cwd()


# The variables over a configuration, each by the path of the key that it sets.
_Named = dict[tuple[str, ...], str]


def _table(
    file: Path | None,
    environ: Mapping[str, str],
    document: Table,
    *,
    needs_site: bool,
    is_known: IsKnown,
) -> tuple[Table, _Named]:
    """The values of a file with the variables over them, and these; raises UsageError where any are wrong."""
    name, text = str(file or FILE_NAME), files.text_of(file)
    table = files.table_of(name, text, document)
    named: _Named = {}
    problems: tuple[Problem, ...] = ()
    if any(variable.startswith(PREFIX) for variable in environ):
        from feedtool.config import variables  # late: few runs have any

        named, problems = variables.override(table, document, environ)
    if file is None and "site" not in table:
        if needs_site and not problems:
            raise UsageError(_no_file())
        table["site"] = _NO_SITE
    # Nothing said is nothing wrong, and the validator takes long to import.
    if (file is not None or named) and (problems or not is_known(_base(file), table)):
        problems = (*problems, *_problems(name, text, table, named, document))
    if problems:
        raise UsageError(f"the configuration is wrong: {name}", in_order(problems))
    return table, named


def _with_named_feeds(config: Config, table: Table, document: Table) -> Config:
    """The configuration with the feeds that it asks for by name: queries, languages, digests."""
    keys = {*table, *table["site"], *table.get("feeds", ())}
    if not keys & {"feed", "languages", "digest", "timezone"}:
        return config
    from feedtool.config.sections import digests, queries  # late: few sites ask for any

    full = _with_defaults({**table, "records": {}}, document)
    if wrong := (*queries.problems(full), *digests.problems(full)):
        raise config_error(config, *wrong)
    return digests.with_digests(queries.with_queries(config, full), full, document)


def _with_podcast(config: Config, table: Table, document: Table) -> Config:
    if "podcast" not in table:
        return config
    from feedtool.config.feeds import podcast  # late: few sites have one

    show = _with_defaults(table["podcast"], document["properties"]["podcast"])
    if wrong := tuple(podcast.problems(config, show)):
        raise config_error(config, *wrong)
    return podcast.with_podcast(config, show)


def _made(
    base: Path, document: Table, overrides: Overrides, table: Table
) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration of one collection that a table holds, and what the schema cannot find wrong in it."""
    given = table.get("records", {})
    full = _with_defaults(table, document)
    made = _config(base, full, overrides)
    if given.keys() & {"preset", "timezone"} or table.keys() & {"fields", "defaults"}:
        from feedtool.config import presets  # late: feedtool's own records have none

        if wrong := tuple(presets.problems(full)):
            return made, wrong
        made = presets.with_site(made, full, has_include="include" in given)
    wrong = tuple(places.unfit_layout(made.feeds.output, made.feeds.layout))
    if overrides.seeds is None:
        wrong = (*places.misplaced_folders(base, full["records"]["path"]), *wrong)
    return made, wrong


def json_schema() -> Table:
    """The schema of the configuration, which also holds every default."""
    document: Table = schemas.loads(schemas.shipped(schemas.CONFIG))
    return document


def config_error(config: Config, *found: Problem) -> UsageError:
    """The error that problems with values of a configuration are that was loaded.

    Each ``path`` is still empty, its ``pointer`` names the value: the place is that in the file, or the
    name of the variable. What the command line has said has neither.
    """
    overridden = next((one for one in found if one.pointer in config.origin.overridden), None)
    if overridden is not None:
        return UsageError(overridden.message)
    name = config.origin.file or FILE_NAME
    return UsageError(f"the configuration is wrong: {name}", in_order(located(config, found)))


def located(config: Config, found: Iterable[Problem]) -> list[Problem]:
    """Problems with values of a configuration that was loaded, at their places; see ``config_error``."""
    from feedtool.config.faults import errors, hints  # late: nearly every configuration is right

    origin = config.origin
    name, text = origin.file or FILE_NAME, files.text_again(origin.file)
    written = hints.ConfigText(name, text, dict(origin.variables))
    return errors.located(written, found)


def _no_file() -> str:
    here = Path.cwd() / FILE_NAME
    if here.is_dir():
        return f"{FILE_NAME} is a folder here: move it away, and write a file of that name"
    return f"no {FILE_NAME} here or in a parent folder: feedtool init writes one; or give --config"


def _problems(
    name: str, text: str, table: Table, named: dict[tuple[str, ...], str], schema: Table
) -> tuple[Problem, ...]:
    from feedtool.schema.libraries import shipped  # late: see ``load``

    # Collections are described by what the schema says of one, wherever it stands.
    if isinstance(table.get("records", {}), dict) and shipped.passes(schema, table):
        return ()
    # late: nearly every configuration is right
    from feedtool.config.faults import errors as config_errors
    from feedtool.config.faults import hints
    from feedtool.schema import validator

    origin = hints.ConfigText(name, text, named)
    errors = validator.compiled(schemas.shipped(schemas.CONFIG), trusted=True).errors(table)
    if not errors:
        return ()
    return config_errors.problems(origin, table, errors, schema)


def _with_defaults(table: Table, document: Table) -> Table:
    """The table with every key that has a default."""
    full = dict(table)
    for key, part in document.get("properties", {}).items():
        if "default" in part:
            full.setdefault(key, part["default"])
        elif "properties" in part and (key in full or "required" not in part):
            full[key] = _with_defaults(full.get(key, {}), part)
    return full


def _config(base: Path, table: Table, overrides: Overrides) -> Config:
    site, records, feeds = table["site"], table["records"], table["feeds"]
    registry = records.get("topic_registry")
    return Config(
        base=base,
        site=_site(site),
        records=RecordsConfig(
            path=overrides.seeds or places.folders(base, records["path"]),
            include=tuple(records["include"]),
            schema=overrides.schema or (base / records["schema"] if "schema" in records else None),
            registry_base=base,
            registry=registry,
            tracking_parameters=tuple(records["tracking_parameters"]),
            max_bytes=records["max_bytes"],
            require=tuple(records["require"]),
            known_keys=tuple(records["known_keys"]),
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
            min_items=feeds["min_items"],
            exclude_topics=tuple(feeds["exclude_topics"]),
            archive_size=feeds["archive_size"],
            topics_json=feeds["topics_json"],
            sitemap=feeds["sitemap"],
            ledger=feeds["ledger"],
            max_bytes=feeds["max_bytes"],
            cluster=feeds["cluster"],
            sticky=feeds["sticky"],
            show_heat=feeds["show_heat"],
        ),
        selector=RuleSelector(
            select=tuple(table["validate"]["select"]),
            ignore=tuple(table["validate"]["ignore"]),
            errors=tuple(table["validate"]["errors"]),
            warnings=tuple(table["validate"]["warnings"]),
            per_file={
                glob: tuple(codes) for glob, codes in table["validate"]["per_file_ignores"].items()
            },
        ),
        topics=tuple(topic(slug, part) for slug, part in table.get("topics", {}).items()),
    )


def _output(base: Path, table: Table, overrides: Overrides) -> Place:
    return overrides.output or places.place(base, table["feeds"]["output"])


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
        renamed_from=tuple(table.get("renamed_from", ())),
        ended=_day(table["ended"]) if "ended" in table else None,
        end_note=table.get("end_note"),
        successor=table.get("successor"),
    )


def _day(text: str) -> datetime:
    """The beginning of a day in UTC; that of March where a year has no 29th of February."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return datetime(int(text[:4]), 3, 1, tzinfo=UTC)
