"""Stage 3, parse: what a person typed, and what they marked as unsure."""
