/* The header of a document's page: how far the decisions have come, undo and redo, files, and what is to be told. */

/* Milliseconds that a message stays. */
const TOLD_FOR = 8_000;

const TROUBLES = {
  blocked: "This browser keeps nothing: download your decisions before you close the page.",
  full: "The browser's store is full: download your decisions before you close the page.",
  damaged: "What the browser had kept for this report could not be read. Read your last downloaded file in.",
};

class Header {
  constructor(app) {
    this.app = app;
    this.count = el("span", { role: "status", id: "progress" });
    this.bar = el("progress", { max: 1, value: 0, "aria-labelledby": "progress" });
    this.reasons = el("div", {});
    this.progress = el("div", { class: "progress" }, el("div", { class: "done" }, this.count, this.bar), this.reasons);
    this.undoButton = el("button", { type: "button", class: "quiet", click: () => app.perform("undo") });
    this.redoButton = el("button", { type: "button", class: "quiet", click: () => app.perform("redo") });
    this.saveButton = el("button", { type: "button", class: "primary", click: () => app.perform("download") });
    const file = el("input", {
      type: "file",
      accept: ".jsonl,.json,.txt",
      class: "aside",
      id: "import",
      tabindex: "-1",
      "aria-label": "Decisions to read in",
      change: () => app.readIn(file),
    });
    this.notice = el("p", { class: "notice", role: "status", hidden: true });
    const buttons = [
      this.undoButton,
      this.redoButton,
      button("Read in…", () => file.click(), "quiet"),
      file,
      button("Help", () => app.perform("help"), "quiet"),
      this.saveButton,
    ];
    find("#actions").append(this.progress, el("div", { class: "buttons" }, buttons));
    find("#actions").after(this.notice);
  }

  refresh() {
    const { log, places } = this.app;
    const [decided, total] = [places.decided, places.all.length];
    this.count.textContent = `${decided.toLocaleString("en")} of ${total.toLocaleString("en")} decided`;
    this.bar.max = Math.max(1, total);
    this.bar.value = decided;
    this.reasons.replaceChildren(this.byReason());
    setButton(this.undoButton, "Undo", "undo", !log.canUndo());
    setButton(this.redoButton, "Redo", "redo", !log.lastUndo());
    const words = log.unsaved ? `Download (${log.unsaved} new)` : "Download decisions";
    setButton(this.saveButton, words, "download", !log.lines.length);
    if (log.problem) this.tell(TROUBLES[log.problem], true);
  }

  byReason() {
    const byReason = new Map();
    for (const place of this.app.places.all) {
      const [done, all] = byReason.get(place.reason) ?? [0, 0];
      byReason.set(place.reason, [done + (place.state === "decided" ? 1 : 0), all + 1]);
    }
    const rows = [...byReason].map(([reason, [done, all]]) =>
      el("tr", {}, el("th", { scope: "row" }, this.app.records.reasons[reason]), el("td", {}, `${done} of ${all}`)),
    );
    const table = el("table", { class: "plain" }, el("tbody", {}, rows));
    const details = el(
      "details",
      { class: "by-reason", open: this.showsReasons },
      el("summary", {}, "by reason"),
      table,
    );
    details.addEventListener("toggle", () => (this.showsReasons = details.open));
    return details;
  }

  tell(text, stays = false) {
    this.notice.textContent = text;
    this.notice.hidden = false;
    clearTimeout(this.hiding);
    if (!stays) this.hiding = setTimeout(() => (this.notice.hidden = true), TOLD_FOR);
  }
}
