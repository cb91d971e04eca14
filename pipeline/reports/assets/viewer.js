/* The picture of a place: a window onto the scan, moved and turned by changing what part of it is drawn. */

const NARROWEST = 60;
const STEP = 1.4;
/* How much wider than a box the picture of it is at least. */
const ROOM = 1.3;
/* Pixels of the screen across which a view is shown whole. */
const WIDE = 560;

/** Return `middle` moved so that a stretch of `length` around it lies within 0 and `limit`, where it can. */
function within(middle, length, limit) {
  return length >= limit ? limit / 2 : Math.min(Math.max(middle, length / 2), limit - length / 2);
}

/** Return a picture of part of a page; `view` and `box` are corners in pixels of the upright scan. */
function pictureOf(page, view, box, attributes = {}) {
  const [left, top, right, bottom] = view;
  return svg(
    "svg",
    { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, focusable: "false", ...attributes },
    svg("use", { href: `#scan-${page}` }),
    box ? frameOf(box, { class: "box" }) : null,
  );
}

function frameOf([left, top, right, bottom], attributes) {
  const edge = Math.max(3, (bottom - top) / 8);
  return svg("rect", {
    x: left - edge,
    y: top - edge,
    width: right - left + 2 * edge,
    height: bottom - top + 2 * edge,
    ...attributes,
  });
}

/** Return a strip of one line around a box: wide enough to be recognized, low enough for a list. */
function stripOf(page, box) {
  const [left, top, right, bottom] = box;
  const height = Math.max(bottom - top, 12) * 1.5;
  const width = Math.max(height * 9, (right - left) * 1.2);
  const middle = [(left + right) / 2, (top + bottom) / 2];
  const view = [middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2];
  return pictureOf(page, view, box, { class: "strip", "aria-hidden": "true" });
}

class Viewer {
  constructor() {
    this.contrast = false;
    this.inverted = false;
    this.turned = svg("g");
    this.picture = svg(
      "svg",
      {
        class: "picture",
        role: "img",
        tabindex: "0",
        "aria-label": "The place on the scan",
        focusable: "true",
        pointerdown: (event) => this.startDrag(event),
        wheel: (event) => this.onWheel(event),
        keydown: (event) => this.onKey(event),
      },
      this.turned,
    );
    this.tools = el("div", { class: "tools", role: "toolbar", "aria-label": "Picture" }, this.makeTools());
    this.element = el("div", { class: "viewer" }, this.picture, this.tools);
    this.size = [WIDE, WIDE * 0.35];
    new ResizeObserver(() => this.onResize()).observe(this.picture);
  }

  makeTools() {
    const tool = (label, title, action, pressed = null) =>
      el(
        "button",
        { type: "button", class: "tool", title, "aria-label": title, "aria-pressed": pressed, click: action },
        label,
      );
    this.contrastTool = tool("Contrast", "Stronger contrast", () => this.toggleContrast(), "false");
    this.invertTool = tool("Invert", "White on black", () => this.toggleInverted(), "false");
    return [
      tool("−", "Smaller", () => this.zoom(STEP)),
      tool("+", "Larger", () => this.zoom(1 / STEP)),
      tool("Word", "The word with three lines", () => this.fit("word")),
      tool("Line", "The whole width", () => this.fit("line")),
      tool("Page", "The whole page", () => this.fit("page")),
      tool("Turn", "Turn by a quarter", () => this.turn()),
      this.contrastTool,
      this.invertTool,
    ];
  }

  show(place, page, neighbours) {
    this.place = place;
    this.page = page;
    this.angle = 0;
    this.turned.replaceChildren(
      svg("use", { href: `#scan-${page.number}` }),
      ...neighbours.map((other) => frameOf(other.box, { class: other === place ? "box" : "box other" })),
    );
    this.fit("word");
  }

  /** Fit anew when the picture gets another size; asking for the size each time would cost a layout. */
  onResize() {
    const { clientWidth, clientHeight } = this.picture;
    if (!clientWidth || !clientHeight) return;
    this.size = [clientWidth, clientHeight];
    if (this.fitted) this.fit(this.fitted);
    else this.draw();
  }

  get aspect() {
    return this.size[1] / this.size[0];
  }

