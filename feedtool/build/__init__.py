"""One build: scan the records, select the stories, render the feeds, publish them."""
