// The text fields of a note: the sections of the session record, which take tags, and the process
// note, which takes none.

import { fromPoints, toPoints } from "./anchors.js";
import { Mirror } from "./note-mirror.js";

const UNDER_BAR = 80; // pixels kept free above and below a passage that was gone to

class Section {
  constructor(area) {
    this.area = area;
    this.key = area.dataset.section ?? null; // null: the process note
    this.label = area.labels[0]?.textContent.trim() ?? "";
    this.language = area.closest("[lang]")?.lang || "en";
    this.text = area.value;
    this.mirror = new Mirror(area);
  }

  get selection() {
    return { start: this.area.selectionStart, end: this.area.selectionEnd };
  }
}

export class NoteSections {
  #last = null; // where the caret was last
  #root;

  constructor(root) {
    this.#root = root;
    const areas = [...root.querySelectorAll("textarea[data-section]")];
    this.record = areas.map(area => new Section(area));
    this.process = new Section(root.querySelector("textarea[name=process]"));
    this.all = [...this.record, this.process];
    root.addEventListener("focusin", event => {
      this.#last = this.of(event.target) ?? this.#last;
    });
  }

  /** Take in a section that came into the note. */
  add(area) {
    const section = new Section(area);
    this.record.push(section);
    this.all.splice(-1, 0, section);
    return section;
  }

  /** The sections in this order, by key; one that is not named is no longer in the note. */
  arrange(keys) {
    this.record = keys.map(key => this.at(key));
    this.all = [...this.record, this.process];
    if (!this.all.includes(this.#last)) this.#last = null;
  }

  get keys() {
    return this.record.map(section => section.key);
  }

  /** The section a text field belongs to, or null. */
  of(area) {
    return this.all.find(section => section.area === area) ?? null;
  }

  at(key) {
    return this.record.find(section => section.key === key) ?? null;
  }

  /** The text of a section; of one that is no longer in the note, nothing. */
  textOf(key) {
    return this.at(key)?.text ?? "";
  }

  /** The first section of the note's own format. */
  get first() {
    const own = ({ area, key }) => key !== "text" && !area.closest("[data-origin]");
    return this.record.find(own) ?? this.record[0];
  }

  /** The section of the record in which the caret is, or was last. */
  get current() {
    return this.#last?.key ? this.#last : null;
  }

  /** Where the caret is in the note, comparable with `placeOf`; before everything at first. */
  get caret() {
    const section = this.current;
    return section ? [this.record.indexOf(section), section.area.selectionStart] : [-1, 0];
  }

  /** Where the caret is, or was last, as the server keeps it; null before it was anywhere. */
  get wireCaret() {
    if (!this.#last) return null;
    const { key, area } = this.#last;
    return { section: key, at: toPoints(area.value, area.selectionEnd) };
  }

  /** Put the caret where the server has it. */
  putCaret({ section: key = null, at = 0 }) {
    const section = key === null ? this.process : this.at(key);
    if (!section) return;
    const start = fromPoints(section.area.value, at);
    this.reveal(section);
    this.goTo(section, { start, end: start });
  }

  /** Show the kind of note to which a section belongs. */
  reveal(section) {
    const kind = section.key === null ? "process" : "record";
    const choice = this.#root.querySelector(`[name=kind][value=${kind}]`);
    if (choice.checked) return;
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  }

  placeOf(tag) {
    return [this.record.indexOf(this.at(tag.section)), tag.start];
  }

  /** The caret goes back to where it was last. */
  back() {
    (this.#last ?? this.record[0]).area.focus();
  }

  /** Put the caret, or a selection, into a section and bring it into view. */
  goTo(section, { start, end }) {
    section.area.focus({ preventScroll: true });
    section.area.setSelectionRange(start, end);
    // The field is as high as its text: the browser would scroll to its top, if at all.
    const line = section.mirror.firstLineOf({ start, end });
    if (line && (line.top < UNDER_BAR || line.bottom > innerHeight - UNDER_BAR)) {
      scrollBy({ top: line.top - innerHeight / 3 });
    }
  }
}
