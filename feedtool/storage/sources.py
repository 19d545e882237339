"""Where records come from: the files of a folder, found in one order on every machine, read safely."""

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cache, partial
from pathlib import Path

from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.imports.tuples import NamedTuple
from feedtool.storage import reading
from feedtool.storage.place import Raw, Source


def folder(path: Path, display: str, include: tuple[str, ...]) -> tuple[Source, ...]:
    """The files of a folder whose paths match a pattern, sorted by path; links are not followed.

    Patterns are globs below the folder, ``**`` stands for any folders. Names that begin with a dot
    are passed over: editors and other tools keep their own files so. Raises UsageError where the
    folder is missing, empty or cannot be listed.
    """
    return in_folder(path, display, listing(path, display, include).names)


def in_folder(path: Path, display: str, names: Iterable[str]) -> tuple[Source, ...]:
    """The files of these paths below a folder."""
    return tuple(Source(path / name, display_path(display, name), path) for name in names)


def display_path(display: str, name: str) -> str:
    """How a file of a folder is shown that is itself shown as ``display``."""
    return name if display == "." else f"{display}/{name}"


def name_below(display: str, path: str) -> str:
    """The name of a file of a folder that is shown as ``display``, where the file is shown as ``path``."""
    return path if display == "." else path.removeprefix(f"{display}/")


class Listing(NamedTuple):
    """The paths of the records below a folder, sorted, and the problems of what else is there."""

    names: list[str]
    problems: tuple[Problem, ...]


def listing(path: Path, display: str, include: tuple[str, ...]) -> Listing:
    """What a folder of this machine holds; raises UsageError as ``folder`` does."""
    return included(sorted(_walk(path)), display, include)


def included(found: list[str], display: str, include: tuple[str, ...]) -> Listing:
    """Which of the paths below a folder are records; raises UsageError where there are no paths."""
    if not found:
        raise UsageError(
            f"no records: the folder {display} holds no file (hidden ones do not count)"
        )
    beside = tuple(glob[1 : -len(_BESIDE)] for glob in include if _is_beside(glob))
    include = tuple(glob for glob in include if not _is_beside(glob)) if beside else include
    is_included = _pattern(include).fullmatch
    names = [name for name in found if is_included(name)]
    names = _not_beside(names, beside) if beside else names
    if len(names) == len(found):
        return Listing(names, ())
    problems = [_passed_over(name, display, include) for name in found if not is_included(name)]
    problems += [] if names else [_none_match(display, include)]
    return Listing(names, tuple(problem for problem in problems if problem))


# What a glob ends with that leaves out all in the folder of another file, and below it: `!**/index.*/../**`.
_BESIDE = "/../**"


def _is_beside(glob: str) -> bool:
    return glob.startswith("!") and glob.endswith(_BESIDE)


def _not_beside(names: list[str], globs: tuple[str, ...]) -> list[str]:
    """The paths less those in a folder, or below one, that holds another file of these globs."""
    is_head = _pattern(globs).fullmatch
    heads = {name for name in names if "/" in name and is_head(name)}
    folders = {name.rpartition("/")[0] for name in heads}
    return [name for name in names if name in heads or folders.isdisjoint(_above(name))]


def _above(name: str) -> Iterator[str]:
    """The folders that a path lies in, the nearest first."""
    while name := name.rpartition("/")[0]:
        yield name


def _passed_over(name: str, display: str, include: tuple[str, ...]) -> Problem | None:
    """The problem of a file whose author will take it for a record; None where it plainly is none."""
    if not _pattern(tuple(map(str.lower, include))).fullmatch(name.lower()):
        return None
    folder, _, last = name.rpartition("/")
    stem, dot, suffix = last.rpartition(".")
    lower = f"{folder}/{stem}{dot}{suffix.lower()}".lstrip("/")
    mends = (
        [f"rename it to {display_path(display, lower)}"]
        if _pattern(include).fullmatch(lower)
        else []
    )
    mends += [f'add "**/*.{suffix}" to records.include'] if dot else []
    return Problem(
        display_path(display, name),
        "file-passed-over",
        "is passed over: its name matches records.include but for capital letters",
        severity=Severity.WARNING,
        hint=", or ".join(mends) or "records.include says which files are records",
    )


