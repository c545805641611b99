// The page Search.  Going back to an answer, or loading it again, must not ask whether to send the
// words once more: the browser is told that this page is the empty form.  The words stay in this
// document only.

history.replaceState(null, "", location.pathname);

const heading = document.getElementById("results-heading");
if (heading) heading.focus({ preventScroll: true });
else document.querySelector("form[role=search] input[type=text]")?.focus();
