"""Rules of OPML and JSON Feed."""
