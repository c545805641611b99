// Two windows wrote the same note: both texts side by side, and the choice what to keep.

import { fromOtherWindow } from "./note-words.js";

/** The two texts as one: what differs is appended under a dated line. */
export function bothTexts(mine, other, at) {
  if (!other.trim() || mine === other) return mine;
  if (!mine.trim()) return other;
  return `${mine}\n\n${fromOtherWindow(at)}\n${other}`;
}

export class ConflictPanel {
  #panel;
  #other = null; // {at, texts: {field: text}} while the panel is open
  #choose;

  /** `choose(kind)`: 'both', 'mine' or 'other' was pressed. */
  constructor(panel, choose) {
    this.#panel = panel;
    this.#choose = choose;
    for (const button of panel.querySelectorAll("button[data-keep]")) {
      button.addEventListener("click", () => this.#choose(button.dataset.keep));
    }
  }

  get isOpen() {
    return this.#other !== null;
  }

  /** `fields`: [{name, label, mine}]; `other`: {at, texts} of the other window. */
  open(fields, other) {
    this.#other = other;
    this.show(fields);
    this.#panel.hidden = false;
    this.#panel.querySelector("button[data-keep=both]").focus();
  }

  /** Draw the texts again, after typing went on. */
  show(fields) {
    const differing = fields.filter(({ name, mine }) => mine !== this.#other.texts[name]);
    this.#draw("mine", differing.map(({ label, mine }) => [label, mine]));
    this.#draw("other", differing.map(({ name, label }) => [label, this.#other.texts[name]]));
  }

  close() {
    this.#other = null;
    this.#panel.hidden = true;
  }

  #draw(side, texts) {
    const lines = texts.flatMap(([label, text]) => {
      const heading = document.createElement("h3");
      heading.textContent = label;
      const words = document.createElement("p");
      words.textContent = text;
      return [heading, words];
    });
    this.#panel.querySelector(`[data-side=${side}]`).replaceChildren(...lines);
  }
}
