"""TOML: its values, the places of what it holds, and what is meant where it is none."""
