"""Rules of Atom 1.0 and what extends it."""
