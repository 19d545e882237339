"""``validate``: load records, judge them against the rules, and fix them."""
