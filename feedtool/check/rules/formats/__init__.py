"""Rules of whole formats: RSS, Atom, RDF, OPML."""
