"""The files of a report: the same bytes for the same run, small enough, linked relatively, and split where needed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.errors import UsageError
from pipeline.model.correction import ReliabilityRow
from pipeline.model.counts import Cause, Counts, Tally
from pipeline.model.placement import PlacementStatus
from pipeline.model.result import PageStatus
from pipeline.model.scan import Rejected
from pipeline.reports.document import STATIC_PLACES
from pipeline.reports.naming import document_file, storage_name
from pipeline.reports.options import ReportOptions
from pipeline.reports.report import NoPictures, RunFacts, render_document, render_index, render_report
from tests.reports.results import DrawnPictures, files_of, make_document, make_page, make_run, some_flags


def test_the_same_run_gives_the_same_bytes() -> None:
    run = make_run(make_document(some_flags(9)), make_document(some_flags(3), name="letter-2"))
    pictures = DrawnPictures(make_page())
    assert list(render_report(run, pictures)) == list(render_report(run, pictures))


def test_document_by_document_gives_the_same_files_as_the_whole_run() -> None:
    run = make_run(make_document(some_flags(9)), make_document(some_flags(3), name="letter-2"))
    pictures = DrawnPictures(make_page())
    rendered = [render_document(document, pictures) for document in run.documents]
    files = [each for document in rendered for each in document.files]
    facts = RunFacts(run.provenance, run.counts, run.rejected, run.unpaired_transcripts)
    files += render_index([document.summary for document in rendered], facts, None, pictures)
    assert files == list(render_report(run, pictures))


def test_the_only_date_is_the_one_that_was_given() -> None:
    files = files_of(make_document(some_flags(2)), date="1944-09-23")
    assert b"1944-09-23" in files["index.html"]
    assert not re.search(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}", files["index.html"])


def test_every_link_leads_to_a_file_of_the_report() -> None:
    files = files_of(*(make_document(some_flags(6), name=f"letter-{number}") for number in range(1, 4)))
    for name, content in files.items():
        folder = name.rpartition("/")[0]
        for link in re.findall(r'href="([^"#][^"#]*\.html)', content.decode()):
            target = link.removeprefix("../") if folder and link.startswith("../") else link
            assert target in files, (name, link)


def test_the_report_hands_a_decision_the_base_by_which_the_next_run_finds_its_place_again() -> None:
    flags = some_flags(3)
    content = files_of(make_document(flags))[document_file("letter-1")].decode()
    assert [flag.key for flag in flags if f'"base":"{flag.base}"' not in content.replace(" ", "")] == []


def test_an_index_of_1000_documents_stays_below_300_kilobytes() -> None:
    rendered = render_document(make_document(some_flags(6)), NoPictures())
    summaries = [
        replace(rendered.summary, id=f"Department of State {number}", storage=f"corrigenda:{number:020x}")
        for number in range(1_000)
    ]
    run = make_run()
    files = dict(render_index(summaries, RunFacts(run.provenance, run.counts)))
    assert len(files["index.html"]) < 300_000


def test_an_index_of_more_documents_has_parts_and_each_document_is_in_one() -> None:
    rendered = render_document(make_document(some_flags(6)), NoPictures())
    names = [f"letter {number}" for number in range(2_500)]
    summaries = [replace(rendered.summary, id=name, occurrences=()) for name in names]
    run = make_run()
    rejected = tuple(Rejected(f"bad {number}.tif", "damaged") for number in range(5_000))
    files = dict(render_index(summaries, RunFacts(run.provenance, run.counts, rejected)))
    assert list(files) == ["index.html", "index.part2.html", "index.part3.html"]
    assert max(map(len, files.values())) < 300_000
    listed = [name for content in files.values() for name in re.findall(r">(letter \d+)<", content.decode())]
    assert sorted(listed) == sorted(names)
    assert "4,900 more stand in run.json" in files["index.html"].decode()
    assert all(f'href="{name}"' in files["index.html"].decode() for name in list(files)[1:])


def test_a_document_is_split_by_its_places_and_every_place_is_in_one_part() -> None:
    files = files_of(make_document(some_flags(70)), most_flags=30)
    names = [name for name in files if name.startswith("documents/")]
    assert names == [
        "documents/letter-1.html",
        "documents/letter-1.part2.html",
        "documents/letter-1.part3.html",
    ]
    keys = [re.findall(rb'"n":\d+,"key":"([0-9a-f]+)"', files[name]) for name in names]
    assert [len(part) for part in keys] == [30, 30, 10]
    assert len({key for part in keys for key in part}) == 70
    assert b"letter-1.part3.html" in files[names[0]]


def test_a_document_is_split_by_its_size_too() -> None:
    document = make_document(some_flags(6))
    page = document.pages[0]
    pages = tuple(replace(page, number=number) for number in range(1, 9))
    files = files_of(replace(document, pages=pages), most_bytes=180_000)
    parts = [content for name, content in files.items() if name.startswith("documents/")]
    assert len(parts) > 1
    assert max(len(content) for content in parts) < 180_000


def test_only_the_first_200_places_are_written_out_for_readers_without_a_script() -> None:
    content = files_of(make_document(some_flags(STATIC_PLACES + 5)))["documents/letter-1.html"].decode()
    assert content.count('<li class="card"') == STATIC_PLACES
    assert "the first 200 of 205" in content


@pytest.mark.parametrize(
    ("document", "file"),
    [
        ("DR-19390404-US", "documents/DR-19390404-US.html"),
        ("letter_1.v2", "documents/letter_1.v2.html"),
        ("../../etc/passwd", None),
        ("CON", None),
        ("письмо", None),
        ("a/b c?#%", None),
        ("x.part2", None),
        ("", None),
        ("n" * 300, None),
    ],
)
def test_file_names_are_safe_on_every_system(document: str, file: str | None) -> None:
    name = document_file(document)
    assert re.fullmatch(r"documents/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\.html", name)
    if file:
        assert name == file
    assert document_file(document, 2) == name.removesuffix(".html") + ".part2.html"


def test_names_that_look_alike_after_cleaning_stay_apart() -> None:
    assert len({document_file(name) for name in ("a b", "a-b", "a/b", "á-b", "a?b")}) == 5


def test_decisions_are_kept_under_a_name_made_from_what_was_compared() -> None:
    document = make_document(some_flags(2))
    other = replace(document, transcript_sha256=("ee" * 32,))
    assert storage_name(document, "") == storage_name(make_document([]), "")
    assert len({storage_name(document, ""), storage_name(document, "x"), storage_name(other, "")}) == 3


def test_every_rate_stands_beside_its_errors_and_its_length() -> None:
    counts = Counts(
        characters=Tally(12, 2_400),
        words=Tally(5, 400),
        recognition=Tally(7, 2_300),
        causes=((Cause.RECOGNITION, 7), (Cause.CASE, 5)),
        pages=1,
    )
    document = replace(make_document(some_flags(2)), counts=counts)
    content = files_of(document)["documents/letter-1.html"].decode()
    row = re.search(r"Recognition errors, characters</th>(.*?)</tr>", content)
    assert row
    assert re.findall(r">([^<]+)</td>", row[1]) == ["7", "2,300", "0.30 %"]
    unmeasured = re.search(r"Recognition errors, words</th>(.*?)</tr>", content)
    assert unmeasured
    assert "not measured" in unmeasured[1]
    assert "Metric profile: corrigenda" in content


@pytest.mark.parametrize(
    ("kinds", "told"), [((), False), (("stamp", "deletion"), True)], ids=["everything", "less than everything"]
)
def test_what_does_not_count_is_said_beside_the_figures(kinds: tuple[str, ...], told: bool) -> None:
    files = files_of(make_document(some_flags(2)), not_counted=kinds)
    for name in ("index.html", "documents/letter-1.html"):
        assert (b"Not counted at all: stamp, deletion." in files[name]) == told


def test_the_interval_over_pages_is_shown_with_the_runs_rates() -> None:
    run = make_run()
    counts = Counts(characters=Tally(1, 10), recognition=Tally(1, 10), causes=((Cause.RECOGNITION, 1),), pages=20)
    facts = RunFacts(run.provenance, counts, interval=(0.012, 0.034))
    ((_, content),) = render_index([], facts)
    assert b"1.20 % to 3.40 %" in content


def test_a_report_without_images_holds_no_picture() -> None:
    for content in files_of(make_document(some_flags(5)), images=False).values():
        assert b"data:image" not in content
        assert b"<image" not in content


@pytest.mark.parametrize(
    ("status", "placement", "told"),
    [
        (PageStatus.COMPARED, PlacementStatus.LOCATED, None),
        (PageStatus.NO_TRANSCRIPT, None, None),
        (PageStatus.NO_USABLE_TEXT, None, "Not compared: 1 no usable text. “Reading” says why of each page."),
        (
            PageStatus.NO_TRANSCRIPT,
            PlacementStatus.NOT_LOCATED,
            "Not compared: 1 not found in the transcript. “Reading” says why of each page. "
            "Do letter-1.md and these scans belong together?",
        ),
    ],
    ids=["compared", "without transcript", "unreadable", "another document's transcript"],
)
def test_a_document_says_on_top_which_pages_were_not_compared(
    status: PageStatus, placement: PlacementStatus | None, told: str | None
) -> None:
    document = make_document([])
    page = replace(document.pages[0], status=status, placement=placement)
    text = files_of(replace(document, pages=(page,)))["documents/letter-1.html"].decode()
    found = re.search('<p class="notice lasting">(.*?)</p>', text)
    assert (found and found[1]) == told
    alone = replace(document, pages=(page,), transcripts=(), transcript_sha256=())
    assert b"Not compared" not in files_of(alone)["documents/letter-1.html"]


def test_a_kind_that_cannot_be_masked_is_refused_with_those_that_can() -> None:
    with pytest.raises(UsageError, match="number") as caught:
        ReportOptions(mask=("number",))
    assert "stamp" in caught.value.advice


def test_the_index_shows_how_far_suggestions_can_be_trusted() -> None:
    run = make_run()
    rows = (ReliabilityRow(0.0, 0.05, 900, 0.004, 0.006), ReliabilityRow(0.95, 1.0, 150, 0.993, 0.987))
    measured = RunFacts(run.provenance, Counts(), reliability=rows)
    corrected = RunFacts(run.provenance, Counts(), reliability=rows, calibrated_by=48)
    texts = [
        " ".join(re.sub("<[^>]+>", " ", dict(render_index((), facts))["index.html"].decode()).split())
        for facts in (measured, corrected, RunFacts(run.provenance, Counts()))
    ]
    assert "95 % to 100 % 150 99.3 % 98.7 %" in texts[0]
    assert "corrected by 48 decisions of reviewers" in texts[1]
    assert "Can the suggestions be trusted?" not in texts[2]
