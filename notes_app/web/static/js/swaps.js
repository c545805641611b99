// Everything that listens to htmx, in one place.

import { token } from "./post.js";

const SWAPPED_ON_PURPOSE = new Set([409, 422]);

/** Sends the token, swaps refused forms back into their place, says the rest in the status line. */
export function tuneHtmx() {
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    detail.headers["X-CSRFToken"] = token();
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (!SWAPPED_ON_PURPOSE.has(detail.xhr.status)) return;
    detail.shouldSwap = true;
    detail.isError = false;
  });
  document.addEventListener("htmx:responseError", ({ detail }) => {
    if ([401, 423].includes(detail.xhr.status)) location.reload();
    else say("Not saved. Load the page again; what you typed is still in this window.");
  });
  document.addEventListener("htmx:sendError", () => {
    say("Not saved. Between does not answer; what you typed is still in this window.");
  });
}

/** Puts a sentence into the page's one status line. */
export function say(sentence) {
  const line = document.getElementById("status");
  if (line) line.textContent = sentence;
}
