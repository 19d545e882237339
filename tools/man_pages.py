"""Write the man pages from the commands and their options: ``python tools/man_pages.py docs/man``."""

# ruff: noqa: INP001 - a script

import re
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click
from click_man.man import ManPage

from feedtool import __version__
from feedtool.cli import COMMANDS
from feedtool.cli.group import feedtool

# A paragraph that begins with this is shown as it is written.
_AS_IT_IS = "\b\n"


def pages() -> dict[str, str]:
    """The name and text of each page: one for feedtool, and one for each of its commands."""
    top = click.Context(feedtool, info_name="feedtool", **feedtool.context_settings)
    found = {"feedtool.1": _page(top, _sentence(feedtool), dict(COMMANDS))}
    for name, sentence in COMMANDS.items():
        command = feedtool.get_command(top, name)
        assert command is not None  # noqa: S101 - it is one of them
        context = click.Context(command, info_name=name, parent=top, **command.context_settings)
        found[f"feedtool-{name}.1"] = _page(context, sentence, {})
    return found


def _page(context: click.Context, sentence: str, commands: dict[str, str]) -> str:
    page = ManPage(context.command_path)
    page.version = __version__
    page.date = ""  # equal commands, equal pages
    page.short_help = _roff(sentence.removesuffix("."))
    page.synopsis = " ".join(context.command.collect_usage_pieces(context))
    page.description = "\n\n".join(_description(cleandoc(context.command.help or "")))
    page.options = list(_options(context))
    page.commands = [(name, _roff(text)) for name, text in commands.items()]
    related = [f"feedtool-{name}" for name in COMMANDS] if commands else ["feedtool"]
    see = ",\n".join(rf"\fB{_roff(name)}\fP(1)" for name in related)
    head, _, rest = str(page).partition("\n")
    name = context.command_path.upper()
    return f"{head.replace(name, name.replace(' ', '-'))}\n{rest}.SH SEE ALSO\n{see}\n"


def _sentence(command: click.Command) -> str:
    """The first sentence of a help."""
    return cleandoc(command.help or "").partition("\n\n")[0].replace("\n", " ")


def _description(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(_AS_IT_IS):
            yield f".nf\n{_roff(paragraph.removeprefix(_AS_IT_IS))}\n.fi"
        else:
            yield _roff(paragraph)


def _options(context: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in context.command.get_params(context):
        option, text = parameter.get_help_record(context) or ("", "")
        if text:  # hidden ones have none, nor have arguments, which the synopsis has
            yield option.replace("\\", r"\e"), _roff(text)


def _roff(text: str) -> str:
    """A text in which nothing is taken for a request or an escape of roff."""
    plain = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^(?=[.'])", r"\\&", plain, flags=re.MULTILINE)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for old in folder.glob("*.1"):
        old.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")
