"""Lists of a site for programs: which there are, and which are up to date."""
