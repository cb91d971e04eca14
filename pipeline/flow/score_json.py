"""The JSON document of ``corrigenda score``: ``corrigenda.score/1`` of the contract."""

from __future__ import annotations

from pipeline import __version__
from pipeline.flow.measuring import Details
from pipeline.flow.scoring import FolderScore, Score, ScoreOptions
from pipeline.model.counts import Cause, Counts
from pipeline.scores.aggregation import Summary
from pipeline.scores.intervals import Interval
from pipeline.scores.profiles import get_profile
from pipeline.store.run_json import DECIMALS, tally_json
from pipeline.text.normalization import unicode_versions

SCHEMA = "corrigenda.score/1"
MOST_CONFUSIONS = 50
"""Listed for each file."""
Json = dict[str, object]


def describe_score(score: Score, options: ScoreOptions) -> Json:
    """Return the document for two files; a rate with nothing to divide by is None."""
    return {"schema": SCHEMA, "metrics": options.metrics, **_file(score), "provenance": _provenance(options)}


def describe_folders(folders: FolderScore, options: ScoreOptions) -> Json:
    """Return the document for two folders: the sums, the files, those that failed, and the figures over all."""
    summaries = dict(folders.summaries)
    return {
        "schema": SCHEMA,
        "metrics": options.metrics,
        **{name: tally_json(summary.micro) for name, summary in folders.summaries},
        **_causes(folders.counts),
        "summary": {name: _summary(summary) for name, summary in summaries.items()},
        "files": [_file(score) for score in folders.scores],
        "failed": [{"name": failure.name, "reason": failure.reason} for failure in folders.failures],
        "provenance": _provenance(options),
    }


def _file(score: Score) -> Json:
    reference_sha256, ocr_sha256 = score.sha256
    return {
        "name": score.name,
        "reference": {"path": score.reference, "sha256": reference_sha256},
        "ocr": {"path": score.ocr, "sha256": ocr_sha256},
        **{name: tally_json(tally) for name, tally in score.tallies},
        **_causes(score.counts),
        **({} if score.details is None else {"details": _details(score.details)}),
    }


def _details(details: Details) -> Json:
    return {
        "order_free": tally_json(details.order_free),
        "moved_blocks": details.moved_blocks,
        "bag_of_words": tally_json(details.bag.error),
        "kinds": {
            kind.value: {
                "recognition": tally_json(counts.characters),
                "recognition_words": tally_json(counts.words),
                "words_not_found": tally_json(counts.found),
                "words_added": counts.added,
            }
            for kind, counts in details.kinds
        },
        "word_classes": {
            name: {**tally_json(counts.words), "not_found": counts.lost} for name, counts in details.word_classes
        },
        "classes": {name: tally_json(tally) for name, tally in details.classes},
        "confusions": [
            {"reference": confusion.reference, "ocr": confusion.ocr, "count": confusion.count}
            for confusion in details.confusions[:MOST_CONFUSIONS]
        ],
    }


def _causes(counts: Counts | None) -> Json:
    return {} if counts is None else {"causes": {cause.value: counts.cause(cause) for cause in Cause}}


def _summary(summary: Summary) -> Json:
    return {
        "micro": _round(summary.micro.rate),
        "macro": _round(summary.macro),
        "median": _round(summary.median),
        "jackknife": _interval(summary.jackknife),
        "bootstrap": _interval(summary.bootstrap),
        "worst": [{"name": name, "rate": _round(rate)} for name, rate in summary.worst],
        "measured": summary.measured,
        "perfect": summary.perfect,
        "undefined": list(summary.undefined),
        "unmeasured": list(summary.unmeasured),
    }


def _interval(interval: Interval | None) -> Json | None:
    if interval is None:
        return None
    bounds = {"low": _round(interval.low), "high": _round(interval.high)}
    return {**bounds, "level": interval.level, "pages": interval.pages, "seed": interval.seed}


def _round(rate: float | None) -> float | None:
    return None if rate is None else round(rate, DECIMALS)


def _provenance(options: ScoreOptions) -> Json:
    profile = get_profile(options.metrics)
    return {
        "program": f"corrigenda {__version__}",
        "metrics": {"name": profile.name, "version": profile.version, "source": profile.source},
        "convention": options.convention,
        "unicode": dict(unicode_versions()),
    }
