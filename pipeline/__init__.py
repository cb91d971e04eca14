"""Corrigenda: a reference transcription laid beside its scans, and every uncertain place shown to a person."""

__version__ = "0.1.0"
