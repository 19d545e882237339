"""Records read: what files hold, and what selection needs of it."""