  fit(what) {
    if (!this.place) return;
    this.fitted = what;
    const [left, top, right, bottom] = this.place.view ?? [0, 0, this.page.width, this.page.height];
    this.middle = [(left + right) / 2, (top + bottom) / 2];
    if (what === "word") this.width = this.wordWidth();
    if (what === "line") {
      this.width = this.page.width;
      this.middle[0] = this.page.width / 2;
    }
    if (what === "page") {
      this.width = Math.max(this.page.width, this.page.height / this.aspect);
      this.middle = [this.page.width / 2, this.page.height / 2];
    }
    this.draw();
  }

  /** Return the width that shows the word and its lines: all of the view, or less where the picture is narrow. */
  wordWidth() {
    const view = this.place.view ?? [0, 0, this.page.width, this.page.height];
    const [left, top, right, bottom] = this.place.box ?? view;
    const ofView = (view[2] - view[0]) * Math.min(1, this.size[0] / WIDE);
    const ofBox = Math.max(right - left, (bottom - top) / this.aspect) * ROOM;
    const width = Math.max(ofView, ofBox);
    this.middle = [within((left + right) / 2, width, this.page.width), (top + bottom) / 2];
    return width;
  }

  cycle() {
    const order = ["word", "line", "page"];
    this.fit(order[(order.indexOf(this.fitted) + 1) % order.length]);
  }

  zoom(factor) {
    this.fitted = null;
    const widest = Math.max(this.page.width, this.page.height / this.aspect);
    this.width = Math.min(Math.max(this.width * factor, NARROWEST), widest);
    this.draw();
  }

  turn() {
    this.angle = (this.angle + 90) % 360;
    this.draw();
  }

  move(right, down) {
    this.fitted = null;
    const angle = (-this.angle * Math.PI) / 180;
    this.middle[0] += (right * Math.cos(angle) - down * Math.sin(angle)) * this.width;
    this.middle[1] += (right * Math.sin(angle) + down * Math.cos(angle)) * this.width;
    this.draw();
  }

  toggleContrast() {
    this.contrast = !this.contrast;
    this.contrastTool.setAttribute("aria-pressed", String(this.contrast));
    this.draw();
  }

  toggleInverted() {
    this.inverted = !this.inverted;
    this.invertTool.setAttribute("aria-pressed", String(this.inverted));
    this.draw();
  }

  draw() {
    if (!this.place) return;
    const height = this.width * this.aspect;
    const [x, y] = this.middle;
    this.picture.setAttribute("viewBox", `${x - this.width / 2} ${y - height / 2} ${this.width} ${height}`);
    this.turned.setAttribute("transform", `rotate(${this.angle} ${x} ${y})`);
    this.turned.classList.toggle("contrast", this.contrast);
    this.turned.classList.toggle("inverted", this.inverted);
  }

  /** Drag to move; a click without moving brings that point to the middle. */
  startDrag(event) {
    if (event.button !== 0) return;
    let last = [event.clientX, event.clientY];
    let moved = false;
    const scale = () => 1 / this.picture.clientWidth;
    const onMove = (now) => {
      const [dx, dy] = [now.clientX - last[0], now.clientY - last[1]];
      if (!moved && Math.hypot(dx, dy) < 4) return;
      moved = true;
      last = [now.clientX, now.clientY];
      this.move(-dx * scale(), -dy * scale());
    };
    const onUp = (now) => {
      this.picture.removeEventListener("pointermove", onMove);
      if (moved || now.type === "pointercancel") return;
      const frame = this.picture.getBoundingClientRect();
      const offset = [now.clientX - frame.left - frame.width / 2, now.clientY - frame.top - frame.height / 2];
      this.move(offset[0] * scale(), offset[1] * scale());
    };
    this.picture.setPointerCapture(event.pointerId);
    this.picture.addEventListener("pointermove", onMove);
    this.picture.addEventListener("pointerup", onUp, { once: true });
    this.picture.addEventListener("pointercancel", onUp, { once: true });
  }

  onWheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15);
  }

  onKey(event) {
    const ways = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] };
    const way = ways[event.key];
    if (way) this.move(...way);
    else if (event.key === "+") this.zoom(1 / STEP);
    else if (event.key === "-") this.zoom(STEP);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
