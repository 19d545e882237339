"""One build: what is read again, what has changed, and what becomes of the output."""
