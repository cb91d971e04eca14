"""Speed and memory of scoring beside dinglehopper, with the same figures.

    python benchmarks/scores.py --dinglehopper /path/to/dinglehopper [--text FILE] [--characters 200000]

Makes an OCR text out of a reference (5 % noise: confusions, losses, additions), then runs both programs as whole
processes on the same two files and prints CPU seconds, peak memory and ratios of the same run. Without ``--text`` the
reference is made of the project's own sentences. Without ``--dinglehopper`` only our own figures are shown.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CONFUSIONS = {"m": "rn", "l": "1", "e": "c", "o": "0", "h": "b", "i": "l", "s": "5", "n": "u", "t": "f", "c": "e"}
SUBJECTS = ("The Minister", "Our Legation", "The engineer", "A merchant of the port", "The clerk", "Mr. Karadjoff")
VERBS = ("reported", "denied", "asked", "supposed", "had been told", "wrote on March 28", "remarked")
OBJECTS = (
    "that the line to the coast would bear 1,200 tons",
    "that no letter had come since Tuesday",
    "whether the bridge at Kilometer 87 was sound",
    "that the firm at Dresden would not answer",
    "how many trucks stood between the tunnels",
    "“nothing of the kind — and dear”",
    "that the paragraph had been read to him twice",
)


@dataclass(frozen=True)
class Measured:
    """What a whole process took."""

    seconds: float
    """Of CPU, user and system."""
    megabytes: float
    out: str


def make_text(length: int, source: Path | None, seed: int) -> str:
    """Return ``length`` characters of prose in lines."""
    if source is not None:
        text = source.read_text(encoding="utf-8")
        return (text * (length // len(text) + 1))[:length]
    draw = random.Random(seed)
    lines: list[str] = []
    while sum(map(len, lines)) + len(lines) < length:
        number = draw.randrange(10_000)
        lines.append(f"{draw.choice(SUBJECTS)} {draw.choice(VERBS)} {draw.choice(OBJECTS)} (No. {number}).")
    return "\n".join(lines)[:length]


def add_noise(text: str, rate: float, seed: int) -> str:
    """Return the text with errors as an OCR engine makes them."""
    draw = random.Random(seed)
    noisy: list[str] = []
    for character in text:
        chance = draw.random() / rate
        if chance >= 1 or character == "\n":
            noisy.append(character)
        elif chance < 0.7:
            noisy.append(CONFUSIONS.get(character, draw.choice("etaoin .,")))
        elif chance < 0.85:
            noisy.append(character + draw.choice("etaoin .,'"))
    return "".join(noisy)


def exchange_halves(text: str) -> str:
    middle = text.index("\n", len(text) // 2) + 1
    return text[middle:] + text[:middle]


def run(command: list[str], folder: Path) -> Measured:
    """Run a command to its end; raises when it fails."""
    with (folder / "stdout").open("w+b") as out, (folder / "stderr").open("w+b") as errors:
        process = subprocess.Popen(command, stdout=out, stderr=errors, cwd=folder)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            raise SystemExit(f"{command[0]} ended with {process.returncode}: {errors.read().decode()[-500:]}")
        return Measured(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read().decode())


def score(reference: Path, ocr: Path, metrics: str, folder: Path) -> tuple[Measured, dict[str, object]]:
    program = str(Path(sys.executable).with_name("corrigenda"))
    measured = run([program, "score", str(reference), str(ocr), "--metrics", metrics, "--json"], folder)
    return measured, json.loads(measured.out)


def compare_whole(text: str, dinglehopper: str | None, folder: Path) -> None:
    """The same figures, as whole processes; then with halves exchanged."""
    reference, ocr = folder / "reference.txt", folder / "ocr.txt"
    reference.write_text(text, encoding="utf-8")
    noisy = add_noise(text, 0.05, seed=5)
    for title, content in (("in order", noisy), ("halves exchanged", exchange_halves(noisy))):
        ocr.write_text(content, encoding="utf-8")
        ours, document = score(reference, ocr, "dinglehopper-0.11", folder)
        rates = [document[name]["rate"] for name in ("characters", "words")]
        print(f"{len(text):,} characters, {title}: CER {rates[0]:.6f}, WER {rates[1]:.6f}")
        print(f"  corrigenda, dinglehopper-0.11  {ours.seconds:7.2f} s {ours.megabytes:6.0f} MB")
        if dinglehopper:
            theirs = run([dinglehopper, "--plain-encoding", "utf-8", str(reference), str(ocr), "report"], folder)
            report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
            same = [round(report[name], 6) for name in ("cer", "wer")] == rates
            print(f"  dinglehopper                   {theirs.seconds:7.2f} s {theirs.megabytes:6.0f} MB")
            print(f"  {theirs.seconds / ours.seconds:.0f} times as fast; the same figures: {'yes' if same else 'NO'}")
        own, document = score(reference, ocr, "corrigenda", folder)
        details = document["details"]
        print(
            f"  corrigenda, with causes        {own.seconds:7.2f} s {own.megabytes:6.0f} MB; recognition "
            f"{document['recognition']['rate']:.4f}, order-free {details['order_free']['rate']:.4f}, "
            f"{details['moved_blocks']} blocks moved"
        )


def compare_page(text: str, dinglehopper: str | None, folder: Path) -> None:
    """One page of 2,000 characters inside a running process, beside dinglehopper's ``align``, which only aligns."""
    from pipeline.alignment.aligning import align_page
    from pipeline.flow.text_files import page_of, read_text_file, tokens_of
    from pipeline.scores.counting import count_errors
    from pipeline.scores.profiles import get_profile

    reference, ocr = folder / "page.txt", folder / "page_ocr.txt"
    start = text.index("\n", len(text) // 2) + 1
    reference.write_text(text[start : start + 2000], encoding="utf-8")
    ocr.write_text(add_noise(text[start : start + 2000], 0.05, seed=7), encoding="utf-8")
    file, read = read_text_file(reference), read_text_file(ocr)
    profile = get_profile("dinglehopper-0.11")

    def count_rates() -> None:
        for count in (profile.characters, profile.words):
            count(file.text, read.text)

    def count_causes() -> None:
        tokens = tokens_of(file, "markdown")
        count_errors(align_page(tokens, page_of(read)), tokens, read.text)

    timed = {"CER and WER": time_rounds(count_rates), "parse, align, count by cause": time_rounds(count_causes)}
    print("a page of 2,000 characters:")
    for title, seconds in timed.items():
        print(f"  {title:<30}{seconds * 1000:7.1f} ms")
    if dinglehopper:
        code = (
            "import sys, time; from dinglehopper import align; "
            "a, b = (open(p, encoding='utf-8').read() for p in sys.argv[1:]); list(align(a, b)); "
            "t = time.process_time(); [list(align(a, b)) for _ in range(5)]; print((time.process_time() - t) / 5)"
        )
        python = str(Path(dinglehopper).with_name("python"))
        theirs = float(run([python, "-c", code, str(reference), str(ocr)], folder).out)
        ratios = ", ".join(f"1/{theirs / seconds:.0f}" for seconds in timed.values())
        print(f"  {'dinglehopper, align alone':<30}{theirs * 1000:7.1f} ms; ours take {ratios} of it")


def time_rounds(work: Callable[[], None], rounds: int = 20) -> float:
    """Return the CPU seconds of one round."""
    work()
    begin = time.process_time()
    for _ in range(rounds):
        work()
    return (time.process_time() - begin) / rounds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dinglehopper", help="the program, in an environment of its own")
    parser.add_argument("--text", type=Path, help="a text file to take the reference from")
    parser.add_argument("--characters", type=int, default=200_000)
    options = parser.parse_args()
    text = make_text(options.characters, options.text, seed=3)
    with tempfile.TemporaryDirectory() as folder:
        compare_whole(text, options.dinglehopper, Path(folder))
        compare_page(text, options.dinglehopper, Path(folder))


if __name__ == "__main__":
    main()
