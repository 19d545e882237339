"""Change feedtool's own code, one place after another, and see which changes no test notices.

``python tools/mutants_code.py [WORD…]`` takes the modules of MODULES that have one of the words in their
path. Each is mutated by cosmic-ray in a copy of the checkout, and tried with the tests named beside it: what
survives is a line that could be wrong without a red test. Every survivor is printed as a patch.
"""

# ruff: noqa: INP001, S603, S607, T201, TID251 - a script

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
# Of what survives, this means nothing: a type beside a local name, which Python does not read; `/` for the `*`
# of a signature; `^` for `-` or `|` of sets of which one is within the other or that share nothing; `>=` where
# only two layouts are known; `<=` for the length of what is not empty; ~heat for -heat, which order alike, and
# another constant for the heat that no digest tells; `strict=` for lists that are as long by their making. And
# that `publish` flushes folders shows after a power failure alone.

# What decides what subscribers get, and the tests that are fast enough to be run some hundred times.
MODULES = {
    "feedtool/feeds/select.py": ["tests/feeds/test_select.py", "tests/feeds/test_stories.py"],
    "feedtool/publish/guards.py": ["tests/publish/test_guards.py"],
    "feedtool/publish/publish.py": ["tests/publish/test_publish.py"],
    "feedtool/build/fingerprints.py": ["tests/build/test_fingerprints.py"],
    "feedtool/records/mapping.py": ["tests/records/test_mapping.py"],
}
CONFIG = """\
[cosmic-ray]
module-path = "{module}"
timeout = 120.0
excluded-modules = []
test-command = "{python} -m pytest -q -x -n0 -p no:cacheprovider {tests}"
[cosmic-ray.distributor]
name = "local"
"""


def copy(folder: Path) -> None:
    """Copy what git knows of the checkout into a folder, as it is now."""
    listed = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)
    for name in listed.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)


def run(folder: Path, *arguments: str) -> str:
    """What a program prints that comes with this Python; raises CalledProcessError."""
    program = Path(sys.executable).with_name(arguments[0])
    # An editable install leads to the checkout; what is mutated must be found before it.
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [program, *arguments[1:]],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def results(folder: Path) -> Iterator[dict[str, Any]]:
    """What came of each mutant: one JSON document a line, of two parts."""
    for line in run(folder, "cosmic-ray", "dump", "session.sqlite").splitlines():
        _, result = json.loads(line)
        if result is not None:
            yield result


def try_module(module: str) -> int:
    """How many mutants of a module survive."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy(folder)
        config = CONFIG.format(
            module=module, python=sys.executable, tests=" ".join(MODULES[module])
        )
        (folder / "mutants.toml").write_text(config, "utf-8")
        run(folder, "cosmic-ray", "baseline", "mutants.toml")  # without a change the tests pass
        run(folder, "cosmic-ray", "init", "mutants.toml", "session.sqlite")
        run(folder, "cosmic-ray", "exec", "mutants.toml", "session.sqlite")
        found = list(results(folder))
    survivors = [one for one in found if one["test_outcome"] == "survived"]
    for one in survivors:
        print(one["diff"], end="\n\n")
    print(f"{module}: {len(survivors)} of {len(found)} mutants survive", flush=True)
    return len(survivors)


def main(words: list[str]) -> int:
    """Try the modules that were chosen; 1 if a mutant survives."""
    chosen = [module for module in MODULES if not words or any(word in module for word in words)]
    return int(sum([try_module(module) for module in chosen]) > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
