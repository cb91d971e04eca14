"""Pages that were read elsewhere: one module for each file format."""
