// Keys of a single letter, outside of every field; a setting turns them off (WCAG 2.1.4).

const FIELDS = "input, textarea, select, [contenteditable], [role=textbox]";

/** "/" goes to the field of the page Search, or to that page; "?" to the list of all keys. */
export function hearLetterKeys({ letterKeys }) {
  if (letterKeys === undefined) return;
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) return;
    if (event.key === "/" && goToSearch()) event.preventDefault();
    if (event.key === "?" && follow("footer a[data-keyboard]")) event.preventDefault();
  });
}

function goToSearch() {
  const field = document.querySelector("form.seek input[type=text]");
  if (!field) return follow("nav a[data-search]");
  field.select();
  return true;
}

/** As a hand would: what waits for a save waits. */
function follow(link) {
  const found = document.querySelector(link);
  found?.click();
  return Boolean(found);
}