def _none_match(display: str, include: tuple[str, ...]) -> Problem:
    """The problem of a folder in which there are files, and no record."""
    return Problem(
        display,
        "records-none",
        f"no file in the folder matches {', '.join(include)}",
        severity=Severity.WARNING,
        hint="records.include says which files are records; nothing is published without any",
    )


def _walk(root: Path) -> list[str]:
    """The paths below a folder of all that is no folder; a folder that became a link is not entered."""
    found: list[str] = []
    try:
        descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        _find_below(descriptor, found)
    except OSError as error:
        where = root / os.fsdecode(error.filename) if isinstance(error.filename, str) else root
        kind = StorageError if error.errno in _WANTING else UsageError
        raise kind(f"cannot list the records folder {where}: {error.strerror}") from None
    return found


def _find_below(descriptor: int, found: list[str]) -> None:
    """Add the paths below an open folder; folders may lie deeper than functions can call each other."""
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    # Of each folder on the way down its descriptor, its path, and the folders in it that are still to come.
    levels = [(descriptor, "", list[str]())]
    try:
        levels[0][2].extend(_list(descriptor, "", found))
        while levels:
            descriptor, prefix, folders = levels[-1]
            if not folders:
                levels.pop()
                os.close(descriptor)
                continue
            name = folders.pop()
            below, path = os.open(name, flags, dir_fd=descriptor), f"{prefix}{name}/"
            levels.append((below, path, list[str]()))
            levels[-1][2].extend(_list(below, path, found))
    finally:
        for descriptor, _, _ in levels:
            os.close(descriptor)


def _list(descriptor: int, prefix: str, found: list[str]) -> list[str]:
    """Add the files of an open folder, and give the names of the folders in it."""
    folders: list[str] = []
    with os.scandir(descriptor) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                found.append(prefix + entry.name)
    return folders


@cache
def _pattern(globs: tuple[str, ...]) -> re.Pattern[str]:
    """Globs as one regular expression: it takes what any of them takes and none that begins with ``!`` does."""
    taken = "|".join(_expression(glob) for glob in globs if not glob.startswith("!"))
    left = "|".join(_expression(glob[1:]) for glob in globs if glob.startswith("!"))
    try:
        return re.compile(rf"(?!(?:{left})\Z)(?:{taken})" if left else taken, re.DOTALL)
    except re.error:  # a range that ends before it begins, such as [z-a]
        wrong = next(
            glob for glob in globs if not _is_expression(_expression(glob.removeprefix("!")))
        )
        raise UsageError(f"records.include: {wrong} is no pattern") from None


def _expression(glob: str) -> str:
    """A glob as a regular expression: ``*`` and ``?`` stop at a slash, ``**/`` takes whole folders.

    What a ``*`` or ``**/`` takes is as little as what stands behind it allows, and is never tried again
    (``(?>…)``): another star behind it can take the rest. So no path takes long, however many stars there are.
    Raises UsageError.
    """
    while "**/**/" in glob:
        glob = glob.replace("**/**/", "**/")
    *above, last = glob.split("**/")
    if all(_is_of_folders(one) for one in above) and "**" not in last.removesuffix("**"):
        first, *between = map(_frugal, above or [""])
        folders = "".join(f"(?>(?:[^/]+/)*?{one})" for one in between)
        below = "(?:[^/]+/)*" if above else ""
        expression = f"{first}{folders}{below}{_frugal_at_end(last)}"
    elif len(re.findall(r"\*+", glob)) <= _FEW_STARS:
        expression = _literal(glob)
    else:
        raise UsageError(f"records.include: {glob} has too many stars within names")
    return expression


