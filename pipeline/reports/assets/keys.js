/* Keys: each can be changed or all switched off, and none works while somebody types. */

const ACTIONS = {
  next: ["n", "Next place"],
  previous: ["p", "Previous place"],
  open: ["m", "Next undecided place"],
  reference: ["1", "Transcript is right"],
  ocr: ["2", "OCR is right"],
  edit: ["e", "Neither: type it"],
  illegible: ["i", "Illegible"],
  rekind: ["x", "Not text"],
  skip: ["s", "Skip"],
  second: ["f", "Second look"],
  note: ["a", "Write a note"],
  undo: ["u", "Undo"],
  redo: ["r", "Redo"],
  zoom: ["z", "Word, line, page"],
  turn: ["t", "Turn the picture"],
  contrast: ["c", "Stronger contrast"],
  invert: ["v", "White on black"],
  group: ["g", "All that are alike"],
  search: ["/", "Find text"],
  download: ["d", "Download decisions"],
  help: ["?", "Keys and help"],
};
const KEY_SETTINGS = "corrigenda:keys";

const keys = { on: true, of: Object.fromEntries(Object.entries(ACTIONS).map(([action, [key]]) => [action, key])) };

function loadKeys() {
  try {
    const kept = JSON.parse(readSetting(KEY_SETTINGS) ?? "{}");
    keys.on = kept.on !== false;
    for (const action of Object.keys(ACTIONS))
      if (typeof kept.of?.[action] === "string") keys.of[action] = kept.of[action];
  } catch {
    /* Damaged settings: the keys as they come. */
  }
}

function keepKeys() {
  keepSetting(KEY_SETTINGS, JSON.stringify(keys));
}

/** Return the key of an action as a hint on its button; nothing when keys are off. */
function keyHint(action) {
  return keys.on && keys.of[action] ? el("kbd", { "aria-hidden": "true" }, keys.of[action]) : "";
}

/** Put words and key on a button that may not be usable. */
function setButton(element, words, action, disabled) {
  element.replaceChildren(...[words, keyHint(action)].filter(Boolean));
  element.disabled = disabled;
}

/** Call `perform` with the action whose key was pressed. */
function listenForKeys(perform) {
  document.addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
    if (isTyping(event.target) || find("dialog[open]")) return;
    if (isUndo) {
      event.preventDefault();
      perform(event.shiftKey ? "redo" : "undo");
      return;
    }
    if (!keys.on || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const action = Object.keys(ACTIONS).find((name) => keys.of[name] === event.key);
    if (!action) return;
    event.preventDefault();
    perform(action);
  });
}

function isTyping(target) {
  const isField =
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
  return isField || (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type));
}

/** The dialog that shows the keys and lets people change them. */
function makeHelp(onChange) {
  const toggle = el("input", {
    type: "checkbox",
    checked: keys.on,
    change: () => change(() => (keys.on = toggle.checked)),
  });
  const name = el("input", {
    type: "text",
    id: "actor",
    autocomplete: "off",
    change: () => change(() => setActor(name.value)),
  });
  const senior = el("input", {
    type: "checkbox",
    checked: isSenior(),
    change: () => change(() => keepSetting(SENIOR, senior.checked ? "yes" : "no")),
  });
  const change = (apply) => {
    apply();
    keepKeys();
    onChange();
  };
  const rows = Object.entries(ACTIONS).map(([action, [, words]]) => keyRow(action, words, change));
  const dialog = el(
    "dialog",
    { class: "help", "aria-labelledby": "help-title" },
    el("h2", { id: "help-title" }, "Help"),
    el(
      "p",
      {},
      "Each place shows what the transcript says and what the OCR reads, and asks which is right. Decide, and the next undecided place comes. Your decisions stay in this browser until you download them as a file and hand that on.",
    ),
    el("p", {}, el("label", { for: "actor" }, "Your name or initials, written beside each decision "), name),
    el("p", {}, el("label", {}, senior, " I am a senior reviewer: my decisions settle conflicts")),
    el("h3", {}, "Keys"),
    el("p", {}, el("label", {}, toggle, " Single keys work (never while you type)")),
    el("ul", { class: "keys" }, rows),
    el(
      "p",
      {},
      "Click the picture to bring a point to the middle, drag it, or use the arrow keys on it; Ctrl and the wheel change its size. Ctrl+Z and Ctrl+Shift+Z undo and redo.",
    ),
    el("form", { method: "dialog" }, el("button", { class: "primary" }, "Close")),
  );
  dialog.addEventListener("toggle", () => (name.value = actorName()));
  return dialog;
}

function keyRow(action, words, change) {
  const field = el("input", { type: "text", class: "key", maxlength: "1", size: "2", autocomplete: "off" });
  field.value = keys.of[action];
  field.addEventListener("change", () =>
    change(() => {
      const taken = Object.keys(keys.of).find(
        (other) => other !== action && keys.of[other] === field.value && field.value,
      );
      if (taken) field.value = keys.of[action];
      keys.of[action] = field.value;
    }),
  );
  return el("li", {}, el("label", {}, words, field));
}
