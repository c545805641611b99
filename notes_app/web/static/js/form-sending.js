// Sends a form only while its login is open: the answer to a locked one would be another page, and
// what was typed would be gone.  A form that changes nothing (GET) goes as it is, and so does every
// form without this file: then the browser's own Back brings the typed words back, where it can.

const NO_ANSWER = "Not sent: Between does not answer. What you typed is still here. Try again in a moment.";

/** `watch.isOpen()`: true, false (the page is covered already), or null when nothing answers. */
export function askBeforeSending(watch) {
  let asking = false;
  let cleared = null; // the form that may go now

  // On the window, so that whoever takes a form over by itself has done so before.
  addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form === cleared || (submitter?.formMethod || form.method) !== "post") return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    const open = await watch.isOpen();
    asking = false;
    if (open === null) say(NO_ANSWER);
    if (!open) return;
    cleared = form;
    form.requestSubmit(submitter);
    cleared = null;
  });
}

function say(words) {
  document.querySelector('[role="status"]')?.replaceChildren(words);
}
