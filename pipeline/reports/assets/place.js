/* One place in full: its picture, both readings, and what can be decided. */

/** What can be decided, in the order of the buttons; `action` names the key. */
const CHOICES = [
  { verb: "accept_ref", action: "reference", words: referenceWords },
  { verb: "accept_ocr", action: "ocr", words: ocrWords },
  { verb: "edit", action: "edit", words: () => "Neither: type it…" },
  { verb: "illegible", action: "illegible", words: () => "Illegible" },
  { verb: "rekind", action: "rekind", words: () => "Not text…" },
  { verb: "skip", action: "skip", words: () => "Skip" },
  { verb: "second_look", action: "second", words: () => "Second look" },
];

const NO_PLACE = "It has no place in the transcript. If it shall have one, edit the transcript and run again.";

/* What a place most likely is, when it is no running text, by the reason of its flag. */
const KIND_OF = { stamp: "stamp", signature: "signature", initials: "signature", handwriting: "handwriting" };

/* Most of the other places that are drawn around one. */
const NEIGHBOURS = 60;

const readsAlike = (place) => Boolean(place.reference?.text) && place.reference.text === place.ocr?.text;

/** Say whether there is no transcript to compare with, only an engine's doubt. */
const isAlone = (place) => place.reason === "low-confidence" && !place.reference && Boolean(place.ocr?.text);

/** Say whether text decided on here can go into the transcript: ink beside the text has no place in it. */
const takesText = (place) => Boolean(place.reference) || isAlone(place);

/* What puts text into the transcript. */
const TEXT_VERBS = ["accept_ocr", "edit", "illegible"];

function referenceWords(place) {
  if (readsAlike(place)) return "The reading is right";
  if (isAlone(place)) return "Leave it out";
  if (!place.reference?.text) return "Transcript is right: leave it out";
  if (!place.ocr?.text) return "Transcript is right: keep it";
  return "Transcript is right";
}

function ocrWords(place) {
  if (isAlone(place)) return "The reading is right";
  if (!place.reference?.text) return "OCR is right: put it in";
  if (!place.ocr?.text) return "OCR is right: take it out";
  return "OCR is right";
}

class PlacePane {
  constructor(context) {
    this.context = context;
    this.viewer = new Viewer();
    this.heading = el("h2", { class: "place-title", tabindex: "-1" });
    this.where = el("span", { class: "place-where" });
    this.pictureArea = el("div", { class: "picture-area" });
    this.details = el("div", { class: "details" });
    this.note = el("input", { type: "text", id: "note", class: "note", autocomplete: "off" });
    this.choices = el("div", { class: "choices-bar", role: "group", "aria-label": "Decide" });
    this.form = el("div", { class: "form" });
    this.alike = el("p", { class: "hint" });
    this.history = el("div", { class: "history" });
    this.element = el(
      "article",
      { class: "place", "aria-label": "Place" },
      this.heading,
      this.pictureArea,
      this.details,
      this.choices,
      this.form,
      el("div", { class: "note-line" }, el("label", { for: "note" }, "Note"), this.note),
      this.alike,
      this.history,
    );
  }

  show(place, position, total) {
    this.place = place;
    this.element.hidden = !place;
    if (!place) return;
    const { reasons, severities, pages } = this.context.records;
    const page = pages.find((each) => each.number === place.page);
    this.heading.replaceChildren(
      el("span", {}, reasons[place.reason]),
      severityMark(place.severity, severities),
      this.where,
    );
    this.showPosition(position, total);
    this.showPicture(place, page);
    this.details.replaceChildren(...this.describe(place));
    this.form.replaceChildren();
    this.note.value = place.mine?.note ?? "";
    this.refresh();
  }

