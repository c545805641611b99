// "For the record": which points the note still lacks, as the server counts them with every draft.

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
