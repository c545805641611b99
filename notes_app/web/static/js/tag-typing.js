// Tag by typing, at the desk: hears Enter and Tab behind marks such as "#withdr 3 @mother", takes
// them, and offers names that fit.  The grammar is in tag-marks.js.
//
// No key is taken that would do nothing: where a name fits nothing, Enter is a new line and Tab
// leads on.

import { sentenceAt } from "./anchors.js";
import { meant, near } from "./near-names.js";
import { glyphOf } from "./note-drawings.js";
import { fitting, newTheme } from "./note-words.js";
import { isWhole, marksAt, peopleEntries, themeEntries, understood, written } from "./tag-marks.js";

const NEW = "new:";

export class TagTyping {
  #sections;
  #tagging;
  #list;
  #spoken;
  #offered = null; // {section, name: {kind, typed, start}, entries} while the list is open
  #active = -1;

  /** `tagging`: knows {themes, people}, takes a tag by take(), opens its form by beginWith(). */
  constructor({ root, sections, tagging }) {
    this.#sections = sections;
    this.#tagging = tagging;
    this.#list = root.querySelector("[data-offers]");
    this.#spoken = root.querySelector("[data-spoken]");
    root.addEventListener("keydown", event => this.#key(event));
    root.addEventListener("focusout", event => this.#left(event));
    this.#list.addEventListener("mousedown", event => event.preventDefault()); // the caret stays
    this.#list.addEventListener("click", event => this.#clicked(event));
  }

  /** The text of a section was changed by typing. */
  typed(section, event) {
    const marks = event.isComposing ? null : this.#marksIn(section);
    const name = marks?.last;
    const fits = name ? near(this.#entriesOf(name.kind), name.typed) : [];
    if (fits.length) this.#offer(section, name, fits);
    else this.#close();
  }

  /** The caret went elsewhere without typing. */
  moved() {
    if (this.#offered && !this.#marksIn(this.#offered.section)) this.#close();
  }

  #marksIn({ key, text, selection }) {
    return key && selection.start === selection.end ? marksAt(text, selection.end) : null;
  }

  get #known() {
    const { themes, people } = this.#tagging.names;
    return { themes: themeEntries(themes), people: peopleEntries(people) };
  }

  #entriesOf(kind) {
    return kind === "theme" ? this.#known.themes : this.#known.people;
  }

  // ---- keys

  #key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const section = this.#sections.of(event.target);
    if (section?.key && this.#heard(section, event.key)) event.preventDefault();
  }

  /** True when the key did something here. */
  #heard(section, key) {
    if (this.#offered && this.#walks(key)) return true;
    if (key !== "Enter" && key !== "Tab") return false;
    if (this.#offered && this.#active >= 0) return this.#choose(this.#active);
    const marks = this.#marksIn(section);
    return marks ? this.#finish(section, marks, { completes: key === "Tab" }) : false;
  }

  #walks(key) {
    const last = this.#offered.entries.length - 1;
    if (key === "ArrowDown") this.#activate(this.#active < last ? this.#active + 1 : 0);
    else if (key === "ArrowUp") this.#activate(this.#active > 0 ? this.#active - 1 : last);
    else if (key === "Escape") this.#close();
    else return false;
    return true;
  }

  #finish(section, marks, { completes = false, sure = false } = {}) {
    const range = sentenceBefore(section, marks);
    if (!range) return false;
    const means = understood(marks, this.#known);
    if (means.wrong) return this.#ask(section, means.wrong);
    if (means.theme.code.startsWith(NEW) && !sure) return this.#askForNew(section, marks, means.theme);
    if (isWhole(means)) return this.#take(section, marks, range, means);
    if (completes && this.#complete(section, marks)) return true;
    return this.#openForm(section, marks, range, means);
  }

  #take(section, marks, range, { theme, strength, people }) {
    this.#remove(section, marks);
    this.#tagging.take(section, range, { theme, strength, people });
    return true;
  }

  #openForm(section, marks, range, { theme, strength, people }) {
    this.#remove(section, marks);
    this.#tagging.beginWith(section, range, { theme, strength, person: people[0]?.id ?? null });
    return true;
  }

  /** Tab behind a beginning writes the whole name. */
  #complete(section, { last }) {
    const entry = last && meant(this.#entriesOf(last.kind), last.typed);
    const name = entry && nameOf(entry, last.typed);
    if (!name || written(name) === last.typed) return false;
    this.#write(section, last, name);
    return true;
  }

  // ---- the list

