"""What a change means, in words: two states of a plan and its filings, matched by id, never by line."""
