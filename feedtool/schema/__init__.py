"""JSON Schema: what is wrong with a value, in plain words, and what was meant."""
