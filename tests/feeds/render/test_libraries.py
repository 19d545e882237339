"""What feedgen and lxml import for nothing is not there, and works as ever when somebody asks for it."""

import subprocess
import sys

from tests.tables import each

WITHOUT = {"dateutil.parser", "dateutil.tz", "gzip", "inspect", "locale"}


def run(code: str) -> list[str]:
    """The words that Python prints which has imported nothing before."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_what_nobody_asks_for_is_not_imported() -> None:
    code = (
        "import sys; before = set(sys.modules)\n"
        "from feedtool.feeds.render import libraries\n"
        f"print(*({WITHOUT} & (sys.modules.keys() - before)))"
    )
    assert run(code) == []


USES = {
    "dateutil.parser": "libraries.FeedEntry().updated('2026-01-01T00:00:00Z'); import dateutil.parser as it; "
    "it.parse('1 May 2026')",
    "dateutil.tz": "import dateutil.tz as it; libraries.FeedEntry().updated(it.datetime.datetime.now(it.UTC)); "
    "it.gettz('Europe/Berlin')",
    "gzip": "import gzip as it, io; e = libraries.etree.Element('a').getroottree(); f = io.BytesIO(); "
    "e.write(f, compression=9); assert it.decompress(f.getvalue()) == b'<a/>'",
    "inspect": "import inspect as it; "
    "T = type('T', (), {'start': lambda self, tag, attrib: 0, 'close': lambda self: 1}); "
    "p = libraries.etree.XMLParser(target=T()); assert libraries.etree.fromstring('<a/>', p) == 1; "
    "it.signature(len)",
    "locale": "from feedgen import util; import datetime; import locale as it; "
    "date = datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC); name = it.setlocale(it.LC_ALL, ''); "
    "assert util.formatRFC2822(date) == 'Wed, 01 May 2024 00:00:00 +0000'; "
    "assert it.setlocale(it.LC_ALL) == name",
}  # fmt: skip


@each("first", ["", "import {}; "])
@each("module", USES)
def test_a_module_that_somebody_asks_for_is_there(module: str, first: str) -> None:
    code = f"import sys; {first.format(module)}from feedtool.feeds.render import libraries; {USES[module]}"
    assert run(f"{code}; print(it.__spec__.name, it is sys.modules['{module}'])") == [
        module,
        "True",
    ]
