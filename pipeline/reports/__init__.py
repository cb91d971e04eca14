"""Stage 9, show: the files of the HTML report."""
