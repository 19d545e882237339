"""The folder and the schema that a configuration names: that they are there, and can be used."""

import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from feedtool.config.places import MOST_WRONG
from feedtool.config.settings import config_error
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Span
from feedtool.model.config import Config, RecordsConfig
from feedtool.storage import reading
from feedtool.storage.place import Folders, Url


def require_records(config: Config) -> None:
    """Raises UsageError where there is no such folder of records on this machine."""
    missing = (
        _no_folder(config.base, one, folder, index)
        for one in config.records.collections or (config.records,)
        for index, folder in enumerate(one.places)
        if not isinstance(folder, Url) and not folder.is_dir()
    )
    if found := [*islice(missing, MOST_WRONG)]:
        raise config_error(config, *found)


def _no_folder(base: Path, records: RecordsConfig, folder: Path, index: int) -> Problem:
    """The problem of a folder that is the one of this index, where there are several."""
    # late: nearly every folder is there
    from feedtool.diagnostics.words.configuration import WORDS
    from feedtool.toml import writer

    shown = os.path.relpath(folder)
    what = "is a file" if folder.exists() else "does not exist"
    close = next((one for one in _folders(base, folder) if (base / one).is_dir()), None)
    hint = f"make the folder, and put records into it: mkdir -p {shown}"
    if close:
        hint = f"write path = {writer.dumps(_instead(base, records, index, close))}"
    elif folder.exists():
        hint = "give the folder that the file is in"
    pointer = f"{records.pointer}/path"
    if isinstance(records.path, Folders):
        pointer += f"/{index}"
    parts = {"folder": shown, "state": what, "advice": hint}
    return WORDS["config-invalid"].problem("", "config-invalid", parts, None, pointer)


def _instead(base: Path, records: RecordsConfig, index: int, name: str) -> str | list[str]:
    """The value of ``records.path`` with this name in the place of the folder of this index."""
    path = records.path
    if not isinstance(path, Folders):
        return name
    names = [Path(os.path.relpath(one, base)).as_posix() for one in path.paths]
    return list(dict.fromkeys([*names[:index], name, *names[index + 1 :]]))


def _folders(base: Path, folder: Path) -> Iterator[str]:
    """What may have been meant, as a path relative to the configuration where it can be."""
    import difflib  # late: only what is misspelt needs it
    import pwd

    try:
        written = folder.relative_to(base).as_posix()
    except ValueError:
        written = folder.as_posix()
    if written.startswith("~"):
        home = pwd.getpwuid(os.getuid()).pw_dir
        yield home + written[1:]
        yield written.lstrip("~/")
    yield written.replace("\\", "/")
    yield written.lstrip("/")
    if folder.is_file():
        yield Path(written).parent.as_posix()
    parent = folder.parent
    if parent.is_dir():
        names = sorted(one.name for one in parent.iterdir() if one.is_dir() and one.name[0] != ".")
        by_form = {name.casefold(): name for name in names}
        for form in difflib.get_close_matches(folder.name.casefold(), by_form, n=1):
            yield (Path(written).parent / by_form[form]).as_posix()


def schema_text(config: Config) -> str:
    """The text of the schema for records: the user's own, else the shipped one.

    Raises UsageError, with the place in the configuration or in the schema, where it cannot be used.
    """
    file = config.records.schema
    if file is None:
        return schemas.shipped(schemas.RECORD)
    try:
        return usable_schema(file)
    except OSError as error:
        message = f"cannot read the schema {file}: {error.strerror}"
        raise config_error(config, _no_schema(config, file, message)) from None


def usable_schema(file: Path) -> str:
    """The text of a file that holds a schema.

    Raises OSError where it cannot be read, UsageError, with the place in it, where it is no schema.
    """
    try:
        text = reading.read(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"cannot use the schema {file}: it is not UTF-8"
        raise _refused(file, message, None, "save it as UTF-8") from None
    _refuse_other_than_json(file, text)
    from feedtool.schema import validator  # late: few sites have a schema of their own

    try:
        validator.compiled(text, trusted=False)
    except ValueError as error:
        message = f"cannot use the schema {file}: {error}"
        span = _span(file, text, str(error))
        raise _refused(
            file, message, span, "mend it there, as the JSON Schema specification has it"
        ) from None
    _refuse_remote(file, text)
    return text


def _no_schema(config: Config, file: Path, message: str) -> Problem:
    import difflib  # late: only what is misspelt needs it

    from feedtool.diagnostics.words.configuration import fault
    from feedtool.toml import writer

    folder = file.parent
    names = (
        sorted(one.name for one in folder.iterdir() if one.suffix == ".json")
        if folder.is_dir()
        else []
    )
    close = difflib.get_close_matches(file.name, names, n=1)
    hint = "delete this line: the shipped schema is used then"
    if close:
        meant = folder / close[0]
        base = config.base
        relative = meant.relative_to(base) if meant.is_relative_to(base) else meant
        hint = f"write schema = {writer.dumps(relative.as_posix())}"
    return fault("", "config-invalid", message, hint, pointer=f"{config.records.pointer}/schema")


def _refused(file: Path, message: str, span: Span | None, hint: str) -> UsageError:
    from feedtool.diagnostics.words.configuration import fault  # late: nearly every schema is one

    return UsageError(message, (fault(str(file), "config-schema", message, hint, span),))


def _refuse_other_than_json(file: Path, text: str) -> None:
    import json  # late: few sites have a schema of their own

    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        span = Span(error.lineno, error.colno, error.lineno, error.colno + 1)
        message = f"cannot use the schema {file}: it is not JSON: {error.msg}"
        raise _refused(file, message, span, _json_hint(error.msg)) from None
    except RecursionError:
        raise _refused(file, f"cannot use the schema {file}: it is nested too deeply", None,
                       "nest it less deeply") from None  # fmt: skip


def _json_hint(message: str) -> str:
    if "double quotes" in message:
        return "write a key in double quotes here, and no comma before a closing brace"
    if "Extra data" in message:
        return "delete what follows the closing brace"
    return "write JSON here: a value, or the comma or brace that is missing"


def _refuse_remote(file: Path, text: str) -> None:
    """Raises UsageError where the schema refers to what is not in it: nothing is fetched."""
    document = schemas.loads(text)
    known = {ref for part in _objects(document) if isinstance(ref := part.get("$id"), str)}
    for part in _objects(document):
        ref = part.get("$ref")
        if not isinstance(ref, str) or ref.startswith("#"):
            continue
        base = ref.partition("#")[0]
        is_known = any(one == base or one.endswith(f"/{base}") for one in known)
        if not is_known and not base.startswith("https://json-schema.org/"):
            message = f"cannot use the schema {file}: it refers to {ref}, which it does not hold"
            at = text.find(f'"{ref}"')
            raise _refused(file, message, _at(text, at, len(ref) + 2),
                           "copy it into $defs, and refer to that: #/$defs/…")  # fmt: skip


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    stack = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            yield part
            stack.extend(part.values())
        elif isinstance(part, list):
            stack.extend(part)


def _span(file: Path, text: str, message: str) -> Span | None:
    """Where the value stands that the specification refuses."""
    found = re.search(r"\(at (/\S*)\)$", message)
    if not found:
        return None
    # late: what JSON is, YAML is too, and that reader knows places
    from feedtool import frontmatter

    document, _ = frontmatter.parse_yaml(str(file), text.encode())
    pointer = found[1] if found[1] != "/" else ""
    place = document.find_place(pointer) if document else None
    return place.value if place else None


def _at(text: str, start: int, length: int) -> Span | None:
    if start < 0:
        return None
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return Span(line, column, line, column + length)
