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
    if (link && leadTo(root, link.hash)) event.preventDefault();
  }, { signal });
}

/** Into the field at `hash`, which another page's link may have brought.  True where there is one. */
export function leadTo(root, hash) {
  const place = document.getElementById(hash.slice(1));
  const field = place && fieldIn(place);
  if (!field || !root.contains(field)) return false;
  root.querySelector("[name=kind][value=record]").click();
  const fold = place.closest("details");
  if (fold) fold.open = true;
  field.focus();
  return true;
}

function fieldIn(place) {
  const fields = "input:not([type=hidden]), select, textarea, button";
  return place.matches(fields) ? place : place.querySelector(fields);
}
