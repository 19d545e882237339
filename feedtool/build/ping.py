"""The feeds that have changed since they were announced to a hub, and announcing them.

The digest of each feed that was announced is kept beside the cache. Where that is lost, each feed is
announced once more, which costs a hub one request and no subscriber anything.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from feedtool import __version__
from feedtool.build.cache import opening
from feedtool.diagnostics.errors import UsageError
from feedtool.feeds import layout
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Config
from feedtool.publish import websub
from feedtool.publish.websub import Patience, Refusal
from feedtool.storage import atomic, folders
from feedtool.text.hashes import content_digest

FILE = "announced.json"

Announce = Callable[[str, str, str, Patience], Refusal | None]


class PingReport(NamedTuple):
    """The addresses of the feeds that were announced to the hub, and of those that were not, and why."""

    hub: str
    announced: tuple[str, ...]
    left: tuple[str, ...]
    refusal: str | None


def require_hub(config: Config) -> str:
    """The hub of a site. Raises UsageError where it has none."""
    if config.site.hub is None:
        raise UsageError(
            'there is no hub to tell: set site.hub, such as "https://hub.example.org/"'
        )
    return config.site.hub


def changed_feeds(config: Config) -> dict[str, str]:
    """The addresses of the feeds whose bytes the hub has not heard of, each with a digest of these.

    That of everything comes first. Raises UsageError, StorageError.
    """
    return _changed(config, _announced(config).get(require_hub(config), {}))


def _changed(config: Config, known: Mapping[str, str]) -> dict[str, str]:
    """The feeds whose digests are not those ``known`` by address."""
    output = folders.at(config.feeds.output)
    paths = [path for path in output.listed(*layout.folders()) if layout.is_feed(path)]
    found: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: ("/" in path, path)):
        content = output.read(path)
        if content is not None and layout.is_marked(path, content):
            address, digest = config.site.url + path, content_digest(content)
            if known.get(address) != digest:
                found[address] = digest
    return found


def ping(config: Config, patience: Patience, announce: Announce = websub.announce) -> PingReport:
    """Tell the hub of each feed that has changed, once; what it has taken is kept after each.

    After the first that it does not take for a reason that all share it is not asked again. Raises UsageError,
    StorageError.
    """
    hub = require_hub(config)
    known, done = dict(_announced(config).get(hub, {})), list[str]()
    changed = _changed(config, known)
    reasons: dict[str, str] = {}
    name = f"feedtool/{__version__}"
    for address, digest in changed.items():
        refusal = announce(hub, address, name, patience)
        if refusal is None:
            known[address] = digest
            done.append(address)
            _store(config, {hub: known})
            continue
        reasons[address] = refusal.reason
        if not refusal.is_final:
            break
    left = tuple(address for address in changed if known.get(address) != changed[address])
    return PingReport(hub, tuple(done), left, next(iter(reasons.values()), None))


def _announced(config: Config) -> Mapping[str, Mapping[str, str]]:
    """The digests of the feeds announced to each hub, by address; none where they are lost or damaged."""
    content = atomic.read(config.base / opening.FOLDER / FILE)
    try:
        kept: Any = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        return {}
    hubs = kept.items() if isinstance(kept, dict) else ()
    return {hub: digests for hub, digests in hubs if isinstance(digests, dict)}


def _store(config: Config, announced: Mapping[str, Mapping[str, str]]) -> None:
    """Keep it. Raises StorageError. Only the hub of today is kept: another one has to hear of everything."""
    opening.prepare(config.base / opening.FOLDER)
    file = config.base / opening.FOLDER / FILE
    atomic.replace(file, json.dumps(announced, indent=1, sort_keys=True).encode())


def lines(report: PingReport) -> Iterable[str]:
    """What is said of a report."""
    if report.announced:
        yield f"told {report.hub} of {_feeds(len(report.announced))}"
    elif not report.left:
        yield f"no feed has changed since {report.hub} was told"


def failure(report: PingReport) -> str:
    """What is said of the feeds that are left."""
    return (
        f"{report.hub} was not told of {_feeds(len(report.left))}: {report.refusal or 'the time was up'}; "
        "the next ping tells it"
    )


def _feeds(number: int) -> str:
    return "1 feed" if number == 1 else f"{number:,} feeds"
