"""Stage 1, find: which page images there are, and which transcript each belongs to."""
