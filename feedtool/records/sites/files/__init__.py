"""Files that posts bring along."""
