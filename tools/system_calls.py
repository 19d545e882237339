"""Which faults can strike which system calls: the signals any, an error those whose manual page lists it."""

# ruff: noqa: INP001 - beside a script

# What may be sent to a build at any moment, and the exit code that it should then have.
SIGNALS = {"KILL": -9, "TERM": 143, "INT": 130, "HUP": 129}

_OPENS = frozenset({"open", "openat", "openat2", "creat"})
# Those that take a path. On a descriptor alone newfstatat is fstat, and looks up nothing all the same.
_LOOKS_UP = _OPENS | frozenset(
    """access faccessat faccessat2 chdir chmod fchmodat chown fchownat lchown link linkat lstat mkdir mkdirat
    newfstatat readlink readlinkat rename renameat renameat2 rmdir stat statfs statx symlink symlinkat
    truncate unlink unlinkat utimensat""".split()  # noqa: SIM905 - as manual pages list them
)
_CHANGES = frozenset(
    """chmod chown copy_file_range fallocate fchmod fchmodat fchown fchownat fcntl ftruncate lchown link linkat
    mkdir mkdirat pwrite64 rename renameat renameat2 rmdir symlink symlinkat truncate unlink unlinkat
    utimensat write""".split()  # noqa: SIM905
)

# Where an error is not among the keys it can come from anywhere: a full disk shows wherever a network file
# system pleases, a server that was restarted makes any handle stale, the kernel needs memory for all.
_ONLY_AT = {
    "EMFILE": _OPENS | {"dup", "dup2", "dup3", "fcntl", "pipe", "pipe2", "socket"},
    "ENXIO": _OPENS | {"lseek"},
    "ELOOP": _LOOKS_UP,
    "EPERM": _OPENS | _CHANGES,
    "ENOENT": _LOOKS_UP | {"getcwd", "getdents64"},
}
ERRORS = (
    "ENOSPC",
    "EIO",
    "EINTR",
    "EDQUOT",
    "EACCES",
    "EROFS",
    "ESTALE",
    "ENOMEM",
    *_ONLY_AT,
)
FAULTS = (*SIGNALS, *ERRORS)


def faults_of(call: str) -> tuple[str, ...]:
    """The faults that can strike a system call of this name, in the order of the table."""
    return tuple(fault for fault in FAULTS if fault not in _ONLY_AT or call in _ONLY_AT[fault])


def injection(fault: str) -> str:
    """The fault, as strace is told of it."""
    return f"signal={fault}" if fault in SIGNALS else f"error={fault}"
