// "For the record": which points the note still lacks, as the server counts them with every draft,
// and the way to the field of each.

import { missingPoints } from "./note-words.js";

/** `missing`: the codes of the points, as the answer to a draft tells them. */
export function showMissing(missing) {
  const fold = document.querySelector("[data-for-record]");
  if (!fold || !missing) return;
  for (const item of fold.querySelectorAll("[data-point]")) {
    item.hidden = !missing.includes(item.dataset.point);
  }
  fold.hidden = missing.length === 0;
  fold.querySelector("[data-count-missing]").textContent = missingPoints(missing.length);
}

/** A point leads to its field: the fold round it opens, and the caret stands in it. */
export function leadToFields(root, signal) {
  document.querySelector("[data-for-record]")?.addEventListener("click", event => {
    const link = event.target.closest("a[data-to-field]");
    const place = link && document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    root.querySelector("[name=kind][value=record]").click();
    const fold = place.closest("details");
    if (fold) fold.open = true;
    fieldIn(place)?.focus();
  }, { signal });
}

function fieldIn(place) {
  const fields = "input:not([type=hidden]), select, textarea, button";
  return place.matches(fields) ? place : place.querySelector(fields);
}
