// The page Search.  Going back to an answer, or loading it again, must not ask whether to send the
// words once more: the browser is told that this page is the empty form.  The words stay in this
// document only.
//
// In a large career, the page also has the server get ready while the words are being typed.

import { send } from "./post.js";

const MORE = 202;
const PAUSE = 200; // milliseconds, so that whatever else is asked for comes first

history.replaceState(null, "", location.pathname);

const heading = document.getElementById("results-heading");
if (heading) heading.focus({ preventScroll: true });
else document.querySelector("form[role=search] input[type=text]")?.focus();

const readyUrl = document.querySelector("form[role=search]").dataset.readyUrl;
if (readyUrl) getReady();

async function getReady() {
  const answer = await send(readyUrl).catch(() => null);
  if (answer?.status === MORE) setTimeout(getReady, PAUSE);
}
