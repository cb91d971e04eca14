const records = readRecords();

/* Next and previous place by keyboard. */
document.addEventListener("keydown", (event) => {
  if (!["n", "p"].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
  const now = records.places.findIndex((place) => location.hash === `#place-${place.n}`);
  const next = records.places[now + (event.key === "n" ? 1 : -1)];
  if (next) location.hash = `#place-${next.n}`;
});
