// The page Search.  Coming back to an answer, or loading it again, must not ask whether to send the
// words once more.  So the browser is told that this page is the form, and that something was found
// here; the server knows the last search of this login, and is asked for it.  The words stand in
// this document only.
//
// In a large career, the page also has the server get ready while the words are being typed.

import { send } from "./post.js";

const MORE = 202;
const PAUSE = 200; // milliseconds, so that whatever else is asked for comes first

const heading = document.getElementById("results-heading");
const again = document.getElementById("search-again");
// At once, without asking whether the login is open: so this page takes the form's place in the
// history, and going back once more leads on.
if (again && history.state?.found) again.submit();
history.replaceState(heading ? { found: true } : null, "", location.pathname);
addEventListener("click", (event) => {
  // A link to this same page ("Search again") asks for the empty form.
  if (event.target.closest?.("a")?.pathname === location.pathname) history.replaceState(null, "");
});

if (heading) heading.focus({ preventScroll: true });
else document.querySelector("form[role=search] input[type=text]")?.focus();

const readyUrl = document.querySelector("form[role=search]").dataset.readyUrl;
if (readyUrl) getReady();

async function getReady() {
  const answer = await send(readyUrl).catch(() => null);
  if (answer?.status === MORE) setTimeout(getReady, PAUSE);
}
