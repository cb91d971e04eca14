"""Files that lie in an object store (``s3://``), listed and opened as those in a folder are."""
