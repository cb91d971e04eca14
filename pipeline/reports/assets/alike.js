/* Equal differences, and deciding on many at once: every occurrence is shown, each can be taken out, one undo. */

const CLASS_TITLES = {
  quotes: "Kinds of quotation marks",
  dashes: "Kinds of dashes and hyphens",
  spacing: "Spaces",
  stops: "Full stops, commas and the like",
  typography: "Typography: ligatures, long s and the like",
  capitals: "Capital and small letters",
};
const ABSENT_TITLES = {
  stamp: "Stamps that the transcript does not have",
  handwriting: "Handwriting that the transcript does not have",
  signature: "Signatures that the transcript does not have",
  initials: "Initials that the transcript does not have",
  blank: "Form blanks that the transcript does not have",
  "low-confidence": "Ink that nobody read",
  "missing-text": "Scraps that the OCR alone reads",
};
const NOTHING = "∅";
/* What can be decided of many at once; the keys are those of the same decisions on one place. */
const OFFERED = {
  accept_ref: "Transcript is right",
  accept_ocr: "OCR is right",
  edit: "Neither: type it once",
  illegible: "Illegible",
  skip: "Skip",
};
/* The same where the transcript has nothing: most of that has no place in it. */
const OFFERED_ABSENT = { accept_ref: "Transcript is right to leave it out", skip: "Skip" };
const PREVIEWED = 200;

function groupTitle(name) {
  const kind = name.slice(0, name.indexOf(":"));
  const text = name.slice(kind.length + 1);
  if (kind === "class") return CLASS_TITLES[text] ?? text;
  if (kind === "mark") return `Marked “${text}”`;
  if (kind === "absent") return ABSENT_TITLES[text] ?? `Nothing in the transcript: ${text}`;
  const arrow = text.indexOf("→", 1);
  const [reference, ocr] = [text.slice(0, arrow), text.slice(arrow + 1)];
  const quoted = (side) => (side.trim() ? `“${side}”` : "a space");
  if (reference === NOTHING) return `${quoted(ocr)} only in the OCR`;
  if (ocr === NOTHING) return `${quoted(reference)} only in the transcript`;
  return `${kind === "words" ? "all of " : ""}${quoted(reference)} read as ${quoted(ocr)}`;
}

/** Return the groups of at least two places: classes first, then all others by their number. */
function gatherGroups(places) {
  const groups = new Map();
  for (const place of places) {
    for (const name of place.groups) {
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(place);
    }
  }
  const rank = (name) => (name.startsWith("class:") ? 0 : 1);
  return [...groups]
    .filter(([, members]) => members.length > 1)
    .map(([name, members]) => ({ name, members }))
    .sort((a, b) => rank(a.name) - rank(b.name) || b.members.length - a.members.length || (a.name < b.name ? -1 : 1));
}

class AlikeView {
  constructor(context) {
    this.context = context;
    this.list = el("div", { class: "groups" });
    this.preview = el("section", { class: "preview", hidden: true, "aria-label": "Places of this group" });
    this.element = el("div", { class: "alike" }, this.list, this.preview);
    this.out = new Set();
  }

  get groups() {
    this.gathered ??= gatherGroups(this.context.places.all);
    return this.gathered;
  }

  show(name) {
    this.name = name;
    const open = this.groups.find((group) => group.name === name);
    if (this.shown !== name) this.out = new Set();
    this.shown = name;
    this.drawList();
    this.preview.hidden = !open;
    if (open) this.drawPreview(open);
  }

  drawList() {
    if (!this.groups.length) {
      this.list.replaceChildren(el("p", { class: "empty" }, "No two differences on this page are alike."));
      return;
    }
    const head = el(
      "tr",
      {},
      ["Alike", "Places", "Undecided"].map((title) => el("th", { scope: "col" }, title)),
    );
    const rows = this.groups.slice(0, 300).map((group) => {
      const open = group.members.filter((place) => place.state === "open").length;
      const link = el(
        "a",
        {
          href: this.context.address({ group: group.name, view: "alike" }),
          "aria-current": group.name === this.name ? "true" : null,
        },
        typed(groupTitle(group.name)),
      );
      return el(
        "tr",
        {},
        el("th", { scope: "row" }, link),
        el("td", {}, String(group.members.length)),
        el("td", {}, open ? String(open) : "✓ none"),
      );
    });
    this.list.replaceChildren(
      el("p", { class: "aside" }, "Places with the same difference. Open a group to see them all and to decide at once."),
      el("table", { class: "plain" }, el("thead", {}, head), el("tbody", {}, rows)),
    );
  }

