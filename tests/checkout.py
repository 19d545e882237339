"""A copy of feedtool that may be changed, and a site that it builds."""

import json
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

    def append(self, place: str, line: str) -> None:
        """Add a line to a tuple, which a place names as ``module.TUPLE``."""
        module, _, name = place.partition(".")
        path = self.folder / "feedtool" / f"{module}.py"
        before, begin, rest = path.read_text("utf-8").partition(f"\n{name} = (\n")
        lines, end, after = rest.partition("\n)\n")
        assert end, f"{path} has no tuple {name}"
        path.write_text(f"{before}{begin}{lines}\n    {line},{end}{after}", "utf-8")

    def build(self, config: str = "", **records: str) -> dict[str, Any]:
        """What a build reports, of these records beside those of the builds before."""
        for name, text in records.items():
            (self.site / "seeds" / f"{name}.md").write_text(text, "utf-8")
        (self.site / "feedtool.toml").write_text(CONFIG + config, "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "feedtool", "build", "--output-format", "json"],
            cwd=self.site,
            env=support.environment(PYTHONPATH=str(self.folder)),
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.stdout, done.stderr.decode()
        report: dict[str, Any] = json.loads(done.stdout)
        return report

    def output(self) -> dict[str, str]:
        found = support.tree(self.site / "output")
        return {path: content.decode() for path, content in found.items()}
