"""The states of records: whether each could be read and is valid, and why a valid one is not published."""

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
