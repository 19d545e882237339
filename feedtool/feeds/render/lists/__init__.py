"""Lists of feeds: for readers to import, and on pages."""
