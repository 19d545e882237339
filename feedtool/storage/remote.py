"""A folder on any file system that fsspec knows, such as ``s3://bucket/news``: the one home of fsspec.

What a file system cannot do is a StorageError that names the URL. Credentials, endpoints and the like
come from where the file system's own library finds them, and from fsspec's configuration.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from hashlib import md5
from typing import Any

from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.storage import atomic, sources
from feedtool.storage.place import Raw
from feedtool.storage.signature import PlainSignature, Signature, Signatures

# The bounds of one request to S3, in seconds; tried twice before it counts as failed. So many run at once.
_CONNECT, _READ, _TRIES = 10, 30, 2
_AT_ONCE = 32
# How each protocol takes the media type of an object.
_TYPE_ARGUMENT = {
    "s3": "ContentType",
    "s3a": "ContentType",
    "gs": "content_type",
    "gcs": "content_type",
}
_MD5 = re.compile(r"[0-9a-f]{32}")
# What identifies a file's content, by the names that file systems give it.
_TAGS = ("ETag", "etag", "sha", "md5Hash", "content_hash")


class RemoteFolder:
    """A folder of records or of feeds; it is listed once, and again after it was written to."""

    def __init__(self, url: str) -> None:
        self._url, self._protocol = url, url.partition("://")[0]
        with _guarded("open", url):
            self._system, root = _opened(url, self._protocol)
        self._root = root.rstrip("/")
        self._known: dict[str, Mapping[str, Any]] | None = None

    def __str__(self) -> str:
        return self._url

    def listing(self, display: str, include: tuple[str, ...]) -> sources.Listing:
        """The paths of the records below the folder, and the problems of what else is there."""
        found = (
            name for name in self._files() if not any(p[:1] in ("", ".") for p in name.split("/"))
        )
        return sources.included(sorted(found), display, include)

    def signatures(self, names: Sequence[str]) -> list[PlainSignature | None]:
        """Of each record the values of what tells, without reading it, that it is as it was, or None."""
        found = map(self.signature, names)
        return [None if one is None else one[:] for one in found]

    def signature(self, path: str) -> Signature | None:
        """Size, time and ETag of a file; None where there is none, or its system gives no ETag."""
        one = self._files().get(path, {})
        tag = next((one[name] for name in _TAGS if one.get(name)), None)
        moment = one.get("LastModified") or one.get("mtime") or ""
        return Signature(one.get("size"), tag=f"{tag} {moment}") if tag else None

    def records(
        self, names: Sequence[str], display: str, max_bytes: int
    ) -> Iterator[Raw | Problem]:
        """The bytes of each record, or the problem that keeps it from being read; many at a time."""
        paths = [f"{self._root}/{name}" for name in names]
        with _guarded("read", self._url):
            # A byte more than there may be tells that there is more, without reading it all.
            contents = self._system.cat_ranges(paths, 0, max_bytes + 1, on_error="return")
        for name, content in zip(names, contents, strict=True):
            source = f"{display}/{name}"
            if isinstance(content, FileNotFoundError | PermissionError):
                yield sources.unreadable(source, content)
            elif isinstance(content, BaseException):
                yield (
                    Raw(source, b"")
                    if _is_empty(content)
                    else self._raise_unreadable(name, content)
                )
            elif len(content) > max_bytes:
                yield sources.too_large(source, len(content), max_bytes)
            else:
                yield Raw(source, bytes(content))

    def _raise_unreadable(self, name: str, error: BaseException) -> Problem:
        raise StorageError(f"cannot read {self._url}/{name}: {_error_text(error)}") from error

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        one = self._files().get(path)
        if one is None:
            return None
        with _guarded("read", f"{self._url}/{path}"):
            if (one.get("size") or 0) > atomic.LARGEST:
                raise OSError(f"it has {one['size']:,} bytes, more than {atomic.LARGEST:,}")
            try:
                return bytes(self._system.cat_file(f"{self._root}/{path}"))
            except FileNotFoundError:
                return None

    def has(self, path: str) -> bool:
        """Whether anything stands at a path; object stores have no folders that could."""
        if path in self._files() or self._protocol in _TYPE_ARGUMENT:
            return path in self._files()
        with _guarded("look at", f"{self._url}/{path}"):
            return bool(self._system.lexists(f"{self._root}/{path}"))

    def is_folder(self, path: str) -> bool:
        """Whether files can stand below a path: in an object store, below any."""
        return self._protocol in _TYPE_ARGUMENT or path not in self._files()

    def listed(self, *folders: str) -> list[str]:
        """The paths of the files right in some folders below this one, ``""`` being itself."""
        return sorted(path for path in self._files() if path.rpartition("/")[0] in folders)

    def replace(
        self,
        changed: Mapping[str, bytes],
        stale: AbstractSet[str],
        media_type: Callable[[str], str | None],
    ) -> Signatures:
        """Write files, each whole or not at all, in the order given, and then remove others.

        What is written is UTF-8; ``media_type`` says of each path as what else it is served. Gives the
        signatures of what was written.
        """
        self._known = None
        for path, content in changed.items():
            with _guarded("write", f"{self._url}/{path}"):
                target = f"{self._root}/{path}"
                if self._protocol not in _TYPE_ARGUMENT:  # a key of an object store needs no folder
                    self._system.makedirs(target.rpartition("/")[0], exist_ok=True)
                self._system.pipe_file(target, content, **self._type(media_type(path)))
        for path in sorted(stale):
            with _guarded("remove", f"{self._url}/{path}"):
                self._system.rm_file(f"{self._root}/{path}")
        return {path: self._signature_of(path, changed) for path in changed}

    def _signature_of(self, path: str, contents: Mapping[str, bytes]) -> Signature | None:
        """The signature of a file that was given this content; None where it holds another by now.

        Most systems tell the size alone. The ETag of S3 is the MD5, but of what is encrypted with a key of KMS.
        """
        found = self.signature(path)
        if found is None:
            return None
        content, tag = contents[path], str(self._files()[path].get("ETag")).strip('"')
        if _MD5.fullmatch(tag) and tag != md5(content, usedforsecurity=False).hexdigest():
            return found if self.read(path) == content else None
        return found if found.size in (None, len(content)) else None

    def _type(self, media_type: str | None) -> dict[str, str]:
        argument = _TYPE_ARGUMENT.get(self._protocol)
        return {argument: f"{media_type}; charset=utf-8"} if argument and media_type else {}

    def _files(self) -> Mapping[str, Mapping[str, Any]]:
        """What the file system says of each file, by its path below the folder."""
        if self._known is None:
            with _guarded("list", self._url):
                self._system.invalidate_cache()
                found = _found(self._system, self._root)
            above = len(self._root) + 1
            self._known = {
                path[above:]: info for path, info in found.items() if info.get("type") == "file"
            }
        return self._known


def _found(system: Any, root: str) -> Mapping[str, Mapping[str, Any]]:
    """What a file system says of each file below a folder; none where that is not there.

    Object stores have a listing of all that begins so. That of other systems, which fsspec makes, passes over
    each folder that cannot be listed, and the records in it would be gone: here that is an error.
    """
    from fsspec.asyn import AsyncFileSystem
    from fsspec.spec import AbstractFileSystem

    own = type(system)
    asynchronous = AsyncFileSystem._find  # what others override  # noqa: SLF001
    is_made = own.find is AbstractFileSystem.find and (
        getattr(own, "_find", asynchronous) is asynchronous
    )
    if not is_made:
        try:
            listed: Mapping[str, Mapping[str, Any]] = system.find(root, detail=True)
        except FileNotFoundError:
            return {}
        return listed
    found: dict[str, Mapping[str, Any]] = {}
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = system.ls(folder, detail=True)
        except FileNotFoundError:  # the root, or what was removed meanwhile
            continue
        for info in entries:
            name = info["name"].rstrip("/")
            if info["type"] != "directory":
                found[name] = info
            elif name != folder.rstrip("/"):
                folders.append(name)
    return found


def _opened(url: str, protocol: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError:
        raise UsageError(f"{url} needs more packages: pip install 'feedtool[remote]'") from None
    bounds: dict[str, Any] = {}
    if protocol in ("s3", "s3a"):
        retries = {"max_attempts": 0}
        bounds["config_kwargs"] = {
            "connect_timeout": _CONNECT, "read_timeout": _READ, "retries": retries,
            "max_pool_connections": _AT_ONCE,
        }  # fmt: skip
    try:
        system, root = fsspec.url_to_fs(url, **bounds)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{url} cannot be used: {_error_text(error)}") from None
    except (AttributeError, TypeError):  # an argument is missing that no URL can have
        raise UsageError(f"{url} cannot be used: {protocol}:// needs more than a URL") from None
    if hasattr(system, "retries"):
        system.retries = _TRIES
    return system, root


@contextmanager
def _guarded(what: str, url: str) -> Iterator[None]:
    """A stretch of code whose errors become a StorageError: each file system has errors of its own."""
    try:
        yield
    except (UsageError, StorageError):
        raise
    except Exception as error:
        raise StorageError(f"cannot {what} {url}: {_error_text(error)}") from error


def _error_text(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())


def _is_empty(error: BaseException) -> bool:
    # S3 answers 416 to whoever asks for a range of an object that holds nothing.
    return "InvalidRange" in f"{error!r} {error.__cause__!r}"
