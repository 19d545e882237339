"""What plain texts, dates, web addresses and hashes are; it knows nothing of records and feeds."""
