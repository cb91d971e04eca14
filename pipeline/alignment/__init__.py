"""Stage 4, align: which stretch of a transcript lies on which page, and which words stand beside which tokens."""
