"""Digests: which stories an edition tells of, when it is closed, and what closed ones hold for good."""
