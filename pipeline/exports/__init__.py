"""Stage 10, hand on: a compared document as files that other systems read. One module for each format."""
