/* The places of this page, and how each stands. */

const STATES = {
  open: "Undecided",
  decided: "Decided",
  second_look: "Second look",
  skip: "Skipped",
  conflict: "Conflict",
  stale: "Changed since",
};

const VERBS = {
  accept_ref: "Transcript is right",
  accept_ocr: "OCR is right",
  edit: "Corrected",
  rekind: "Not text",
  illegible: "Illegible",
  skip: "Skipped",
  second_look: "Second look",
};

const KINDS = {
  stamp: "a stamp",
  signature: "a signature or initials",
  handwriting: "handwriting",
  print: "printed form or letterhead",
  noise: "dirt, a picture or a line",
};

/** The places with their decisions, refreshed whenever the log grows. */
class Places {
  constructor(records, log) {
    this.all = records.places;
    this.log = log;
    this.byKey = new Map();
    this.byNumber = new Map(this.all.map((place) => [String(place.n), place]));
    for (const place of this.all) {
      place.also ??= [];
      place.groups ??= [];
      place.keys = [place.key, ...place.also.map((other) => other.key)];
      place.reasons = [...new Set([place.reason, ...place.also.map((other) => other.reason)])];
      place.found = [place.reference?.text, place.ocr?.text, plainText(place.why)].join("\n").toLowerCase();
      for (const key of place.keys) this.byKey.set(key, place);
    }
    this.refresh();
  }

  refresh() {
    const standing = this.log.standing();
    for (const place of this.all) {
      place.lines = place.keys.flatMap((key) => [...(standing.get(key)?.values() ?? [])]);
      place.mine = place.lines.findLast((line) => this.log.isMine(line)) ?? null;
      place.state = stateOf(place);
    }
  }

  get decided() {
    return this.all.filter((place) => place.state === "decided").length;
  }
}

/** Return what a decision comes to, as the program has it: to accept the OCR's reading is to type it. */
function outcomeOf(place, line) {
  const plain = (text) => (text ?? "").trim().split(/\s+/).join(" ");
  if (line.verb === "illegible") return "illegible";
  if (line.verb === "rekind") return `kind:${line.kind}`;
  const text =
    line.verb === "accept_ref" ? place.reference?.text : line.verb === "accept_ocr" ? place.ocr?.text : line.value;
  return plain(text) === plain(place.reference?.text) ? "stays" : `text:${plain(text)}`;
}

/** Say how a place stands; where a senior reviewer judged, the others' verdicts do not count against it. */
function stateOf(place) {
  if (place.lines.length === 0) return "open";
  const all = place.lines.filter((line) => DECIDED.includes(line.verb));
  const seniors = all.filter((line) => line.role === "senior");
  const judged = seniors.length ? seniors : all;
  if (new Set(judged.map((line) => outcomeOf(place, line))).size > 1) return "conflict";
  if (place.lines.some((line) => line.flag === place.key && line.base !== place.base)) return "stale";
  return judged.length ? "decided" : (place.mine ?? place.lines[0]).verb;
}

function plainText(text) {
  return (Array.isArray(text) ? text : [text ?? ""]).map((piece) => (Array.isArray(piece) ? piece[0] : piece)).join("");
}

/** Return a decision in words. */
function inWords(line) {
  const words = el("span", {}, VERBS[line.verb] ?? line.verb);
  if (line.verb === "edit") words.append(": ", el("bdi", { class: "typed" }, typed(line.value ?? "")));
  if (line.verb === "rekind") words.append(`: ${KINDS[line.kind] ?? line.kind}`);
  return words;
}
