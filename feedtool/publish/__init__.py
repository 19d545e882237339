"""The output folder: where it may be, what must not reach it, how it is replaced."""
