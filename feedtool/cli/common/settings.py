"""The configuration that a command runs by: found, loaded, and its codes known."""

import os
from collections.abc import Iterator
from pathlib import Path

from feedtool.config.settings import IsKnown, Overrides, config_error, find, never
from feedtool.config.settings import load as load_config
from feedtool.diagnostics import suggest
from feedtool.diagnostics.pointer import escape
from feedtool.diagnostics.problem import Problem
from feedtool.diagnostics.selector import is_known
from feedtool.model.config import Config
from feedtool.storage.place import Folders, Place, Url

_NO_OVERRIDES = Overrides()


def load(
    config_file: Path | None,
    overrides: Overrides = _NO_OVERRIDES,
    *,
    needs_site: bool = True,
    is_known: IsKnown = never,
) -> Config:
    """The configuration in a file, else in the nearest ``feedtool.toml``; raises UsageError.

    ``is_known`` tells what need not be held against the schema again.
    """
    here = Path.cwd()
    file = here / config_file if config_file else find(here)
    config = load_config(
        file,
        os.environ,  # noqa: TID251
        overrides,
        needs_site=needs_site,
        is_known=is_known,
    )
    _refuse_unknown_codes(config)
    return config


def records_display(place: Place | Folders, given: str | None = None) -> str:
    """How the folder of the records is shown: as it was given, else relative to the working directory."""
    if isinstance(place, Url):
        return str(place)
    folder = place.base if isinstance(place, Folders) else place
    return Path(given or os.path.relpath(folder)).as_posix()


def _refuse_unknown_codes(config: Config) -> None:
    """Raises UsageError where ``[validate]`` names a code that there is not."""
    named = [*_named(config)]
    if all(code in ("all", "default") for _, code in named):
        return
    from feedtool.check import RULES as FEED_RULES  # late: only who names codes needs to know all
    from feedtool.rules.catalogue import RULES as RECORD_RULES

    rules = {**RECORD_RULES, **FEED_RULES}
    words = suggest.KnownWords(rules)
    problems = []
    for pointer, code in named:
        if not is_known(code, rules):
            message = f"there is no code {code}"
            hint = words.did_you_mean(code) or "delete it: feedtool rules lists the codes"
            problems.append(Problem("", "config-invalid", message, pointer=pointer, hint=hint))
    if problems:
        raise config_error(config, *problems)


def _named(config: Config) -> Iterator[tuple[str, str]]:
    """The codes in the configuration, each with its JSON pointer."""
    selector = config.selector
    lists = {
        "select": selector.select,
        "ignore": selector.ignore,
        "errors": selector.errors,
        "warnings": selector.warnings,
    } | {f"per_file_ignores/{escape(glob)}": found for glob, found in selector.per_file.items()}
    for name, found in lists.items():
        for index, code in enumerate(found):
            yield f"/validate/{name}/{index}", code