def _is_expression(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


# With `**` within a name each star is tried at each length, and the time grows with the power of their number.
_FEW_STARS = 3
_GLOB_PART = r"(\*\*/|\*\*|\*|\?|\[!?[^\[\]\\!^]+\])"


def _is_of_folders(part: str) -> bool:
    return "**" not in part and (not part or part.endswith("/"))


def _frugal(part: str) -> str:
    """A part of a glob before one that takes any folders."""
    begins, *behind = _between_stars(part)
    return begins + "".join(f"(?>[^/]*?{one})" for one in behind)


def _frugal_at_end(part: str) -> str:
    """The part of a glob that a path ends with."""
    begins, *behind = _between_stars(part)
    frugal = "".join(f"(?>[^/]*?{one})" for one in behind[:-1])
    return begins + frugal + "".join(f"[^/]*{one}" for one in behind[-1:])


def _between_stars(part: str) -> list[str]:
    """What stands between the stars of a part of a glob, as expressions."""
    found = [""]
    for one in re.split(_GLOB_PART, part):
        if one == "*":
            found.append("")
        else:
            found[-1] += _literal(one)
    return found


def _literal(glob: str) -> str:
    """A glob token by token."""
    parts = {"**/": "(?:.+/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(
        f"(?!/)[{'^' if token[1] == '!' else ''}{token.strip('[]!')}]"
        if index % 2 and token.startswith("[")
        else parts.get(token, re.escape(token))
        for index, token in enumerate(re.split(_GLOB_PART, glob))
    )


def read(source: Source | Raw, max_bytes: int) -> Raw | Problem:
    """The bytes of a record, or the problem that keeps them from being read; ``Raw`` is bytes already."""
    if isinstance(source, Raw):
        return source
    root = source.root
    if root is not None:
        (found,) = read_all(
            root, [source.file.relative_to(root).as_posix()], [source.path], max_bytes
        )
        return found
    return _raw(source.path, max_bytes, lambda: reading.read(source.file, max_bytes, follow=False))


def read_all(
    root: Path, names: Iterable[str], paths: Iterable[str], max_bytes: int
) -> Iterator[Raw | Problem]:
    """The same of files by their paths below a folder; ``paths`` are what people see for them."""
    try:
        folder = reading.ConfinedFolder(root)
    except OSError as error:
        yield from (unreadable(path, error) for path in paths)
        return
    with closing(folder):
        for name, path in zip(names, paths, strict=True):
            yield _raw(path, max_bytes, partial(folder.read, name, max_bytes))


def _raw(path: str, max_bytes: int, read: Callable[[], bytes]) -> Raw | Problem:
    try:
        return Raw(path, read())
    except reading.NotOrdinaryError:
        return _not_a_file(path)
    except reading.TooLargeError as error:
        return too_large(path, error.size, max_bytes)
    except OSError as error:
        return unreadable(path, error)


# What is wanting to this process, or to the whole machine, and no fault of the file that was asked for.
_WANTING = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)


def unreadable(source: str, error: OSError) -> Problem:
    """The problem of a record that cannot be read. Raises StorageError where that is not the record's fault."""
    if error.errno in _WANTING:
        raise StorageError(f"cannot read {source}: {error.strerror}")
    message = f"cannot be read: {error.strerror or error}"
    return Problem(source, "file-unreadable", message, hint="check its permissions")


def _not_a_file(source: str) -> Problem:
    message = "is no ordinary file"
    return Problem(
        source, "file-not-regular", message, hint="put the record itself here, not a link"
    )


def too_large(source: str, size: int, max_bytes: int) -> Problem:
    """The problem of a record of more bytes than records may have."""
    message = f"has {size:,} bytes, more than {max_bytes:,}"
    hint = "no record is that large; records.max_bytes sets the bound"
    return Problem(source, "file-too-large", message, hint=hint)
