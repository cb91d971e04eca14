"""Stage 6, flag: where a person must look, why, and how urgently."""
