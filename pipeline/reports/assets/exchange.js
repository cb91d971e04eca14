/* Decisions leave and enter as JSON Lines: one decision a line, each line with the checksum of the one before. */

/** Return the log as a file; `prev` chains the lines, so that a line lost on the way is noticed. */
async function toJsonLines(lines) {
  let prev = "";
  const written = [];
  for (const line of lines) {
    const text = JSON.stringify({ ...line, prev });
    written.push(text);
    prev = await checksum(text);
  }
  return written.map((text) => text + "\n").join("");
}

async function checksum(text) {
  if (!crypto.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the decisions in a file, and how many of its lines are none. */
function fromJsonLines(text) {
  const lines = [];
  let broken = 0;
  for (const row of text.replace(/^\ufeff/, "").split("\n")) {
    if (!row.trim()) continue;
    const line = parsed(row);
    if (line) lines.push(line);
    else broken += 1;
  }
  return { lines, broken };
}

const VERB_NAMES = [...DECIDED, "skip", "second_look", "undo"];

function parsed(row) {
  try {
    const line = JSON.parse(row);
    const texts = [line.id, line.flag, line.base, line.actor, line.ts, line.verb];
    const isSound = line.v === 1 && texts.every((text) => typeof text === "string" && text.length < 1000);
    return isSound && VERB_NAMES.includes(line.verb) ? line : null;
  } catch {
    return null;
  }
}

/** Offer `text` as a file to keep; the browser asks where, or puts it into its download folder. */
async function download(text, name) {
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "application/jsonl" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Read a file of decisions into the log; says in words what came of it. */
async function readDecisions(file, log, knows) {
  const { lines, broken } = fromJsonLines(await file.text());
  const fitting = lines.filter((line) => knows(line.flag));
  const fresh = log.merge(fitting);
  const foreign = lines.length - fitting.length;
  return [
    `${plural(fresh, "decision")} read in`,
    fitting.length - fresh ? `${plural(fitting.length - fresh, "was", "were")} here already` : "",
    foreign ? `${foreign} left out: their places are not in this report` : "",
    broken ? `${plural(broken, "line")} could not be read` : "",
  ]
    .filter(Boolean)
    .join("; ");
}
