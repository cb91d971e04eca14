"""Stage 7, measure: errors and lengths by cause, and rates with what they are divided by."""
