"""XML read event by event, each element held against its row."""
