"""Time zones by the names of the IANA database."""

from collections.abc import Iterable, Iterator

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
        known = zoneinfo.available_timezones()
        if meant := _likeliest(name, known):
            hint = f'write {pointer.rpartition("/")[2]} = "{meant}"'
        if not known:
            message = f"this machine has no time zones, and so not {name} either"
            hint = 'install the package tzdata, or write "UTC"'
        yield Problem("", "config-invalid", message, pointer=pointer, hint=hint)


def _likeliest(name: str, known: Iterable[str]) -> str | None:
    """The zone of a city, of a name in other letters, or of one that is nearly the same."""
    from difflib import get_close_matches  # late: few names are wrong

    folded = {zone.casefold(): zone for zone in sorted(known) if "/" in zone}
    given = name.strip().replace(" ", "_").casefold()
    cities = [zone for key, zone in folded.items() if key.rpartition("/")[2] == given]
    if len(cities) == 1:
        return cities[0]
    close = get_close_matches(given, folded, n=1, cutoff=0.85)
    return folded[close[0]] if close else None
