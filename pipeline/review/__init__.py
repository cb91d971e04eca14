"""The review server has its floor here; nothing of it is written yet."""
