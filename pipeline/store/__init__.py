"""What stays on disk: files, the cache of pages, runs, decisions."""
