/* The page of what is alike in several documents: groups only; each decision goes to its document's own log. */

class AcrossRun {
  constructor(records) {
    this.records = records;
    const storeOf = new Map(records.places.map((place) => [place.key, records.storage[place.store]]));
    this.log = new Log(records.storage, (flag) => storeOf.get(flag) ?? null);
    this.places = new Places(records, this.log);
    this.alike = new AlikeView(this);
    this.log.listeners.push(() => this.refresh());
    find("#view-alike").append(this.alike.element);
    this.status = el("p", { role: "status" });
    this.undoButton = el("button", { type: "button", class: "quiet", click: () => this.perform("undo") });
    this.redoButton = el("button", { type: "button", class: "quiet", click: () => this.perform("redo") });
    this.help = makeHelp(() => this.refresh());
    find("#actions").append(
      this.status,
      this.undoButton,
      this.redoButton,
      button("Help", () => this.perform("help"), "quiet"),
    );
    document.body.append(this.help);
    document.documentElement.classList.add("scripted");
    window.addEventListener("hashchange", () => this.refresh());
    window.addEventListener("storage", () => {
      this.log.load();
      this.refresh();
    });
    listenForKeys((action) => this.perform(action));
    this.refresh();
  }

  address({ group }) {
    return `#${new URLSearchParams({ group })}`;
  }

  linkTo(place) {
    return `${place.file}#place=${place.key}`;
  }

  nameOf(place) {
    return place.document;
  }

  refresh() {
    this.places.refresh();
    this.alike.show(new URLSearchParams(location.hash.slice(1)).get("group") ?? "");
    this.status.textContent = `${this.places.decided} of ${this.places.all.length} decided`;
    setButton(this.undoButton, "Undo", "undo", !this.log.canUndo());
    setButton(this.redoButton, "Redo", "redo", !this.log.lastUndo());
  }

  decideAll(places, verdict) {
    if (!places.length) return;
    const scope = `group:${newId()}`;
    this.log.add(places.map((place) => ({ flag: place.key, base: place.base, scope, ...verdict })));
    announce(`${VERBS[verdict.verb]}: ${plural(places.length, "place")}. Undo takes all of them back.`);
  }

  perform(action) {
    if (action === "undo") this.log.undo();
    if (action === "redo") this.log.redo();
    if (action === "help") this.help.showModal();
    const choice = CHOICES.find((each) => each.action === action);
    if (choice) this.alike.choose(choice.verb);
  }
}

loadKeys();
new AcrossRun(readRecords());
