/* Making elements. Text only ever becomes text: nothing here, or anywhere in the report, turns a string into markup. */

const SVG = "http://www.w3.org/2000/svg";

/** Return an element; attributes that are null or false are left out, functions become listeners. */
function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const find = (selector, within = document) => within.querySelector(selector);
const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Return shown text (a string, or strings and [label, name] chips) as nodes. */
function shown(text) {
  if (text === undefined || text === null) return [];
  return (Array.isArray(text) ? text : [text]).map((piece) => (Array.isArray(piece) ? chip(piece) : piece));
}

function chip([label, name]) {
  return el("span", { class: "chip", title: name }, label);
}

/** Return typed or imported text as nodes, with what cannot be seen in it as chips. */
function typed(text) {
  return String(text)
    .split(/([\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00a0])/u)
    .map((piece, index) => {
      if (index % 2 === 0) return piece;
      const code = "U+" + piece.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      return chip([code, code]);
    });
}

function hiddenText(text) {
  return el("span", { class: "aside" }, text);
}

function plural(number, one, many = one + "s") {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** Say something to people who listen instead of looking. */
function announce(text) {
  const live = find("#announcements");
  if (live) live.textContent = text;
}

const readRecords = () => JSON.parse(document.getElementById("records").textContent);
