"""A copy of feedtool that may be changed, and a site that it builds."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import CONFIG, ROOT
from tests.integration import support


@dataclass(frozen=True)
class Checkout:
    """A copy of feedtool, to be changed, and a site that it builds."""

    folder: Path

    @classmethod
    def copied(cls, folder: Path) -> "Checkout":
        """What is run here, in another folder."""
        for name in ("feedtool", "schemas"):
            shutil.copytree(ROOT / name, folder / name)
        (folder / "site" / "seeds").mkdir(parents=True)
        return cls(folder)

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def file(self, module: str) -> Path:
        """The file of a module, named by its path below the package."""
        path = self.folder / "feedtool" / module
        return path / "__init__.py" if path.is_dir() else path.with_name(f"{path.name}.py")

    def append(self, place: str, text: str) -> None:
        """Add an item to a tuple or a set of several lines, which a place names as ``module.NAME``."""
        module, _, name = place.partition(".")
        path = self.file(module)
        found = re.search(
            rf"^{name}(?:: [^\n]*)? = (?:\w*\()+\n(?:.*\n)*?(?=^ *\)+\n)",
            path.read_text("utf-8"),
            re.MULTILINE,
        )
        assert found, f"{path} has no collection {name}"
        indent = re.match(" *", found[0].splitlines()[-1])
        assert indent
        self.replace(path, found[0], f"{found[0]}{indent[0]}{text},\n")

    def replace(self, path: Path, old: str, new: str) -> None:
        """Write something else in the place of what stands in a file once."""
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{path}: {old}"
        path.write_text(text.replace(old, new), "utf-8")

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        """What a command says and exits with, in the folder of the site."""
        return subprocess.run(
            [sys.executable, "-m", "feedtool", *arguments],
            cwd=self.site,
            env=support.environment(PYTHONPATH=str(self.folder)),
            capture_output=True,
            timeout=120,
            check=False,
        )

    def write(self, config: str = "", **records: str) -> None:
        """Write the configuration of the site, and records beside those that are there."""
        for name, text in records.items():
            (self.site / "seeds" / f"{name}.md").write_text(text, "utf-8")
        (self.site / "feedtool.toml").write_text(CONFIG + config, "utf-8")

    def build(self, config: str = "", **records: str) -> dict[str, Any]:
        """What a build reports, of these records beside those of the builds before."""
        self.write(config, **records)
        done = self.run("build", "--output-format", "json")
        assert done.stdout, done.stderr.decode()
        report: dict[str, Any] = json.loads(done.stdout)
        return report

    def problems(self) -> list[dict[str, Any]]:
        """What ``validate`` reports of the site's records."""
        done = self.run("validate", "--output-format", "json")
        assert done.stdout, done.stderr.decode()
        found: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
        return found

    def output(self) -> dict[str, str]:
        found = support.tree(self.site / "output")
        return {path: content.decode() for path, content in found.items()}
