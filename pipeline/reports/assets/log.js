/* The log of decisions: lines are only ever added. What counts is worked out from them, never stored. */

const DECIDED = ["accept_ref", "accept_ocr", "edit", "rekind", "illegible"];

/** Order of age: the same as the program's own when it applies decisions. */
const byAge = (a, b) => (a.ts === b.ts ? (a.id < b.id ? -1 : 1) : a.ts < b.ts ? -1 : 1);

/**
 * A log in the browser's store, one name there for each document; it works without a store, too. `nameOf` says under
 * which name new decisions on a flag are kept; a line that was there stays where it was.
 */
class Log {
  constructor(names, nameOf = () => names[0]) {
    this.names = names;
    this.nameOf = nameOf;
    this.homes = new Map();
    this.client = `report:${names[0]?.split(":")[1] ?? ""}`;
    this.problem = null;
    this.listeners = [];
    this.load();
  }

  load() {
    this.lines = [];
    this.saved = new Set();
    for (const name of this.names) {
      try {
        const kept = JSON.parse(localStorage.getItem(name) ?? '{"lines":[],"saved":[]}');
        this.lines.push(...kept.lines);
        for (const line of kept.lines) this.homes.set(line.id, name);
        for (const id of kept.saved) this.saved.add(id);
      } catch (error) {
        this.problem = error instanceof SyntaxError || error instanceof TypeError ? "damaged" : "blocked";
      }
    }
    this.lines.sort(byAge);
  }

  keep(names = this.names) {
    try {
      for (const name of names) {
        const lines = this.lines.filter((line) => this.homes.get(line.id) === name);
        const saved = lines.filter((line) => this.saved.has(line.id)).map((line) => line.id);
        localStorage.setItem(name, JSON.stringify({ lines, saved }));
      }
      this.problem = null;
    } catch (error) {
      this.problem = error.name === "QuotaExceededError" ? "full" : "blocked";
    }
    for (const listener of this.listeners) listener();
  }

  get unsaved() {
    return this.lines.filter((line) => !this.saved.has(line.id)).length;
  }

  markSaved() {
    this.saved = new Set(this.lines.map((line) => line.id));
    this.keep();
  }

  /** Add lines made of what is said in `said`, each with an id and a time; returns them. */
  add(said) {
    const ts = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const lines = said.map((each) => ({
      v: 1,
      id: newId(),
      flag: each.flag,
      base: each.base,
      actor: actorName(),
      role: isSenior() ? "senior" : "reviewer",
      ts,
      verb: each.verb,
      value: each.value ?? null,
      kind: each.kind ?? null,
      note: each.note ?? "",
      scope: each.scope ?? "one",
      undoes: each.undoes ?? null,
      client: this.client,
      prev: "",
    }));
    this.lines.push(...lines);
    this.settle(lines);
    return lines;
  }

  /** Put in lines of another log; those already here are passed over. Returns how many were new. */
  merge(lines) {
    const known = new Set(this.lines.map((line) => line.id));
    const fresh = lines.filter((line) => !known.has(line.id));
    this.lines = [...this.lines, ...fresh].sort(byAge);
    this.settle(fresh);
    return fresh.length;
  }

  /** Give new lines their place in the store. */
  settle(lines) {
    for (const line of lines) this.homes.set(line.id, this.homes.get(line.undoes) ?? this.nameOf(line.flag));
    this.keep([...new Set(lines.map((line) => this.homes.get(line.id)))]);
  }

  /** Return the ids of lines that an undo line takes back which is not itself taken back. */
  cancelled() {
    const cancelled = new Set();
    for (const line of [...this.lines].reverse()) {
      if (line.verb === "undo" && !cancelled.has(line.id)) cancelled.add(line.undoes);
    }
    return cancelled;
  }

  /** Return for each flag the decision of each person that stands: flag → actor → line. */
  standing() {
    const cancelled = this.cancelled();
    const standing = new Map();
    for (const line of this.lines) {
      if (line.verb === "undo" || cancelled.has(line.id)) continue;
      if (!standing.has(line.flag)) standing.set(line.flag, new Map());
      standing.get(line.flag).set(line.actor, line);
    }
    return standing;
  }

  /** Return how many flags somebody has judged. */
  countDecided() {
    const judged = (lines) => [...lines.values()].some((line) => DECIDED.includes(line.verb));
    return [...this.standing().values()].filter(judged).length;
  }

  undo() {
    const cancelled = this.cancelled();
    const last = this.lines.findLast((line) => this.isMine(line) && line.verb !== "undo" && !cancelled.has(line.id));
    return last ? this.takeBack(this.stepOf(last, cancelled)) : [];
  }

  /** Take back the undo made last, unless something was decided since. */
  redo() {
    const last = this.lastUndo();
    return last ? this.takeBack(this.stepOf(last, this.cancelled())) : [];
  }

  lastUndo() {
    const cancelled = this.cancelled();
    const undos = new Set(this.lines.filter((line) => line.verb === "undo").map((line) => line.id));
    const last = this.lines.findLast(
      (line) => this.isMine(line) && !cancelled.has(line.id) && !(line.verb === "undo" && undos.has(line.undoes)),
    );
    return last?.verb === "undo" ? last : null;
  }

  canUndo() {
    const cancelled = this.cancelled();
    return this.lines.some((line) => this.isMine(line) && line.verb !== "undo" && !cancelled.has(line.id));
  }

  isMine(line) {
    return line.actor === actorName();
  }

  /** Return the lines that were added together with `line` and still stand. */
  stepOf(line, cancelled) {
    if (line.scope === "one") return [line];
    return this.lines.filter((each) => each.scope === line.scope && each.verb === line.verb && !cancelled.has(each.id));
  }

  takeBack(lines) {
    const scope = lines.length > 1 ? `group:${newId()}` : "one";
    return this.add(lines.map((line) => ({ flag: line.flag, base: line.base, verb: "undo", undoes: line.id, scope })));
  }
}

let lastTime = 0;

/** Return a ULID: 48 bits of time, 80 of chance, in Crockford's base 32; each sorts after the one before. */
function newId() {
  const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  lastTime = Math.max(Date.now(), lastTime + 1);
  let time = lastTime;
  let id = "";
  for (let index = 0; index < 10; index += 1) {
    id = signs[time % 32] + id;
    time = Math.floor(time / 32);
  }
  return id + [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => signs[byte % 32]).join("");
}

const ACTOR = "corrigenda:name";
let actor = readSetting(ACTOR) ?? "";

/** Return the reviewer's name; without one, a name nobody else has, so that no two people are taken for one. */
function actorName() {
  if (!actor) setActor(`reviewer-${newId().slice(-4).toLowerCase()}`);
  return actor;
}

function setActor(name) {
  actor = name.trim();
  keepSetting(ACTOR, actor);
}

const SENIOR = "corrigenda:senior";

const isSenior = () => readSetting(SENIOR) === "yes";

function readSetting(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keepSetting(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    /* Without a store the setting lasts until the page is closed. */
  }
}
