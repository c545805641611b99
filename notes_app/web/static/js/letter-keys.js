// Keys of a single letter, outside of every field; a setting turns them off (WCAG 2.1.4).

const FIELDS = "input, textarea, select, [contenteditable], [role=textbox]";

/** "/" goes to the field of the page Search, or to that page. */
export function hearLetterKeys({ letterKeys }) {
  if (letterKeys === undefined) return;
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) return;
    if (event.key === "/" && goToSearch()) event.preventDefault();
  });
}

function goToSearch() {
  const field = document.querySelector("form.seek input[type=text]");
  const link = document.querySelector("nav a[data-search]");
  if (field) field.select();
  else if (link) link.click(); // as a hand would: what waits for a save waits
  return Boolean(field ?? link);
}
