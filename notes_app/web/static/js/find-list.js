// Narrows a list while words are typed into its find field.  Without this file the form is sent and
// the list comes back narrowed.
//
//   <form data-find="ID OF THE LIST"> one text field, [data-found] for the count
//   rows: li or tr with [data-searched] in them; a section without a row that fits is hidden too

const form = document.querySelector("form[data-find]");

function rowsOf(list) {
  return [...list.querySelectorAll("li, tbody tr")]
    .map((row) => ({ row, text: searched(row) }))
    .filter(({ text }) => text);
}

function searched(row) {
  const parts = [...row.querySelectorAll("[data-searched]")];
  return plain(parts.map((part) => part.textContent).join(" "));
}

function narrow(list, rows, typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const fits = ({ text }) => words.every((word) => text.includes(word));
  for (const entry of rows) entry.row.hidden = !fits(entry);
  for (const section of list.querySelectorAll("section")) {
    section.hidden = words.length > 0 && !section.querySelector("[data-searched]:not([hidden] *)");
  }
  return words.length ? rows.filter(fits).length : null;
}

if (form) {
  const list = document.getElementById(form.dataset.find);
  const field = form.querySelector("input[type='text'], input[type='search']");
  const count = form.querySelector("[data-found]");
  const rows = list ? rowsOf(list) : [];
  field.addEventListener("input", () => {
    const found = narrow(list, rows, field.value);
    count.textContent = found === null ? "" : `${found} of ${rows.length}`;
  });
}

/** As keyboards have it: an apostrophe on the page is a curly one. */
function plain(text) {
  return text.toLocaleLowerCase().replaceAll("’", "'");
}