  #ask(section, { fits, ...name }) {
    if (!fits.length) return false;
    this.#offer(section, name, fits);
    this.#activate(0);
    this.#spoken.textContent = fitting(fits.map(entry => entry.name));
    return true;
  }

  #askForNew(section, marks, theme) {
    const name = { kind: "theme", typed: marks.theme, start: marks.sign };
    const fits = near(this.#known.themes, theme.name);
    this.#offer(section, name, [...fits, { ...theme, fresh: true }]);
    this.#activate(fits.length);
    this.#spoken.textContent = newTheme(theme.name);
    return true;
  }

  #offer(section, name, entries) {
    this.#offered = { section, name, entries };
    this.#list.replaceChildren(...entries.map((entry, nth) => this.#option(entry, nth)));
    this.#list.hidden = false;
    const pad = section.area.parentElement;
    pad.append(this.#list);
    const here = section.mirror.firstLineOf({ start: name.start - 1, end: name.start });
    const box = pad.getBoundingClientRect();
    if (here) {
      this.#list.style.top = `${here.bottom - box.top + 4}px`;
      const most = Math.max(0, box.width - this.#list.offsetWidth);
      this.#list.style.left = `${Math.min(Math.max(0, here.left - box.left), most)}px`;
    }
    section.area.setAttribute("aria-controls", this.#list.id);
    section.area.setAttribute("aria-autocomplete", "list");
    this.#activate(-1);
  }

  #close() {
    if (!this.#offered) return;
    const { area } = this.#offered.section;
    for (const name of ["aria-controls", "aria-autocomplete", "aria-activedescendant"]) {
      area.removeAttribute(name);
    }
    this.#offered = null;
    this.#list.hidden = true;
    this.#list.replaceChildren();
  }

  #activate(nth) {
    this.#active = nth;
    const { area } = this.#offered.section;
    for (const [place, option] of [...this.#list.children].entries()) {
      option.setAttribute("aria-selected", String(place === nth));
    }
    const option = this.#list.children[nth];
    if (option) area.setAttribute("aria-activedescendant", option.id);
    else area.removeAttribute("aria-activedescendant");
  }

  /** Take a name from the list: it is written out, and what is whole then is tagged. */
  #choose(nth) {
    const { section, name, entries } = this.#offered;
    const entry = entries[nth];
    this.#close();
    if (!entry.fresh) this.#write(section, name, nameOf(entry, name.typed));
    const marks = this.#marksIn(section);
    const means = marks && understood(marks, this.#known);
    if (entry.fresh || (means && isWhole(means))) this.#finish(section, marks, { sure: true });
    return true;
  }

  #clicked(event) {
    const option = event.target.closest("[role=option]");
    if (option && this.#offered) this.#choose([...this.#list.children].indexOf(option));
  }

  #left(event) {
    if (this.#sections.of(event.target)) this.#close();
  }

  #option(entry, nth) {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${nth}`;
    option.setAttribute("role", "option");
    if (entry.code) {
      option.className = `f-${entry.family ?? "none"}`;
      option.append(glyphOf(entry.family));
    }
    const name = document.createElement("span");
    name.textContent = entry.fresh ? newTheme(entry.name) : entry.name;
    option.append(name);
    return option;
  }

  // ---- the text

  /** Write a name in place of what was typed of it; the caret goes behind the marks. */
  #write(section, { typed, start }, name) {
    const { area } = section;
    const caret = area.selectionEnd;
    const atEnd = start + typed.length === caret;
    area.setSelectionRange(start, start + typed.length);
    const words = written(name) + (atEnd ? " " : "");
    document.execCommand("insertText", false, words);
    const behind = caret + words.length - typed.length;
    area.setSelectionRange(behind, behind);
  }

  /** Take the marks out of the text; the browser can bring them back. */
  #remove(section, { start, end }) {
    this.#close();
    const { area } = section;
    area.setSelectionRange(withoutSpaceBefore(section.text, start), end);
    document.execCommand("delete");
  }
}

/** The sentence that ends before the marks, on their line. */
function sentenceBefore({ text, language }, { start }) {
  const end = withoutSpaceBefore(text, start);
  if (end === 0 || text[end - 1] === "\n") return null;
  return sentenceAt(text.slice(0, end), end, language);
}

function withoutSpaceBefore(text, at) {
  while (at > 0 && /[^\S\n]/u.test(text[at - 1])) at -= 1;
  return at;
}

/** The name of an entry that was begun; of people, the role where the role was. */
function nameOf({ names }, typed) {
  return names.find(name => meant([{ names: [name] }], typed)) ?? names[0];
}
