// The format of a note at the desk: which headings stand in which order.  Another choice asks
// nothing and keeps every text: what the new format has no heading for stands below it, under its
// old heading, until it is moved.  The old choice brings the old order back.

import { from, UNKNOWN_SECTION } from "./note-words.js";

export class NoteFormat {
  #root;
  #parts;
  #choice; // the field "Note format", or null where there is none to choose
  #formats;
  #sections;
  #book;

  /** `formats`: [{key, name, headings: [{key, label, prompt}]}].  `changed()`: another was chosen. */
  constructor({ root, formats, sections, book, changed }) {
    this.#root = root;
    this.#parts = root.querySelector("[data-parts]");
    this.#choice = root.querySelector("[data-note-format]");
    this.#formats = formats;
    this.#sections = sections;
    this.#book = book;
    this.#choice?.addEventListener("change", () => {
      this.#layOut();
      changed();
    });
  }

  /** The key of the format; null where there is none to choose. */
  get key() {
    return this.#choice?.value ?? null;
  }

  /** Lay the note out in this format, as an earlier or another state of it has it. */
  choose(key) {
    if (!key || !this.#choice || key === this.key) return;
    if (![...this.#choice.options].some(({ value }) => value === key)) return;
    this.#choice.value = key;
    this.#layOut();
  }

  /** Give each of these texts a section, as another window that chose another format has it. */
  makeRoomFor(texts) {
    const missing = Object.keys(texts).filter(key => texts[key].trim() && !this.#sections.at(key));
    for (const key of missing) this.#parts.append(this.#made(this.#headingOf(key)));
    if (missing.length) this.#layOut(missing);
  }

  /** `awaited`: sections that stay although they are still empty. */
  #layOut(awaited = []) {
    const headings = this.#formats.find(({ key }) => key === this.key)?.headings ?? [];
    const wanted = headings.map(heading => this.#partOf(heading.key) ?? this.#made(heading));
    const left = [...this.#all].filter(part => !wanted.includes(part));
    const kept = left.filter(
      part => this.#holdsSomething(part) || awaited.includes(part.dataset.part),
    );
    for (const part of left) if (!kept.includes(part)) part.remove();
    for (const part of wanted) delete part.dataset.origin;
    for (const part of kept) part.dataset.origin ??= this.#nameOfOrigin(part.dataset.part);
    this.#place([...wanted, ...grouped(kept)]);
    const keys = [...this.#all].map(part => part.dataset.part);
    this.#sections.arrange(keys);
    this.#book.arrange(keys);
  }

  get #all() {
    return this.#parts.querySelectorAll("[data-part]");
  }

  #partOf(key) {
    return [...this.#all].find(part => part.dataset.part === key);
  }

  #holdsSomething(part) {
    const key = part.dataset.part;
    return this.#sections.textOf(key).trim() || this.#book.all.concat(this.#book.phrases).some(tag => tag.section === key);
  }

  /** Put the parts in order.  What stands right stays untouched, and with it what typing can undo. */
  #place(parts) {
    for (const line of this.#parts.querySelectorAll("[data-from]")) line.remove();
    let next = this.#parts.firstElementChild;
    for (const part of parts) {
      if (part === next) next = next.nextElementSibling;
      else put(this.#parts, part, next);
    }
    let last = "";
    for (const part of parts) {
      const { origin } = part.dataset;
      if (origin && origin !== last) part.before(lineFrom(origin));
      last = origin ?? "";
    }
  }

  #made({ key, label, prompt }) {
    const template = this.#root.querySelector("template[data-part-template]");
    const part = template.content.firstElementChild.cloneNode(true);
    const area = part.querySelector("textarea");
    part.dataset.part = area.dataset.section = key;
    area.id = area.name = part.querySelector("label").htmlFor = `section-${key}`;
    part.querySelector("label").textContent = label;
    area.placeholder = prompt;
    this.#parts.append(part); // a field is named by its label only in the document
    this.#sections.add(area);
    return part;
  }

  #headingOf(key) {
    const all = this.#formats.flatMap(({ headings }) => headings);
    return all.find(heading => heading.key === key) ?? { key, label: UNKNOWN_SECTION, prompt: "" };
  }

  #nameOfOrigin(key) {
    const has = ({ headings }) => headings.some(heading => heading.key === key);
    return this.#formats.find(has)?.name ?? "";
  }
}

/** Parts of one origin stand together, the origins in the order in which they come first. */
function grouped(parts) {
  const origins = [...new Set(parts.map(part => part.dataset.origin))];
  return origins.flatMap(origin => parts.filter(part => part.dataset.origin === origin));
}

function lineFrom(origin) {
  const line = document.createElement("p");
  line.className = "from";
  line.dataset.from = "";
  line.textContent = from(origin);
  return line;
}

/** Move without forgetting focus and caret, where the browser can. */
function put(box, part, next) {
  if (box.moveBefore && part.isConnected) box.moveBefore(part, next);
  else box.insertBefore(part, next);
}
