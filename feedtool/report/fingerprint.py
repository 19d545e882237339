"""What a problem is known by wherever in its file it stands, so that a moved line makes no new one."""

import re

from feedtool.diagnostics.problem import Problem
from feedtool.imports.tuples import NamedTuple
from feedtool.text.hashes import blake2b

# Where something else is: `it is also on line 3`.
_LINE = re.compile(r"(?<=\bline )[0-9]+\b")
# Their messages name another file, as it is seen from the working directory.
_NAME_A_FILE = frozenset({"record-conflict", "record-duplicate"})
_INDEX = re.compile(r"(?<=/)[0-9]+(?=/|$)")


class Fingerprint(NamedTuple):
    """What stays the same of a problem: no line, no column, no index in a list.

    Two problems of one kind in one file may have the same one; a further one shows by their number.
    """

    path: str
    code: str
    pointer: str
    message: str

    def digest(self, number: int = 0) -> str:
        """The same in 32 hexadecimal digits; ``number`` tells several of one kind apart."""
        text = "\0".join((*self, str(number)))
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def fingerprint(problem: Problem) -> Fingerprint:
    """The fingerprint of a problem."""
    pointer = _INDEX.sub("*", problem.pointer or "")
    message = "" if problem.code in _NAME_A_FILE else problem.message
    if "line " in message:
        message = _LINE.sub("*", message)
    return Fingerprint(problem.path, problem.code, pointer, message)
