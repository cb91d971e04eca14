"""How large a report is and how fast a browser shows it: ``python benchmarks/report.py REPORTS [--chromium PATH]``.

REPORTS is a folder that ``corrigenda run`` has written. For every page of it: bytes, time to the first paint, time to
filter, as a table. ``--peer FILE …`` measures other HTML reports (say dinglehopper's) beside it: bytes and first paint,
with the network cut as on a closed one. Times are in milliseconds, the best of three.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REPEATS = 3
FILTER = """() => {
  const search = document.querySelector("#search");
  if (!search) return null;
  const times = ["a", "the", "no such text", "e", ""].map((text) => {
    const start = performance.now();
    search.value = text;
    search.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  });
  return Math.min(...times);
}"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
COUNT = "JSON.parse(document.getElementById('records')?.textContent ?? '{}').places?.length ?? null"


def measure(browser: Browser, file: Path) -> tuple[float | None, float | None, int | None]:
    """Return the time to the first paint, the time to filter, and the number of places."""
    paints, filters, places = [], [], None
    for _ in range(REPEATS):
        context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(file.resolve().as_uri())
        page.wait_for_timeout(200)
        paints.append(page.evaluate(PAINT))
        filters.append(page.evaluate(FILTER))
        places = page.evaluate(COUNT)
        context.close()
    return _best(paints), _best(filters), places


def _best(times: Iterable[float | None]) -> float | None:
    return min((time for time in times if time is not None), default=None)


def show(file: Path, measured: tuple[float | None, float | None, int | None]) -> None:
    """Print one row."""
    paint, filtering, places = measured
    cells = [f"{file.stat().st_size:>12,}", *(_cell(value) for value in (places, paint, filtering)), file.name]
    print(" ".join(cells))


def _cell(value: float | None) -> str:
    return f"{'–' if value is None else format(value, '.0f'):>10}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--peer", type=Path, nargs="*", default=[])
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    asked = parser.parse_args()
    files = [*sorted(asked.reports.glob("*.html")), *sorted(asked.reports.glob("documents/*.html")), *asked.peer]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked.chromium, args=list(FLAGS))
        print(f"{'bytes':>12} {'places':>10} {'paint ms':>10} {'filter ms':>10} file")
        for file in files:
            show(file, measure(browser, file))
        browser.close()


if __name__ == "__main__":
    main()
