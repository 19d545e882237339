"""The memory that must be left: for some libraries to begin with, and for a run to end in."""

# MiB that work on records, feeds and documents leaves free, asked for again and again.
HEADROOM = 16


def require_room(megabytes: int = HEADROOM) -> None:
    """Raise MemoryError where so much memory cannot be had any more.

    A library compiled from Rust that is imported with too little aborts the process, and Python itself,
    when not even an integer finds room, may crash or go round in circles for ever. So a run ends while
    there is still room to end it.
    """
    import mmap  # late: it is needed only where a record is read or written

    try:
        mmap.mmap(-1, megabytes << 20, flags=mmap.MAP_PRIVATE).close()
    except OSError:
        raise MemoryError from None
