// The combobox "Theme": type to find, the recent ones first, the last choice makes a new theme.
// Follows the ARIA combobox pattern with a list: the focus stays in the field.

import { glyphOf } from "./note-drawings.js";
import { newTheme } from "./note-words.js";

const RECENT = 5;
const MOST = 6; // names offered for what was typed; the form must fit under an 800 px window's bar
const NEW = "new:"; // a code of this form asks the server to make the theme

const lower = text => text.trim().toLocaleLowerCase().replaceAll("’", "'"); // as keyboards have it

/** Where in `name` a word begins with `sought` (both in lower case), or -1. */
function wordStart(name, sought) {
  let at = name.indexOf(sought);
  while (at > 0 && /[\p{L}\p{N}]/u.test(name[at - 1])) at = name.indexOf(sought, at + 1);
  return at;
}

/**
 * The themes that fit what was typed: [{theme, at, length}], `at` where the typed letters stand.
 * Names that begin with it come first, then names in which a word does; in both, recent ones
 * first.  Nothing typed: all themes, the recent five first.
 */
export function matchThemes(themes, typed) {
  const sought = lower(typed);
  const recent = themes.filter(theme => theme.recent);
  if (!sought) {
    const first = recent.slice(0, RECENT);
    const rest = themes.filter(theme => !first.includes(theme));
    return [...first, ...rest].map(theme => ({ theme, at: 0, length: 0 }));
  }
  const ordered = [...recent, ...themes.filter(theme => !theme.recent)];
  const found = ordered
    .map(theme => ({ theme, at: wordStart(lower(theme.name), sought), length: sought.length }))
    .filter(({ at }) => at >= 0);
  const begins = found.filter(({ at }) => at === 0);
  return [...begins, ...found.filter(({ at }) => at > 0)].slice(0, MOST);
}

/** What the last choice would make, or null: nothing typed, or a theme of this name exists. */
export function newThemeFor(themes, typed) {
  const name = typed.trim().replace(/\s+/g, " ");
  if (!name || themes.some(theme => lower(theme.name) === lower(name))) return null;
  return { code: `${NEW}${name}`, name, family: null };
}

export class ThemeCombobox {
  #input;
  #list;
  #themes = [];
  #offered = []; // themes in the list, in order
  #active = -1;
  #chosen = null;
  #pressed = false; // a pointer is down inside the form

  constructor(input, list) {
    this.#input = input;
    this.#list = list;
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", event => this.#key(event));
    input.addEventListener("click", () => this.#open());
    input.addEventListener("focus", () => { if (!this.#chosen) this.#open(); });
    input.addEventListener("blur", () => this.#leave());
    input.form.addEventListener("pointerdown", () => { this.#pressed = true; });
    addEventListener("pointerup", () => this.#released());
    addEventListener("pointercancel", () => this.#released());
    list.addEventListener("mousedown", event => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", event => this.#clicked(event));
  }

  /** The chosen theme, or null. */
  get theme() {
    return this.#chosen;
  }

  get typed() {
    return this.#input.value.trim();
  }

  /** Start with these themes, and with one of them chosen, or none but what was `typed`. */
  reset(themes, chosen = null, typed = "") {
    this.#themes = themes;
    this.#chosen = chosen;
    this.#input.value = chosen?.name ?? typed;
    this.complain(false);
    this.#close();
  }

  complain(wrong) {
    if (wrong) this.#input.setAttribute("aria-invalid", "true");
    else this.#input.removeAttribute("aria-invalid");
  }

  focus() {
    this.#input.focus();
  }

  /**
   * What was typed here must not be what Ctrl+Z in the note takes back next: Chromium has one undo
   * history for the page, and drops what happened in a field that leaves it.
   */
  forgetTyping() {
    this.#input.replaceWith(this.#input);
  }

  #typed() {
    const exact = this.#themes.find(theme => lower(theme.name) === lower(this.#input.value));
    this.#chosen = exact ?? null;
    this.complain(false);
    this.#open();
  }

  #open() {
    const typed = this.#chosen && !this.#isOpen ? "" : this.#input.value;
    const matches = matchThemes(this.#themes, typed);
    const made = newThemeFor(this.#themes, typed);
    this.#offered = [...matches.map(({ theme }) => theme), ...(made ? [made] : [])];
    const options = matches.map((match, nth) => this.#option(match, nth));
    if (made) options.push(this.#optionNew(made, matches.length));
    this.#list.replaceChildren(...options);
    this.#list.hidden = !options.length;
    this.#input.setAttribute("aria-expanded", String(options.length > 0));
    // Typed letters pick the first name that fits; a new theme is never made by Tab alone.
    this.#activate(typed.trim() && matches.length ? 0 : -1);
  }

  get #isOpen() {
    return !this.#list.hidden;
  }

  #close() {
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#offered = [];
    this.#input.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }

  #activate(nth) {
    this.#active = nth;
    for (const [place, option] of [...this.#list.children].entries()) {
      option.setAttribute("aria-selected", String(place === nth));
      option.lastChild.hidden = place !== nth;
    }
    const option = this.#list.children[nth];
    if (option) {
      this.#input.setAttribute("aria-activedescendant", option.id);
      this.#list.scrollTop = Math.max(
        option.offsetTop + option.offsetHeight - this.#list.clientHeight,
        Math.min(this.#list.scrollTop, option.offsetTop),
      );
    } else this.#input.removeAttribute("aria-activedescendant");
  }

  #take(nth) {
    const theme = this.#offered[nth];
    if (theme) {
      this.#chosen = theme;
      this.#input.value = theme.name;
      this.complain(false);
    }
    this.#close();
  }

  /**
   * The field is left: what is active is chosen.  The list stays until the pointer is up, or the
   * form would move under it and the click would miss.
   */
  #leave() {
    if (!this.#pressed) this.#take(this.#active);
  }

  #released() {
    if (!this.#pressed) return;
    this.#pressed = false;
    setTimeout(() => {
      if (document.activeElement !== this.#input) this.#take(this.#active);
    });
  }

  #key(event) {
    if (event.isComposing) return;
    const last = this.#offered.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.#isOpen) this.#open();
      else if (event.key === "ArrowDown") this.#activate(this.#active < last ? this.#active + 1 : 0);
      else this.#activate(this.#active > 0 ? this.#active - 1 : last);
    } else if (event.key === "Enter" && this.#isOpen && this.#active >= 0) {
      event.preventDefault();
      this.#take(this.#active);
    } else if (event.key === "Tab") this.#take(this.#active);
  }

  #clicked(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.#take([...this.#list.children].indexOf(option));
  }

  #option({ theme, at, length }, nth) {
    const found = document.createElement("b");
    found.textContent = theme.name.slice(at, at + length);
    const words = [theme.name.slice(0, at), found, theme.name.slice(at + length)];
    return this.#line(nth, theme.family, length ? words : [theme.name]);
  }

  #optionNew(theme, nth) {
    return this.#line(nth, null, [newTheme(theme.name)]);
  }

  #line(nth, family, words) {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${nth}`;
    option.className = `f-${family ?? "none"}`;
    option.setAttribute("role", "option");
    const name = document.createElement("span");
    name.append(...words);
    const key = document.createElement("span");
    key.className = "kbd";
    key.setAttribute("aria-hidden", "true");
    key.textContent = "Enter";
    option.append(glyphOf(family), name, key);
    return option;
  }
}
