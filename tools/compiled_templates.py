"""Compile the templates of the pages: ``python tools/compiled_templates.py feedtool/feeds/render/compiled``."""

# ruff: noqa: INP001 - a script

import sys
from pathlib import Path

from feedtool.feeds.render import environment, pages

_HEAD = """\
# Made by tools/compiled_templates.py from templates/{name}: change that, and run `make docs`.
# fmt: off
# mypy: ignore-errors
"""
_INIT = '''\
"""The templates as Jinja2 compiles them to Python; made by tools/compiled_templates.py (`make docs`)."""

MADE_OF = "{made_of}"
'''


def modules() -> dict[str, str]:
    """The name and text of each file."""
    jinja = pages.environment(anew=True)
    found = {"__init__.py": _INIT.format(made_of=environment.made_of(jinja))}
    for name, text in environment.templates(jinja).items():
        code = jinja.compile(text, name, name, raw=True, defer_init=True)
        found[f"{environment.module_of(name)}.py"] = f"{_HEAD.format(name=name)}{code}\n"
    return found


def main() -> None:
    """Write the modules, and remove those of templates that are gone."""
    folder = Path(sys.argv[1])
    for file in folder.glob("*.py"):
        file.unlink()
    for name, text in modules().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
