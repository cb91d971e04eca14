/* Which places are listed: what is ticked within a facet widens, several facets narrow. It all lives in the address. */

const FACETS = [
  { name: "severity", title: "Severity", values: (place) => [place.severity] },
  { name: "reason", title: "Reason", values: (place) => place.reasons },
  { name: "page", title: "Page", values: (place) => [String(place.page ?? "none")] },
  { name: "state", title: "State", values: (place) => [place.state] },
];

class Filters {
  constructor(records) {
    this.labels = {
      severity: records.severities,
      reason: records.reasons,
      page: Object.fromEntries([
        ...records.pages.map((page) => [page.number, `Page ${page.number}`]),
        ["none", "On no page"],
      ]),
      state: STATES,
    };
    this.chosen = Object.fromEntries(FACETS.map((facet) => [facet.name, new Set()]));
    this.text = "";
    this.group = "";
  }

  read(parameters) {
    for (const facet of FACETS) {
      const values = (parameters.get(facet.name) ?? "").split(",").filter((value) => value in this.labels[facet.name]);
      this.chosen[facet.name] = new Set(values);
    }
    this.text = parameters.get("text") ?? "";
    this.group = parameters.get("group") ?? "";
  }

  write(parameters) {
    for (const facet of FACETS) {
      const chosen = [...this.chosen[facet.name]];
      if (chosen.length) parameters.set(facet.name, chosen.join(","));
    }
    if (this.text) parameters.set("text", this.text);
    if (this.group) parameters.set("group", this.group);
  }

  get any() {
    return Boolean(this.text || this.group || FACETS.some((facet) => this.chosen[facet.name].size));
  }

  clear() {
    for (const facet of FACETS) this.chosen[facet.name].clear();
    this.text = "";
    this.group = "";
  }

  accepts(place, except = null) {
    if (this.text && !place.found.includes(this.text.toLowerCase())) return false;
    if (this.group && !place.groups.includes(this.group)) return false;
    return FACETS.every((facet) => {
      const chosen = this.chosen[facet.name];
      return facet.name === except || chosen.size === 0 || facet.values(place).some((value) => chosen.has(value));
    });
  }

  /** Return for each value of a facet how many places there would be if it were chosen. */
  count(facet, places) {
    const counts = new Map(Object.keys(this.labels[facet.name]).map((value) => [value, 0]));
    for (const place of places) {
      if (!this.accepts(place, facet.name)) continue;
      for (const value of facet.values(place)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  }
}

/** The controls over the list. */
class FilterBar {
  constructor(filters, places, onChange) {
    this.filters = filters;
    this.places = places;
    this.onChange = onChange;
    this.search = el("input", {
      type: "search",
      id: "search",
      placeholder: "Find text",
      "aria-label": "Find text in both readings and reasons",
      autocomplete: "off",
      spellcheck: "false",
      input: () => {
        this.filters.text = this.search.value;
        this.onChange();
      },
    });
    this.facets = FACETS.map((facet) => this.makeFacet(facet));
    this.reset = el("button", { type: "button", class: "quiet", click: () => this.clear() }, "Clear");
    this.groupName = el("p", { class: "group-name", hidden: true });
    this.element = el(
      "div",
      { class: "filters", role: "search", "aria-label": "Filter the places" },
      this.search,
      el(
        "div",
        { class: "facets" },
        this.facets.map((facet) => facet.details),
        this.reset,
      ),
      this.groupName,
    );
    closeOnLeaving(this.facets.map((facet) => facet.details));
    this.refresh();
  }

  makeFacet(facet) {
    const summary = el("summary", {}, facet.title);
    const choices = el("div", { class: "choices", role: "group", "aria-label": facet.title });
    return { facet, summary, choices, details: el("details", { class: "facet" }, summary, choices) };
  }

  clear() {
    this.filters.clear();
    this.onChange();
  }

  refresh() {
    if (document.activeElement !== this.search) this.search.value = this.filters.text;
    this.reset.hidden = !this.filters.any;
    this.groupName.hidden = !this.filters.group;
    this.groupName.textContent = this.filters.group ? `Alike: ${groupTitle(this.filters.group)}` : "";
    for (const facet of this.facets) this.refreshFacet(facet);
  }

  refreshFacet({ facet, summary, choices }) {
    const chosen = this.filters.chosen[facet.name];
    summary.textContent = chosen.size ? `${facet.title} (${chosen.size})` : facet.title;
    summary.classList.toggle("chosen", chosen.size > 0);
    const counts = this.filters.count(facet, this.places.all);
    const listed = [...counts].filter(([value, count]) => count > 0 || chosen.has(value));
    const focused = document.activeElement?.value;
    choices.replaceChildren(
      ...listed.map(([value, count]) =>
        el(
          "label",
          {},
          el("input", { type: "checkbox", value, checked: chosen.has(value), change: () => this.toggle(facet, value) }),
          el("span", {}, this.filters.labels[facet.name][value]),
          el("span", { class: "count" }, count.toLocaleString("en")),
        ),
      ),
    );
    if (focused)
      findAll("input", choices)
        .find((input) => input.value === focused)
        ?.focus();
  }

  toggle(facet, value) {
    const chosen = this.filters.chosen[facet.name];
    if (!chosen.delete(value)) chosen.add(value);
    this.onChange();
  }
}

/** Close open pop-downs when the focus or the pointer goes elsewhere, or on Escape. */
function closeOnLeaving(all) {
  const closeOthers = (target) => {
    for (const details of all) if (details.open && !details.contains(target)) details.open = false;
  };
  document.addEventListener("pointerdown", (event) => closeOthers(event.target));
  document.addEventListener("focusin", (event) => closeOthers(event.target));
  for (const details of all) {
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      find("summary", details).focus();
      event.stopPropagation();
    });
  }
}
