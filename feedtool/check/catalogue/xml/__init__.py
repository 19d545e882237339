"""Rules of bytes, XML and its namespaces."""
