/* The index: finding and sorting documents, and how far the decisions have come. */

class IndexPage {
  constructor(records) {
    this.records = records;
    this.table = find("#documents");
    this.rows = findAll("tbody tr", this.table).map((row, index) => ({
      row,
      index,
      text: row.cells[0].textContent.toLowerCase(),
    }));
    this.showProgress();
    this.makeSearch();
    this.makeSorting();
    window.addEventListener("storage", () => this.showProgress());
    window.addEventListener("pageshow", (event) => event.persisted && this.showProgress());
  }

  makeSearch() {
    const words = new URLSearchParams(location.hash.slice(1)).get("text") ?? "";
    this.search = el("input", {
      type: "search",
      placeholder: "Find a document",
      "aria-label": "Find a document",
      value: words,
      input: () => this.filter(),
    });
    this.found = el("span", { role: "status", class: "crumbs" });
    find("#search-box").append(this.search, this.found);
    this.filter();
  }

  filter() {
    const words = this.search.value.trim().toLowerCase();
    const fitting = this.rows.filter(({ row, text }) => !(row.hidden = !text.includes(words)));
    this.found.textContent = words ? `${fitting.length} of ${this.rows.length}` : "";
    find("#no-match").hidden = fitting.length > 0 || this.rows.length === 0;
    history.replaceState(null, "", words ? `#${new URLSearchParams({ text: words })}` : location.pathname);
  }

  makeSorting() {
    findAll("thead th", this.table).forEach((head, column) => {
      const words = head.textContent;
      head.replaceChildren(el("button", { type: "button", click: () => this.sort(head, column) }, words));
    });
  }

  sort(head, column) {
    const isText = head.dataset.sort === "text";
    const before = head.getAttribute("aria-sort");
    const way = before ? (before === "ascending" ? -1 : 1) : isText ? 1 : -1;
    for (const other of findAll("thead th", this.table)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
    const value = ({ row }) =>
      isText ? row.cells[column].textContent : Number.parseFloat(row.cells[column].textContent) || -1;
    const compare = (a, b) =>
      isText ? value(a).localeCompare(value(b), "en", { numeric: true }) : value(a) - value(b);
    this.rows.sort((a, b) => way * compare(a, b) || a.index - b.index);
    find("tbody", this.table).append(...this.rows.map(({ row }) => row));
  }

  /** Add a column with what this browser knows of the decisions. */
  showProgress() {
    const column = find("th.decided", this.table);
    column.hidden = false;
    let done = 0;
    let all = 0;
    for (const { row, index } of this.rows) {
      const [storage, places] = this.records.documents[index];
      const decided = new Log([storage]).countDecided();
      done += decided;
      all += places;
      row.cells[7]?.remove();
      row.append(el("td", {}, places ? `${decided} of ${places}` : "–"));
    }
    find("#actions").replaceChildren(
      el("p", {}, `${done.toLocaleString("en")} of ${all.toLocaleString("en")} places decided in this browser`),
      el(
        "button",
        { type: "button", class: "primary", disabled: done === 0, click: () => this.save() },
        "Download all decisions",
      ),
    );
  }

  async save() {
    const logs = this.records.documents.map(([storage]) => new Log([storage]));
    const lines = logs.flatMap((log) => log.lines);
    await download(await toJsonLines(lines), "decisions.jsonl");
    for (const log of logs) if (log.lines.length) log.markSaved();
  }
}

new IndexPage(readRecords());
