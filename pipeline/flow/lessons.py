"""What all transcripts of a run teach, before the first page is compared.

All of them are parsed for it only when one was changed since the last run, or when a document has to be compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.flow.fingerprint import digest, fingerprint_lessons
from pipeline.flow.lexicons import load_lexicon
from pipeline.flow.loading import TranscriptLoader, parse
from pipeline.model.scan import DocumentSource
from pipeline.store.runs import RunFolder

if TYPE_CHECKING:
    from pipeline.corrections.knowledge import Knowledge

LESSONS = "lessons"
"""Under this name the fingerprint of what the transcripts teach is kept, by a digest of the transcripts."""


@dataclass(slots=True)
class Lessons:
    """What is known beforehand, learnt once and only when somebody asks."""

    loader: TranscriptLoader
    documents: Sequence[DocumentSource]
    words: frozenset[str]
    """The list of known words."""
    languages: str = ""
    """Those whose lexicon is known as well, if any."""
    _learnt: Knowledge | None = None
    _has_lexicon: bool = False

    def fingerprint(self, folder: RunFolder) -> str:
        """Return a word that changes with what transcripts and words teach; kept in ``folder`` for the next run."""
        transcripts = self._digest_transcripts()
        taught = folder.kept_of_run(LESSONS, str, transcripts)
        if taught is None:
            taught = fingerprint_lessons(self._learn().typed, self.words)
            folder.keep_of_run(LESSONS, transcripts, taught)
        return taught

    def knowledge(self) -> Knowledge:
        """Return all that is known; the lexicon, which changes only with the program, is loaded here."""
        learnt = self._learn()
        if self.languages and not self._has_lexicon:
            self._learnt = learnt = replace(learnt, words={**learnt.words, **load_lexicon(self.languages)})
            self._has_lexicon = True
        return learnt

    def _learn(self) -> Knowledge:
        """Return what the transcripts teach; those that cannot be read teach nothing."""
        if self._learnt is None:
            from pipeline.corrections.knowledge import learn  # a seam, see docs/architecture.md

            fetched = (self.loader.fetch(document)[0] for document in self.documents)
            tokens = (loaded.transcript.tokens for each in fetched for _, loaded in parse(each)[0])
            self._learnt = learn(tokens, words=dict.fromkeys(self.words, 0.0))
        return self._learnt

    def _digest_transcripts(self) -> str:
        """Return a word that changes with the bytes of the transcripts and with how they are read."""
        all_of_them = hashlib.sha256(digest(__version__, sorted(self.words)).encode())
        for document in self.documents:
            all_of_them.update(digest(document.id, self.loader.fetch(document)[0]).encode())
        return all_of_them.hexdigest()
