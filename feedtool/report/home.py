"""Where feedtool has its home: the address that its package names."""

from importlib.metadata import PackageNotFoundError, metadata


def home() -> str | None:
    """The first address of the package's metadata; None where it names none, or nothing is installed."""
    try:
        named = metadata("feedtool").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    return next((url.partition(",")[2].strip() for url in named), None)
