// The client's own words: a key stars the selection or the sentence at the caret, and the margin
// lists what is starred.  The places live in the book of tags, which carries and undoes both.

import { describe, sentenceAt, withoutSpace } from "./anchors.js";
import * as words from "./note-words.js";

export class StarredPhrases {
  #sections;
  #book;
  #acted;
  #status;
  #box;
  #list;
  #template;
  #button;

  /** `acted()`: something was done to the book; draw, say it, and save. */
  constructor({ root, sections, book, status, acted }) {
    this.#sections = sections;
    this.#book = book;
    this.#status = status;
    this.#acted = acted;
    this.#box = root.querySelector("[data-starred]");
    this.#list = this.#box.querySelector("ol");
    this.#template = root.querySelector("template[data-starred-phrase]");
    this.#button = root.querySelector("button[data-star-selection]");
    this.#button.addEventListener("mousedown", event => event.preventDefault()); // selection stays
    this.#button.addEventListener("click", () => this.star());
    this.#list.addEventListener("click", event => this.#clicked(event));
  }

  /** Show the button while words are selected. */
  offer(some) {
    this.#button.hidden = !some;
  }

  /** Star the selection, or the sentence at the caret; the same words once more: take the star off. */
  star() {
    const section = this.#sections.current;
    const range = section && chosenIn(section);
    if (!range) {
      this.#status.did(words.NOTHING_TO_STAR);
      return;
    }
    const same = this.#book.phrasesIn(section.key).find(
      ({ start, end }) => start === range.start && end === range.end,
    );
    if (same) this.#book.remove(same.id, words.unstarred(same.exact));
    else {
      const place = { ...describe(section.text, range), section: section.key, detached: false };
      this.#book.add({ id: crypto.randomUUID(), phrase: true, ...place }, words.starred(place.exact));
    }
    this.#acted();
  }

  /** The list in the margin. */
  draw() {
    const phrases = this.#book.phrases;
    this.#box.hidden = !phrases.length;
    const said = JSON.stringify(phrases.map(({ id, exact, detached }) => [id, exact, detached]));
    if (said === this.#list.dataset.said) return;
    this.#list.dataset.said = said;
    this.#list.replaceChildren(...phrases.map(phrase => this.#line(phrase)));
  }

  /** The box as placeBeside wants it: below all cards. */
  get places() {
    return this.#box.hidden ? [] : [{ card: this.#box, top: null }];
  }

  #line({ id, exact, detached }) {
    const line = this.#template.content.firstElementChild.cloneNode(true);
    line.dataset.phrase = id;
    const go = line.querySelector("[data-act=go]");
    go.textContent = words.shortened(exact, 120);
    go.setAttribute("aria-label", words.phraseName(exact));
    line.querySelector("[data-act=remove]").setAttribute("aria-label", words.unstarName(exact));
    line.querySelector("[data-slot=gone]").hidden = !detached;
    return line;
  }

  #clicked(event) {
    const button = event.target.closest("button");
    const phrase = this.#book.find(button?.closest("[data-phrase]")?.dataset.phrase);
    if (!phrase) return;
    if (button.dataset.act === "remove") {
      this.#book.remove(phrase.id, words.unstarred(phrase.exact));
      this.#acted();
      this.#sections.current?.area.focus({ preventScroll: true });
    } else if (!phrase.detached) this.#sections.goTo(this.#sections.at(phrase.section), phrase);
    else this.#status.did(words.PASSAGE_GONE);
  }
}

function chosenIn({ text, selection, language }) {
  return selection.start === selection.end
    ? sentenceAt(text, selection.start, language)
    : withoutSpace(text, selection);
}
