"""The offline feed checker: what is wrong with an RSS, Atom, JSON Feed or OPML document."""
