/* The page of one document: what is shown where, and what happens when something is decided. */

const PANES = "(min-width: 60rem)";
const VIEWS = ["places", "reading", "alike", "figures"];
/* Keys that lead from another view back to the places. */
const MOVES = ["next", "previous", "open"];

class App {
  constructor(records) {
    this.records = records;
    this.elsewhere = new Set(records.elsewhere);
    this.log = new Log(records.storage);
    this.places = new Places(records, this.log);
    this.filters = new Filters(records);
    this.log.listeners.push(() => this.afterDecision());
    this.list = new PlaceList(this);
    this.pane = new PlacePane(this);
    this.alike = new AlikeView(this);
    this.help = makeHelp(() => this.refreshAll());
    this.build();
    this.readAddress();
    window.addEventListener("hashchange", () => this.readAddress());
    window.addEventListener("beforeunload", (event) => this.warnUnsaved(event));
    window.addEventListener("storage", (event) => this.log.names.includes(event.key) && this.reload());
    window.addEventListener("beforeprint", () => preparePrint(this));
    listenForKeys((action) => this.perform(action));
  }

  build() {
    this.bar = new FilterBar(this.filters, this.places, () => this.afterFilter());
    const side = el("div", { class: "side scrolls" }, this.bar.element, this.list.element);
    const main = el("div", { class: "main scrolls" }, this.pane.element, this.noPlace());
    this.overview = el("div", { class: "overview scrolls", "aria-label": "The page", role: "region", tabindex: "0" });
    find("#view-places").append(el("div", { class: "panes" }, side, main, this.overview));
    find("#view-alike").append(this.alike.element);
    this.sections = new Map(VIEWS.map((view) => [view, find(`#view-${view}`)]));
    this.figures = new Map(findAll("figure.page").map((figure) => [figure.dataset.page, figure]));
    for (const link of findAll(".page svg a")) link.setAttribute("tabindex", "-1");
    this.marks = findAll("a[data-place]");
    document.body.append(this.help);
    this.header = new Header(this);
    document.documentElement.classList.add("scripted");
  }

  noPlace() {
    this.empty = el("p", { class: "empty", hidden: true });
    return this.empty;
  }

  /** Return the address of another state of this page. */
  address(changes) {
    const parameters = new URLSearchParams();
    const view = changes.view ?? this.view;
    if (view && view !== "places") parameters.set("view", view);
    this.filters.write(parameters);
    if (this.place) parameters.set("place", this.place.key);
    for (const [name, value] of Object.entries(changes)) {
      if (name === "view") continue;
      if (value) parameters.set(name, value);
      else parameters.delete(name);
    }
    return `#${parameters}`;
  }

  linkTo(place) {
    return this.address({ view: "places", place: place.key, group: null });
  }

  readAddress() {
    const numbered = /^#place-(\d+)$/.exec(location.hash);
    const parameters = new URLSearchParams(numbered ? "" : location.hash.slice(1));
    const view = parameters.get("view");
    this.view = VIEWS.includes(view) ? view : "places";
    this.filters.read(parameters);
    const wanted = numbered ? this.places.byNumber.get(numbered[1]) : this.places.byKey.get(parameters.get("place"));
    if (numbered && wanted) history.replaceState(null, "", this.addressOf(wanted));
    const moved = this.started && wanted && wanted !== this.place;
    this.refreshFilter(wanted ?? this.place);
    this.showView();
    if (moved && this.view === "places") this.announcePlace(true);
    this.started = true;
  }

  addressOf(place) {
    this.place = place;
    return this.address({});
  }

