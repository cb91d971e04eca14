"""Makes typed pages that look like archive scans, with the true place of every word."""
