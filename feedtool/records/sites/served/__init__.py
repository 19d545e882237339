"""Where a generator serves its posts."""
