"""The file of a configuration: its text, and the table that this holds."""

from pathlib import Path

from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Span, in_order
from feedtool.storage import reading
from feedtool.toml.reader import Table


def text_of(file: Path | None) -> str:
    """The text of the file, less a byte order mark; an empty one where there is no file. Raises UsageError."""
    if file is None:
        return ""
    try:
        content = reading.read(file)
    except (
        FileNotFoundError,
        NotADirectoryError,
        reading.NotOrdinaryError,
        reading.TooLargeError,
    ) as error:
        reason = "it is a folder" if file.is_dir() else error.strerror
        raise UsageError(f"cannot read the configuration {file}: {reason}") from None
    except OSError as error:
        message = f"cannot read the configuration {file}: {error.strerror}"
        problem = _unreadable(file, f"cannot be read: {error.strerror}", "check its permissions")
        raise UsageError(message, (problem,)) from None
    try:
        return content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message, span = _not_utf8(content, error.start)
        problem = _unreadable(file, message, "save the file as UTF-8")._replace(span=span)
        raise UsageError(f"the configuration {file} is not UTF-8", (problem,)) from None


def _unreadable(file: Path, message: str, hint: str) -> Problem:
    # late: nearly every file can be read
    from feedtool.diagnostics.words.configuration import fault

    return fault(str(file), "config-unreadable", message, hint)


def _not_utf8(content: bytes, at: int) -> tuple[str, Span]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "this is UTF-16", Span(1, 1, 1, 2)
    before = content[:at].decode("utf-8").removeprefix("\ufeff")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return f"the byte 0x{content[at]:02X} is no UTF-8", Span(line, column, line, column + 1)


def text_again(name: str | None) -> str:
    """The text of a file that was read before; an empty one where it has gone."""
    try:
        return text_of(Path(name) if name else None)
    except UsageError:
        return ""


def table_of(path: str, text: str, document: Table) -> Table:
    """The table that a text holds; ``document`` is the schema. Raises UsageError with the places."""
    if not text:
        return {}
    from feedtool.toml import reader  # late: a site without a file needs no TOML

    try:
        table = reader.read(text)
        if not isinstance(table, reader.Stop):
            return table
        from feedtool.toml.faults import faults  # late: nearly every file is TOML

        found = faults(text, document)
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets ditto
        from feedtool.diagnostics.words.configuration import fault

        message = "a number is too long, or brackets are nested too deeply"
        problem = fault(path, "config-syntax", message, "delete what nobody wrote by hand")
        raise UsageError(f"the configuration is beyond reason: {path}", (problem,)) from None
    from feedtool.diagnostics.words.configuration import fault

    problems = (fault(path, "config-syntax", one.message, one.hint, one.span) for one in found)
    raise UsageError(f"the configuration is not TOML: {path}", in_order(problems))
