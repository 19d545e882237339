"""HTML in feeds: its tokens, and what is wrong with a fragment."""