  showView() {
    for (const [view, section] of this.sections) section.hidden = view !== this.view;
    for (const link of findAll("#tabs a")) {
      const isHere = link.dataset.view === this.view;
      link.href = this.address({ view: link.dataset.view, group: null });
      if (isHere) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (this.view === "alike") this.alike.show(this.filters.group);
    document.documentElement.dataset.view = this.view;
  }

  refreshFilter(wanted = this.place) {
    this.listed = inOrder(this.places.all.filter((place) => this.filters.accepts(place)));
    const current = this.listed.includes(wanted) ? wanted : (this.listed[0] ?? null);
    this.bar.refresh();
    this.go(current, true);
    this.list.show(this.listed, this.places.all.length, current);
    this.header.refresh();
  }

  afterFilter() {
    this.refreshFilter();
    history.replaceState(null, "", this.address({}));
  }

  /** Show a place. */
  go(place, quietly = false) {
    this.place = place;
    const position = this.listed.indexOf(place) + 1;
    if (quietly && place && this.pane.place === place) this.pane.showPosition(position, this.listed.length);
    else this.pane.show(place, position, this.listed.length);
    this.empty.hidden = Boolean(place);
    this.empty.textContent = this.places.all.length
      ? "No place fits this filter."
      : "Nothing to look at on these pages: transcript and OCR agree, and nobody marked a doubt.";
    this.showOverview(place);
    if (quietly) return;
    this.list.follow(place);
    history.replaceState(null, "", this.address({}));
    this.announcePlace(true);
  }

  announcePlace(focus) {
    const place = this.place;
    if (!place) return;
    const main = find(".main");
    main.scrollTop = 0;
    if (focus) this.pane.heading.focus({ preventScroll: matchMedia(PANES).matches });
    const position = `${this.listed.indexOf(place) + 1} of ${this.listed.length}`;
    const readings = `Transcript: ${place.reference?.text || "nothing"}. OCR: ${place.ocr?.text || "nothing"}.`;
    announce(`${this.said ?? ""} Place ${position}, ${this.records.reasons[place.reason]}. ${readings}`.trim());
    this.said = null;
  }

  showOverview(place) {
    const figure = place ? this.figures.get(String(place.page)) : null;
    if (this.shownFigure !== figure) {
      this.overview.replaceChildren(...(figure ? [figure.cloneNode(true)] : []));
      this.shownFigure = figure;
      this.marks = findAll("a[data-place]");
      this.refreshMarks();
    }
    for (const mark of findAll("a.here")) mark.classList.remove("here");
    for (const mark of place ? findAll(`a[data-place="${place.n}"]`) : []) mark.classList.add("here");
  }

  step(by) {
    const next = this.listed[this.listed.indexOf(this.place) + by];
    if (next) this.go(next);
    else announce(by > 0 ? "This is the last place of the list." : "This is the first place of the list.");
  }

  /** Go to the next undecided place of the list, from the beginning again after the end. */
  stepOpen() {
    const next = this.following(this.place);
    if (next) this.go(next);
    else this.tellNothingOpen();
  }

  tellNothingOpen() {
    const left = this.listed.filter((place) => place.state !== "decided").length;
    const others = `No other place of this list is open; ${left} ${left === 1 ? "is" : "are"} not decided: see “State”.`;
    this.header.tell(left ? others : "Every place of this list is decided.");
  }

  decide(place, verdict) {
    this.said = `${VERBS[verdict.verb]}.`;
    const following = this.following(place);
    this.isMovingOn = Boolean(following);
    this.log.add([{ flag: place.key, base: place.base, ...verdict }]);
    this.isMovingOn = false;
    if (following) this.go(following);
    else this.tellNothingOpen();
  }

  /** Return the undecided place that comes after one, in the list as it is now. */
  following(place) {
    const from = this.listed.indexOf(place);
    const after = [...this.listed.slice(from + 1), ...this.listed.slice(0, Math.max(0, from))];
    return after.find((each) => each.state === "open" && each !== place);
  }

  decideAll(places, verdict) {
    if (!places.length) return;
    const scope = `group:${newId()}`;
    this.log.add(places.map((place) => ({ flag: place.key, base: place.base, scope, ...verdict })));
    this.header.tell(`${VERBS[verdict.verb]}: ${plural(places.length, "place")}. Undo takes all of them back.`);
  }

  afterDecision() {
    this.places.refresh();
    this.refreshMarks();
    this.refreshAll();
  }

  refreshAll() {
    this.bar.refresh();
    this.header.refresh();
    if (!this.isMovingOn) {
      this.list.draw();
      this.pane.refresh();
    }
    if (this.view === "alike") this.alike.show(this.filters.group);
  }

  reload() {
    this.log.load();
    this.afterDecision();
  }

  /** Show on the scan and in the reading view which places are decided. */
  refreshMarks() {
    for (const mark of this.marks) {
      const state = this.places.byNumber.get(mark.dataset.place)?.state;
      if (state && mark.dataset.state !== state) mark.dataset.state = state;
    }
  }

  async save() {
    if (!this.log.lines.length) return;
    await download(await toJsonLines(this.log.lines), `${this.records.name}.decisions.jsonl`);
    this.log.markSaved();
    this.header.tell(`${plural(this.log.lines.length, "line")} written to the file.`);
  }

  async readIn(input) {
    const [file] = input.files;
    if (!file) return;
    const knows = (key) => this.places.byKey.has(key) || this.elsewhere.has(key);
    const came = await readDecisions(file, this.log, knows);
    input.value = "";
    const conflicts = this.places.all.filter((place) => place.state === "conflict").length;
    this.header.tell(
      conflicts ? `${came}. ${plural(conflicts, "place")} in conflict: filter by state to see them.` : `${came}.`,
      true,
    );
  }

  warnUnsaved(event) {
    if (this.log.unsaved > 0 && !this.leaving) event.preventDefault();
  }

  perform(action) {
    const actions = {
      next: () => this.step(1),
      previous: () => this.step(-1),
      open: () => this.stepOpen(),
      note: () => this.pane.note.focus(),
      undo: () => this.goToChanged(this.log.undo(), "Taken back."),
      redo: () => this.goToChanged(this.log.redo(), "Decided again."),
      zoom: () => this.pane.viewer.cycle(),
      turn: () => this.pane.viewer.turn(),
      contrast: () => this.pane.viewer.toggleContrast(),
      invert: () => this.pane.viewer.toggleInverted(),
      group: () => this.openGroup(),
      search: () => this.bar.search.focus(),
      download: () => this.save(),
      help: () => this.help.showModal(),
    };
    const choice = CHOICES.find((each) => each.action === action);
    if (choice && this.view === "places") this.pane.choose(choice.verb);
    else if (choice && this.view === "alike") this.alike.choose(choice.verb);
    else if (MOVES.includes(action) && this.view !== "places") this.comeBack();
    else actions[action]?.();
  }

  /** Show the places again: the one seen last, or the next one that is open. */
  comeBack() {
    this.filters.group = "";
    this.refreshFilter();
    const place = this.place?.state === "open" ? this.place : (this.following(this.place) ?? this.place);
    location.hash = place ? this.linkTo(place) : this.address({ view: "places", group: null });
  }

  goToChanged(lines, words) {
    if (!lines.length) return;
    this.said = lines.length > 1 ? `${words} ${plural(lines.length, "place")}.` : words;
    const place = this.places.byKey.get(lines[0].flag);
    if (lines.length === 1 && place && this.view === "places" && this.listed.includes(place)) this.go(place);
    else this.header.tell(this.said);
  }

  openGroup() {
    const group = this.groupOf(this.place);
    if (group) location.hash = this.address({ view: "alike", group: group.name });
    else this.header.tell("No other place on this page is like this one.");
  }

  /** Return the widest group that a place belongs to, if there is any. */
  groupOf(place) {
    const names = place?.groups ?? [];
    return names.map((name) => this.alike.groups.find((group) => group.name === name)).find(Boolean);
  }
}

/** Print the places of the filter, each with what was decided. */
function preparePrint(app) {
  for (const card of findAll("#static .card")) {
    const place = app.places.byNumber.get(card.dataset.place);
    card.hidden = !app.filters.accepts(place);
    find(".verdict", card).replaceChildren(
      ...place.lines.map((line) => el("span", {}, `${line.actor}: `, inWords(line), " ")),
    );
  }
}

loadKeys();
new App(readRecords());
