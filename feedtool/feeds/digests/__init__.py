"""Digests: which stories an edition lists, when it is closed, and what closed ones hold for good."""
