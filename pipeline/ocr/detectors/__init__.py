"""What a word or a patch of ink is: body text, stamp, handwriting, struck, noise."""
