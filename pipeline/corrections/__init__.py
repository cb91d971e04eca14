"""Stage 8, correct: which reading is probably right, and transcripts with what was decided carried out."""
