"""What plain texts, dates, web addresses and digests are; it knows nothing of records and feeds."""