  drawPreview(group) {
    const members = group.members.slice(0, PREVIEWED);
    const cards = members.map((place) => this.card(place));
    this.buttons = el("div", { class: "choices-bar", role: "group", "aria-label": "Decide for all that are ticked" });
    this.form = el("div", { class: "form" });
    const more = group.members.length - members.length;
    this.title = el("h2", { tabindex: "-1" }, typed(groupTitle(group.name)));
    this.preview.replaceChildren(
      this.title,
      el("p", {}, "Look at every one; untick what is different. One undo takes all of them back."),
      more > 0
        ? el(
            "p",
            { class: "warning" },
            `Only the first ${PREVIEWED} are shown and decided; the other ${more} come next.`,
          )
        : "",
      this.buttons,
      this.form,
      el("ul", { class: "occurrences" }, cards),
    );
    this.refreshButtons();
  }

  isTicked(place) {
    return place.state === "open" && !this.out.has(place.key);
  }

  card(place) {
    const tick = el("input", { type: "checkbox", checked: this.isTicked(place), disabled: place.state !== "open" });
    tick.addEventListener("change", () => {
      if (tick.checked) this.out.delete(place.key);
      else this.out.add(place.key);
      this.refreshButtons();
    });
    const state = place.state === "open" ? "" : el("span", { class: "row-state" }, rowState(place));
    return el(
      "li",
      {},
      el(
        "label",
        {},
        tick,
        hiddenText("include "),
        el("span", { class: "row-readings" }, rowReadings(place)),
        el("span", { class: "row-page" }, place.page ? `p. ${place.page}` : ""),
        state,
      ),
      place.view && place.scan
        ? pictureOf(place.scan, place.view, place.box, {
            class: "crop",
            role: "img",
            "aria-label": "The place on the scan",
          })
        : "",
      el(
        "a",
        { class: "quiet", href: this.context.linkTo(place) },
        this.context.nameOf?.(place) ?? "Open",
        hiddenText(` place ${place.n}`),
      ),
    );
  }

  get ticked() {
    const group = this.groups.find((each) => each.name === this.name);
    return group ? group.members.slice(0, PREVIEWED).filter((place) => this.isTicked(place)) : [];
  }

  refreshButtons() {
    const ticked = this.ticked;
    this.buttons.replaceChildren(
      ...Object.entries(this.offered).map(([verb, words]) =>
        el(
          "button",
          { type: "button", class: "choice", disabled: !ticked.length, click: () => this.choose(verb) },
          keyHint(CHOICES.find((choice) => choice.verb === verb).action),
          el("span", {}, `${words}: apply to ${ticked.length}`),
        ),
      ),
    );
  }

  get offered() {
    return this.name.startsWith("absent:") ? OFFERED_ABSENT : OFFERED;
  }

  /** Decide on all that are ticked; nothing happens without an open group, or for what is not offered there. */
  choose(verb) {
    if (!this.ticked.length || !(verb in this.offered)) return;
    if (verb !== "edit") {
      this.context.decideAll(this.ticked, { verb });
      return;
    }
    const field = el("input", { type: "text", id: "edit-all", class: "typed", spellcheck: "false" });
    const save = () => this.context.decideAll(this.ticked, { verb: "edit", value: field.value });
    field.value = this.ticked[0]?.suggestion?.text ?? this.ticked[0]?.ocr?.text ?? "";
    field.addEventListener("keydown", (event) => event.key === "Enter" && save());
    const label = `What stands at all ${this.ticked.length} places, instead of the whole reading`;
    this.form.replaceChildren(el("label", { for: "edit-all" }, label), field, button("Keep for all", save, "primary"));
    field.focus();
  }
}
