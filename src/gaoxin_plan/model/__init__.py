"""What a plan is: its parts, its periods, its goals. No file is touched here."""
