// What was typed into the forms of a page and not sent yet.
//
// It stays where it was typed: in the page's own memory, under the lock screen.  A passphrase or a
// recovery key is nothing to keep and is taken out.  The note desk keeps itself and says so by `data-autosaved`.

const NOT_OURS = "[data-autosaved], [hidden]"; // a form that is not open is not being filled in
const SECRET = "[type=password], [data-secret]";
const NOTHING_TYPED = new Set(["hidden", "submit", "button", "reset", "image", "fieldset", "output"]);
// A page that came back because something held it up shows as given what was only typed.
const HELD_UP = "main .errors";

/** True while some form holds what its reader would have to type again. */
export function holdsUnsent() {
  const heldUp = document.querySelector(HELD_UP) !== null;
  return keepable().some((control) => isChanged(control) || (heldUp && isText(control) && control.value !== ""));
}

/** Empties every field for what opens an account. */
export function forgetSecrets() {
  for (const field of document.querySelectorAll(SECRET)) field.value = "";
}

function keepable() {
  const forms = [...document.forms].filter((form) => form.method === "post" && !form.matches(NOT_OURS));
  return forms.flatMap((form) => [...form.elements]).filter((control) => !NOTHING_TYPED.has(control.type) && !control.matches(SECRET));
}

function isText(control) {
  return control.matches("textarea, input:not([type=checkbox], [type=radio], [type=file])");
}

function isChanged(control) {
  if (control.type === "file") return control.files.length > 0;
  if (control.matches("[type=checkbox], [type=radio]")) return control.checked !== control.defaultChecked;
  if (control.matches("select")) return isChosenAnew(control);
  return control.value !== control.defaultValue;
}

function isChosenAnew(select) {
  const options = [...select.options];
  const given = options.filter((option) => option.defaultSelected);
  if (!select.multiple && !given.length) return select.selectedIndex > 0; // the first stands there unasked
  return options.some((option) => option.selected !== option.defaultSelected);
}
