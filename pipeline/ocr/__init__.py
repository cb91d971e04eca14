"""Reading: what an OCR engine, or a file made by one, says that stands on a page."""
