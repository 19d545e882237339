"""Files that are to be written, in memory as far as there is room, the others in a file without a name."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from feedtool.diagnostics.errors import StorageError

# So many bytes stay in memory: all files of most sites. Those of a whole history are many times as large.
IN_MEMORY = 64 << 20


class SpilledFiles(Mapping[str, bytes]):
    """Bytes by path, in the order in which they come. Raises StorageError where a disk is full."""

    def __init__(self, files: Iterable[tuple[str, bytes]], in_memory: int = IN_MEMORY) -> None:
        self._held: dict[str, bytes | tuple[int, int]] = {}
        self._file: int | None = None
        self._left, self._end = in_memory, 0
        for path, content in files:
            self._left -= len(content)
            self._held[path] = content if self._left >= 0 else self._spilled(content)

    def __getitem__(self, path: str) -> bytes:
        held = self._held[path]
        if isinstance(held, bytes):
            return held
        start, size = held
        with _guarded():
            return self._read(start, size)

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def _spilled(self, content: bytes) -> tuple[int, int]:
        with _guarded():
            file = self._descriptor()
            start, rest = self._end, memoryview(content)
            while rest:
                written = os.pwrite(file, rest, self._end)
                self._end += written
                rest = rest[written:]
        return start, len(content)

    def _descriptor(self) -> int:
        """The descriptor of the file without a name, which goes with these files."""
        if self._file is None:
            import tempfile  # late: nearly all sites fit into memory
            import weakref

            with tempfile.TemporaryFile() as file:
                self._file = os.dup(file.fileno())
            weakref.finalize(self, os.close, self._file)
        return self._file

    def _read(self, start: int, size: int) -> bytes:
        found = bytearray()
        while len(found) < size:
            some = os.pread(self._descriptor(), size - len(found), start + len(found))
            if not some:
                raise OSError(errno.EIO, "the temporary file was cut off")
            found += some
        return bytes(found)


class SomeFiles(Mapping[str, bytes]):
    """Some of other files, in an order of their own."""

    def __init__(self, files: Mapping[str, bytes], paths: Iterable[str]) -> None:
        self._files, self._paths = files, dict.fromkeys(paths)

    def __getitem__(self, path: str) -> bytes:
        if path not in self._paths:
            raise KeyError(path)
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise StorageError(
            f"cannot keep files in the folder of temporary files: {reason}"
        ) from None
