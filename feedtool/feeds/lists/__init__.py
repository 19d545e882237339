"""Lists of a site for programs, which are no feeds."""