  showPosition(position, total) {
    const line = this.place.line ? `, line ${this.place.line}` : "";
    const page = this.place.page ? `page ${this.place.page}${line}` : "on no page";
    this.where.textContent = `${page} · ${position.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  }

  showPicture(place, page) {
    if (!page?.picture) {
      const why = page ? "This report was made without pictures." : "This text lies on no page.";
      this.pictureArea.replaceChildren(el("p", { class: "no-picture" }, why));
      return;
    }
    if (!this.pictureArea.contains(this.viewer.element)) this.pictureArea.replaceChildren(this.viewer.element);
    this.viewer.show(place, page, neighboursOf(place, this.context.places.all));
  }

  describe(place) {
    const others = place.also.map((other) =>
      el("p", { class: "why" }, el("strong", {}, `${this.context.records.reasons[other.reason]}: `), shown(other.why)),
    );
    return [
      el("p", { class: "why" }, shown(place.why)),
      ...others,
      el("dl", { class: "readings" }, readingRow(place, "reference", "Transcript"), readingRow(place, "ocr", "OCR")),
      place.before || place.after ? contextLine(place) : null,
      place.suggestion ? suggestionLine(place.suggestion) : null,
      takesText(place) ? null : el("p", { class: "context" }, NO_PLACE),
    ].filter(Boolean);
  }

  /** Show how the place stands now. */
  refresh() {
    const place = this.place;
    if (!place) return;
    const verb = place.mine?.verb;
    const alike = readsAlike(place);
    const choices = CHOICES.filter((choice) => choice.verb !== "accept_ocr" || !alike);
    this.choices.replaceChildren(
      ...choices.map((choice) =>
        el(
          "button",
          {
            type: "button",
            class: "choice",
            "aria-pressed": String(choice.verb === verb),
            disabled: !this.isOpen(choice.verb),
            click: () => this.choose(choice.verb),
          },
          keyHint(choice.action),
          el("span", {}, choice.words(place)),
        ),
      ),
    );
    this.alike.replaceChildren(...this.pointToAlike(place));
    this.history.replaceChildren(...this.standing(place));
  }

  /** Point to the other places that can be decided together with this one, while any of them is open. */
  pointToAlike(place) {
    const group = this.context.groupOf(place);
    const others = group?.members.filter((other) => other !== place && other.state === "open").length;
    if (!others) return [];
    const address = this.context.address({ view: "alike", group: group.name });
    const words = `${plural(others, "more place")} alike: ${groupTitle(group.name)}`;
    return [keyHint("group"), " ", el("a", { href: address }, typed(words))].filter(Boolean);
  }

  /** Say whether a verdict makes sense here: what no side has, or what has no place, cannot be put in. */
  isOpen(verb) {
    const place = this.place;
    if (TEXT_VERBS.includes(verb) && !takesText(place)) return false;
    if (verb === "accept_ocr") return Boolean(place.ocr?.text) || place.reason === "extra-text";
    return true;
  }

  standing(place) {
    const lines = place.lines.map((line) =>
      el(
        "li",
        {},
        el("bdi", { class: "actor" }, typed(line.actor)),
        ": ",
        inWords(line),
        noteOf(line),
        el("time", {}, ` ${line.ts.slice(0, 10)}`),
      ),
    );
    const heading = {
      conflict: "These decisions contradict each other. Decide again, or leave it for a second look.",
      stale: "Decided when the readings were others. Please look again.",
    }[place.state];
    if (!lines.length) return [];
    return [heading ? el("p", { class: "warning" }, heading) : null, el("ul", { class: "decisions" }, lines)].filter(
      Boolean,
    );
  }

  choose(verb) {
    if (!this.place || !this.isOpen(verb)) return;
    if (verb === "accept_ocr" && readsAlike(this.place)) verb = "accept_ref";
    if (verb === "edit") this.openEditor();
    else if (verb === "rekind") this.openKinds();
    else this.decide({ verb });
  }

  decide(verdict) {
    this.context.decide(this.place, { ...verdict, note: this.note.value.trim() });
  }

  openEditor() {
    const place = this.place;
    const begin =
      place.mine?.verb === "edit"
        ? place.mine.value
        : (place.suggestion?.text ?? place.ocr?.text ?? place.reference?.text ?? "");
    const field = el("textarea", { id: "edit", rows: "2", spellcheck: "false", class: "typed" });
    field.value = begin;
    const save = () => this.decide({ verb: "edit", value: field.value });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        save();
      }
    });
    this.openForm(
      el("label", { for: "edit" }, "What stands on the page (Enter keeps it, Shift+Enter is a new line)"),
      field,
      el(
        "div",
        { class: "form-end" },
        button("Keep", save, "primary"),
        button("Cancel", () => this.closeForm()),
      ),
    );
    field.focus();
    field.select();
  }

  openKinds() {
    const kinds = Object.entries(KINDS).map(([kind, words], index) =>
      el(
        "button",
        {
          type: "button",
          class: "choice",
          "data-key": String(index + 1),
          click: () => this.decide({ verb: "rekind", kind }),
        },
        el("kbd", {}, String(index + 1)),
        el("span", {}, words),
      ),
    );
    this.openForm(
      el("p", { id: "kinds" }, "It is no running text, but"),
      el("div", { class: "choices-bar", role: "group", "aria-labelledby": "kinds" }, kinds),
      button("Cancel", () => this.closeForm()),
    );
    kinds[Math.max(0, Object.keys(KINDS).indexOf(KIND_OF[this.place.reason]))].focus();
  }

  openForm(...parts) {
    this.form.replaceChildren(...parts);
    this.form.scrollIntoView({ block: "nearest" });
    this.form.onkeydown = (event) => {
      if (event.key === "Escape") this.closeForm();
      else if (event.target.tagName !== "TEXTAREA") find(`[data-key="${CSS.escape(event.key)}"]`, this.form)?.click();
      else return;
      if (!event.ctrlKey && event.key !== "Tab" && event.key !== "Enter" && event.key !== " ") event.preventDefault();
      event.stopPropagation();
    };
  }

  closeForm() {
    this.form.replaceChildren();
    this.heading.focus();
  }
}

/** Return the places around a place that are drawn beside it: those within a few views of it, itself among them. */
function neighboursOf(place, all) {
  if (!place.view) return [];
  const [left, top, right, bottom] = place.view;
  const [across, down] = [right - left, bottom - top];
  const isNear = ([from, above, to, below]) =>
    to > left - across && from < right + across && below > top - down && above < bottom + down;
  const near = all.filter((other) => other.page === place.page && other.box && other !== place && isNear(other.box));
  return [...near.slice(0, NEIGHBOURS), place];
}

function button(words, action, style = "") {
  return el("button", { type: "button", class: style, click: action }, words);
}

function noteOf(line) {
  return line.note ? el("span", { class: "line-note" }, " – ", el("bdi", {}, typed(line.note))) : null;
}

function readingRow(place, side, title) {
  const reading = place[side];
  const content = reading?.text
    ? el("bdi", { lang: document.documentElement.dataset.language }, comparedSide(place, side))
    : el("i", { class: "nothing" }, absenceWords(place, side));
  const confidence =
    side === "ocr" && typeof reading?.confidence === "number" ? confidenceWords(reading.confidence) : null;
  return [el("dt", {}, title), el("dd", {}, content, confidence)];
}

function absenceWords(place, side) {
  if (side === "ocr")
    return place.reference?.text && place.box
      ? "reads nothing of it; it may stand anywhere in the frame"
      : "reads nothing here";
  return isAlone(place) ? "there is none" : "says nothing here";
}

function confidenceWords(confidence) {
  return el("span", { class: "confidence" }, `confidence ${Math.round(confidence * 100)} %`);
}

/** Return one side of the readings; what differs is framed and underlined, and what is absent is a gap of its width. */
function comparedSide(place, side) {
  const index = side === "reference" ? 0 : 1;
  const segments = place.segments ?? [];
  if (!segments.length || readsAlike(place)) return shownReading(place[side]);
  return segments.map((segment) => {
    const text = segment[index];
    if (segment.length === 1) return shown(segment[0]);
    if (plainText(text)) return el("mark", { class: `differs ${side}` }, shown(text));
    const width = Math.min(plainText(segment[1 - index]).length, 24);
    return el("mark", { class: `differs absent ${side}`, title: "nothing here" }, "\u00a0".repeat(Math.max(1, width)));
  });
}

function contextLine(place) {
  const middle = place.reference?.text ? place.reference : place.ocr;
  return el(
    "p",
    { class: "context" },
    hiddenText("In its context: "),
    el(
      "bdi",
      {},
      "… ",
      shown(place.before),
      el("b", {}, middle ? shownReading(middle) : "▯"),
      shown(place.after),
      " …",
    ),
  );
}

/** Return a probability as people read it; none is called certain. */
function chanceWords(probability) {
  if (probability < 0.01) return "under 1 %";
  return probability > 0.99 ? "over 99 %" : `${Math.round(probability * 100)} %`;
}

function suggestionLine(suggestion) {
  const origin =
    { reference: "as in the transcript", ocr: "as the OCR reads it" }[suggestion.origin] ?? `from ${suggestion.origin}`;
  return el(
    "p",
    { class: "suggestion" },
    suggestion.probability < 0.5 ? "No reading is likely; best is " : "Probably ",
    suggestion.text ? el("bdi", { class: "typed" }, shownReading(suggestion)) : "nothing",
    ` (${chanceWords(suggestion.probability)}), ${origin}.`,
    suggestion.why ? el("details", {}, el("summary", {}, "Why"), shown(suggestion.why)) : null,
  );
}
