"""Plain-text tools: characters, words, normal forms, XML; nothing here knows of pages or transcripts."""
