"""Rules over several elements, bound to rows of the tables."""
