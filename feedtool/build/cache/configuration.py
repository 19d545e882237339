"""Whether the configuration is the one of the last build, which had nothing wrong with it.

To hold it against its schema means to import what does that, for nearly nothing. What the schema says is a
matter of the values and of the program alone, so what passed it once passes it again. Nothing
else is known here: a configuration with a problem is held against the schema at every run.
"""

from pathlib import Path

from feedtool.build.cache import opening
from feedtool.text.hashes import digest
from feedtool.toml.reader import Table


class PassedConfig:
    """Knows a configuration that passed its schema; ``digest`` is that of the last one that was asked for.

    ``program`` tells which program it is that holds configurations against their schema.
    """

    def __init__(self, program: str) -> None:
        self._program = program
        self.digest: str | None = None

    def is_known(self, base: Path, table: Table) -> bool:
        """Whether these values, of a configuration in a folder, are those that passed at the last build."""
        self.digest = digest(self._program, table)
        return opening.passed(base) == self.digest
