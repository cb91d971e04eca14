"""Stage 5, compare: where and how the two sides disagree, each place with its one kind."""
