"""The states of records: what became of each when its file was read, and why a valid one is held."""

# Why a valid record is held, in the order in which it is counted: see ``feeds.select``.
REASONS = UNPUBLISHED, HEAT, EMBARGO, DUPLICATE = "unpublished", "heat", "embargo", "duplicate"

# Why some are held besides, each counted only where there are any: all but the first in posts of other
# generators alone.
CLUSTER = "cluster"
SITE_REASONS = DRAFT, HIDDEN, PASSWORD, REMOVED, EXPIRED = (
    "draft", "hidden", "password", "removed", "expired",
)  # fmt: skip
# A state is one of these, or a reason that needs no other record and no clock.
READY, INVALID, UNREADABLE, SAME = "ready", "invalid", "unreadable", "same"
