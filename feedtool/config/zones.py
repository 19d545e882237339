"""Time zones by the names of the IANA database."""

from collections.abc import Iterator

from feedtool.diagnostics.problem import Problem


def unknown(name: str, pointer: str) -> Iterator[Problem]:
    """The problem of a time zone that nobody knows; its path is still empty."""
    import zoneinfo  # late: few sites name one

    if name.upper() in ("UTC", "GMT", "Z"):
        return
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, LookupError, OSError):
        message = f"there is no time zone {name}"
        hint = 'write a name of the IANA database, such as "UTC" or "Europe/Berlin"'
        if not zoneinfo.available_timezones():
            message = f"this machine has no time zones, and so not {name} either"
            hint = 'install the package tzdata, or write "UTC"'
        yield Problem("", "config-invalid", message, pointer=pointer, hint=hint)
