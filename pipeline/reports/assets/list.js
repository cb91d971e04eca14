/* The list of places: fifty at a time, so that a page of thousands stays quick. */

const AT_ONCE = 50;

/* How the list is sorted: its words, and what to sort by. Numbers of places begin with the most urgent. */
const ORDERS = {
  urgency: { words: "most urgent first", of: (place) => place.n },
  pages: { words: "as on the pages", of: (place) => place.order },
};
const ORDER_SETTING = "corrigenda:order";
let order = readSetting(ORDER_SETTING) in ORDERS ? readSetting(ORDER_SETTING) : "urgency";

/** Return places in the order that the reviewer chose. */
function inOrder(places) {
  const { of } = ORDERS[order];
  return [...places].sort((a, b) => of(a) - of(b));
}

class PlaceList {
  constructor(context) {
    this.context = context;
    this.listed = [];
    this.start = 0;
    this.rows = el("ol", { class: "rows" });
    this.status = el("p", { role: "status" });
    this.order = this.makeOrder();
    this.earlier = el(
      "button",
      { type: "button", class: "quiet", click: () => this.turnTo(this.start - AT_ONCE) },
      "‹ Earlier",
    );
    this.later = el(
      "button",
      { type: "button", class: "quiet", click: () => this.turnTo(this.start + AT_ONCE) },
      "Later ›",
    );
    this.range = el("span", {});
    this.pager = el("div", { class: "pager" }, this.earlier, this.range, this.later);
    const head = el("div", { class: "matches" }, this.status, this.order);
    this.element = el("div", { class: "listing" }, head, this.rows, this.pager);
  }

  makeOrder() {
    const options = Object.entries(ORDERS).map(([name, { words }]) =>
      el("option", { value: name, selected: name === order }, words),
    );
    const choose = () => {
      order = select.value;
      keepSetting(ORDER_SETTING, order);
      this.context.refreshFilter();
    };
    const select = el("select", { "aria-label": "Order of the places", change: choose }, options);
    return select;
  }

  show(listed, total, current) {
    this.listed = listed;
    this.status.textContent = listed.length
      ? `${plural(listed.length, "place")}${listed.length < total ? ` of ${total.toLocaleString("en")}` : ""}`
      : "No place fits this filter.";
    this.follow(current);
  }

  /** Draw the part of the list in which `current` stands. */
  follow(current) {
    this.current = current;
    const index = this.listed.indexOf(current);
    if (index >= 0) this.start = Math.floor(index / AT_ONCE) * AT_ONCE;
    this.start = Math.min(this.start, Math.max(0, Math.floor((this.listed.length - 1) / AT_ONCE) * AT_ONCE));
    this.draw();
  }

  turnTo(start) {
    this.start = Math.max(0, start);
    this.draw();
    find("a", this.rows)?.focus();
  }

  draw() {
    const page = this.listed.slice(this.start, this.start + AT_ONCE);
    this.rows.replaceChildren(...page.map((place) => this.row(place)));
    this.rows.setAttribute("start", this.start + 1);
    this.pager.hidden = this.listed.length <= AT_ONCE;
    this.earlier.disabled = this.start === 0;
    this.later.disabled = this.start + AT_ONCE >= this.listed.length;
    this.range.textContent = `${this.start + 1}–${this.start + page.length} of ${this.listed.length.toLocaleString("en")}`;
    const row = find('[aria-current="true"]', this.rows);
    cancelAnimationFrame(this.moving);
    if (row) this.moving = requestAnimationFrame(() => keepInSight(row, this.element));
  }

  row(place) {
    const { reasons, severities } = this.context.records;
    return el(
      "li",
      {},
      el(
        "a",
        {
          class: `row state-${place.state}`,
          href: this.context.address({ place: place.key }),
          "aria-current": place === this.current ? "true" : null,
        },
        el(
          "span",
          { class: "row-head" },
          severityMark(place.severity, severities),
          el("span", { class: "row-reason" }, reasons[place.reason]),
          place.page ? el("span", { class: "row-page" }, `p. ${place.page}`) : null,
          place.state === "open" ? null : el("span", { class: "row-state" }, rowState(place)),
        ),
        place.box && place.scan ? stripOf(place.scan, place.box) : null,
        el("span", { class: "row-readings" }, rowReadings(place)),
      ),
    );
  }
}

function severityMark(severity, words) {
  return el("span", { class: `severity severity-${severity}` }, words[severity]);
}

function rowState(place) {
  if (place.state !== "decided") return STATES[place.state];
  return `✓ ${VERBS[(place.mine ?? place.lines[0]).verb]}`;
}

function rowReadings(place) {
  const reference = place.reference?.text;
  const ocr = place.ocr?.text;
  if (!reference && !ocr) return [el("i", {}, "no text on either side")];
  if (reference && reference === ocr) return [hiddenText("both read "), el("bdi", {}, shownReading(place.reference))];
  return [
    hiddenText("transcript "),
    reference ? el("bdi", {}, shownReading(place.reference)) : el("i", {}, "nothing"),
    el("span", { class: "arrow" }, hiddenText(", OCR "), el("span", { "aria-hidden": "true" }, " → ")),
    ocr ? el("bdi", {}, shownReading(place.ocr)) : el("i", {}, "nothing"),
  ];
}

const shownReading = (reading) => shown(reading.shown ?? reading.text);

/** Scroll a pane so that a row is in sight, without moving the page itself. */
function keepInSight(row, pane) {
  const scroller = pane.closest(".scrolls");
  if (!scroller || scroller.scrollHeight <= scroller.clientHeight) return;
  const [inner, outer] = [row.getBoundingClientRect(), scroller.getBoundingClientRect()];
  if (inner.top < outer.top + 40) scroller.scrollTop -= outer.top + 40 - inner.top;
  if (inner.bottom > outer.bottom) scroller.scrollTop += inner.bottom - outer.bottom + 8;
}
