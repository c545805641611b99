// Keeps a summary while it is edited: the form as it stands, a moment after the last key, and once more
// when the page is left.  Without this file "See it as the client will" keeps it.

import { send, token } from "./post.js";

const QUIET = 1_500; // milliseconds after the last change
const SAID = {
  409: "Changed in another window. Not kept here: see it there, or load this page again.",
  422: "Not kept: a text is too long.",
};

const form = document.querySelector("form[data-kept-at]");
const status = document.querySelector("#summary-kept");
let timer = 0;
let unsaved = false;
let stopped = false; // somebody else keeps it, or this page has sent it
let busy = 0;
let sending = Promise.resolve();

function touch() {
  unsaved = true;
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(keep, QUIET);
}

function keep() {
  busy += 1;
  sending = sending.then(sendOnce).finally(() => (busy -= 1));
}

async function sendOnce() {
  if (!unsaved || stopped) return;
  unsaved = false;
  const answer = await send(form.dataset.keptAt, { body: new FormData(form) }).catch(() => null);
  if (answer?.ok) return kept(await answer.json());
  unsaved = true;
  stopped = answer?.status === 409;
  status.textContent = SAID[answer?.status] ?? "Not kept yet. What you typed is still here.";
}

function kept({ version, at }) {
  form.elements.version.value = version;
  if (!unsaved) status.textContent = `Kept sealed at ${at}.`;
}

function leave() {
  if (!unsaved || stopped) return;
  unsaved = false;
  const headers = { "X-CSRFToken": token(), "X-Requested-With": "fetch" };
  fetch(form.dataset.keptAt, { method: "POST", body: new FormData(form), headers, credentials: "same-origin", keepalive: true });
}

if (form) {
  form.addEventListener("input", touch);
  form.addEventListener("change", touch);
  form.addEventListener("submit", async (event) => {
    stopped = true;
    clearTimeout(timer);
    if (!busy) return;
    event.preventDefault(); // what is on its way has another version
    await sending;
    form.requestSubmit(event.submitter);
  });
  addEventListener("pagehide", leave);
}
