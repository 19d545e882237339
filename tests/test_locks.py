"""The locks: whatever is released after them, what they install stays the same, and is complete."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple, cast

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.integration import support
from tests.tables import each

FOLDER = support.ROOT / "requirements"
LOCKS = sorted(file.stem for file in FOLDER.glob("*.in"))
# What an environment for development has; the others are installed elsewhere, beside nothing of ours.
INSTALLED = ("pip", "build", "run", "dev")
THIS = cast("dict[str, str]", default_environment())
PYTHONS = ("3.11.0", "3.11.7", "3.12.1", "3.13.0", "3.14.0")
SYSTEMS = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "aarch64"},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
}
ENVIRONMENTS = {"this": THIS} | {
    f"{system} {python}": {
        **THIS,
        **facts,
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
    }
    for python in PYTHONS
    for system, facts in SYSTEMS.items()
}


class Pin(NamedTuple):
    """One package of a lock: what it requires, and the hashes of its files."""

    requirement: Requirement
    hashes: list[str]

    @property
    def version(self) -> str:
        (specifier,) = self.requirement.specifier
        return specifier.version


def lines(file: Path) -> list[str]:
    """The lines that say something, those that go on joined."""
    text = re.sub(r"\\\n", " ", file.read_text("utf-8"))
    bare = (re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines())
    return [line for line in bare if line]


@cache
def pins(lock: str) -> list[Pin]:
    """The packages of a lock; what else stands there is no requirement, which raises ValueError."""
    found = []
    for line in lines(FOLDER / f"{lock}.txt"):
        requirement, *hashes = re.split(r"\s+--hash=", line)
        found.append(Pin(Requirement(requirement), hashes))
    return found


def pinned(lock: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The name and version of each package that a lock installs in an environment."""
    found: dict[str, str] = {}
    for pin in pins(lock):
        if pin.requirement.marker is None or pin.requirement.marker.evaluate(dict(environment)):
            name = canonicalize_name(pin.requirement.name)
            assert name not in found, f"{name} is there twice"
            found[name] = pin.version
    return found


def asked(lock: str) -> Iterator[Requirement]:
    """What a lock was made from."""
    for line in lines(FOLDER / f"{lock}.in"):
        if line.startswith("-r "):
            yield from asked(line.removeprefix("-r ").removesuffix(".in"))
        elif not line.startswith("-c "):
            yield Requirement(line)


def required(name: str, extras: set[str], environment: Mapping[str, str]) -> Iterator[Requirement]:
    """What an installed package and its extras require in an environment."""
    for requirement in told(name):
        marker = requirement.marker
        if marker is None or any(
            marker.evaluate({**environment, "extra": extra}) for extra in extras | {""}
        ):
            yield requirement


@cache
def told(name: str) -> list[Requirement]:
    """What an installed package says that it requires, anywhere."""
    return [Requirement(text) for text in distribution(name).requires or ()]


@cache
def is_installed(name: str, version: str) -> bool:
    try:
        return distribution(name).version == version
    except PackageNotFoundError:
        return False


@each("lock", LOCKS)
def test_every_package_has_one_version_and_hashes_and_nothing_names_a_registry(lock: str) -> None:
    found = pins(lock)
    assert found
    for requirement, hashes in found:
        assert requirement.url is None
        assert [specifier.operator for specifier in requirement.specifier] == ["=="], requirement
        assert "*" not in str(requirement.specifier)
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes), requirement
    text = (FOLDER / f"{lock}.txt").read_text("utf-8")
    assert "://" not in text
    assert not [line for line in lines(FOLDER / f"{lock}.txt") if line.startswith("-")]


@each("environment", ENVIRONMENTS.values())
@each("lock", INSTALLED)
def test_a_lock_holds_all_that_its_packages_and_their_extras_require(
    lock: str, environment: dict[str, str]
) -> None:
    """It is installed without its dependencies, so what it lacks nobody would bring.

    What a package requires elsewhere is told by the one that is installed here, where it is of that version.
    """
    versions = pinned(lock, environment)
    to_do = [(requirement, f"{lock}.in") for requirement in asked(lock)]
    done: dict[str, set[str]] = {}
    while to_do:
        requirement, by = to_do.pop()
        name = canonicalize_name(requirement.name)
        assert name in versions, f"{by} requires {requirement}"
        assert requirement.specifier.contains(versions[name], prereleases=True), (
            f"{by}: {requirement}"
        )
        known = name in done
        extras = requirement.extras - done.setdefault(name, set())
        done[name] |= extras
        if (extras or not known) and is_installed(name, versions[name]):
            to_do += [(more, name) for more in required(name, extras, environment)]
    if environment is THIS:
        assert set(versions) == set(done), "what nothing requires"
        assert all(is_installed(*package) for package in versions.items()), "make .venv/.dev"


def test_the_locks_are_made_from_what_the_project_declares() -> None:
    project = tomllib.loads((support.ROOT / "pyproject.toml").read_text("utf-8"))
    declared = [line for line in lines(FOLDER / "run.in") if not line.startswith("-")]
    assert declared == project["project"]["dependencies"]
    assert set(project["build-system"]["requires"]) <= set(lines(FOLDER / "build.in"))
    development = {requirement.name for requirement in asked("dev")}
    for extra, packages in project["project"]["optional-dependencies"].items():
        assert {Requirement(package).name for package in packages} <= development, extra


def test_the_lowest_versions_are_those_that_the_project_declares() -> None:
    """`make test-lowest` tries each bound once; one that goes unnamed here nobody has tried."""
    found = pinned("lowest", THIS)
    bounds = {
        canonicalize_name(requirement.name): specifier.version
        for requirement in asked("run")
        for specifier in requirement.specifier
        if specifier.operator == ">="
    }
    assert bounds.keys() == {canonicalize_name(one.name) for one in asked("run")}
    for name, bound in bounds.items():
        assert Version(found[name]) == Version(bound), name


def test_nothing_is_installed_but_by_a_lock() -> None:
    """Nor does building a package from source fetch what is not locked."""
    makefile = (support.ROOT / "Makefile").read_text("utf-8")
    assert re.findall(r"pip\s+install\b(.*)", makefile) == [" -qq --no-deps --no-build-isolation"]
    recipes = [
        line for line in makefile.splitlines() if re.match(r"\t.*\$\((LOCKED|INSTALL)\)", line)
    ]
    assert len(recipes) == len([*INSTALLED, "lowest", "mutants", "feedtool itself"])
    for line in recipes:
        assert re.fullmatch(
            r"\t\$\(LOCKED\) requirements/\w+\.txt(?: --no-compile)?|\t\$\(INSTALL\) --editable \.",
            line,
        ), line
