"""Completion for shells: the script that each runs, and the words that it is answered."""

import click
from click import shell_completion
from click.shell_completion import CompletionItem, ShellComplete

from feedtool.cli import COMPLETION_VARIABLE
from feedtool.cli.common.log import Log
from feedtool.cli.common.stdout import EXIT_OK, EXIT_USAGE, write

# click's own cuts a value at a comma, of which a list of codes has some.
_FISH = """\
function %(complete_func)s;
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \
COMP_CWORD=(commandline -t) %(prog_name)s);

    for completion in $response;
        set -l found (string split --max 1 "," -- $completion);

        if test $found[1] = "dir";
            __fish_complete_directories $found[2];
        else if test $found[1] = "file";
            __fish_complete_path $found[2];
        else if test $found[1] = "plain";
            echo $found[2];
        end;
    end;
end;

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)";
"""


class _Bash(shell_completion.BashComplete):
    """bash hands ``--option=value`` over as three words."""

    def get_completion_args(self) -> tuple[list[str], str]:
        args, incomplete = super().get_completion_args()
        return [arg for arg in args if arg != "="], incomplete


class _Zsh(shell_completion.ZshComplete):
    """zsh wants the whole word ``--option=value`` back."""

    def get_completions(self, args: list[str], incomplete: str) -> "list[CompletionItem[str]]":
        return _with_option(super().get_completions(args, incomplete), incomplete)


class _Fish(shell_completion.FishComplete):
    """fish wants the whole word ``--option=value`` back, and its values may have commas."""

    source_template = _FISH

    def get_completions(self, args: list[str], incomplete: str) -> "list[CompletionItem[str]]":
        return _with_option(super().get_completions(args, incomplete), incomplete)


def _with_option(
    found: "list[CompletionItem[str]]", incomplete: str
) -> "list[CompletionItem[str]]":
    option, equals, _ = incomplete.partition("=")
    if not equals or not option.startswith("--"):
        return found
    return [
        CompletionItem(f"{option}={item.value}", type=item.type, help=item.help) for item in found
    ]


_SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def answer(command: click.Command, asked: str, log: Log) -> int:
    """Write what a shell asks for, ``bash_source`` or ``bash_complete``; gives the exit code."""
    shell, _, what = asked.partition("_")
    kind = _SHELLS.get(shell)
    if kind is None or what not in ("source", "complete"):
        log.fail(f"{COMPLETION_VARIABLE}={asked}: write bash_source, zsh_source or fish_source")
        return EXIT_USAGE
    complete = kind(command, {}, "feedtool", COMPLETION_VARIABLE)
    if what == "source":
        write(complete.source().encode())
        return EXIT_OK
    try:
        found = complete.complete()
    except Exception:  # noqa: BLE001 - whatever it is, it must not stand in the line somebody is typing
        return EXIT_USAGE
    write(f"{found}\n".encode())
    return EXIT_OK
