"""The tables: which elements and attributes a feed may have."""
