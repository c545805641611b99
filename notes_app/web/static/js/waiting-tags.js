// Tags that were begun and left for another: each waits as a card in the margin with all that was
// chosen, and is carried along while the text changes.  They are in this window only.

import { carry } from "./anchors.js";
import { goOnName, leaveName, shortened } from "./note-words.js";

export class WaitingTags {
  #list;
  #template;
  #hear;
  #all = []; // {id, place, tag, choices, card}: place null for a tag without one

  /** `template` holds an empty card.  `hear`: {goOn(id), leave(id)}. */
  constructor(list, template, hear) {
    this.#list = list;
    this.#template = template;
    this.#hear = hear;
    list.addEventListener("click", event => this.#clicked(event));
  }

  add({ place, tag, choices, quote }) {
    const id = crypto.randomUUID();
    this.#all.push({ id, place, tag, choices, quote, card: this.#card(id, quote) });
    this.#draw();
  }

  /** Take one away and give it back, or null. */
  take(id) {
    const taken = this.#all.find(waiting => waiting.id === id) ?? null;
    this.#all = this.#all.filter(waiting => waiting !== taken);
    this.#draw();
    return taken;
  }

  /** The text of a section was changed. */
  typed(section, before, after, caret) {
    for (const waiting of this.#all) {
      if (waiting.place?.section !== section) continue;
      [waiting.place] = carry([waiting.place], before, after, caret);
    }
  }

  /** [{card, top}] as placeBeside wants them; `topOf(place)` gives pixels or null. */
  placesBy(topOf) {
    return this.#all.map(({ card, place }) => ({
      card, top: place && !place.detached ? topOf(place) : null,
    }));
  }

  #draw() {
    this.#list.replaceChildren(...this.#all.map(({ card }) => card));
    this.#list.hidden = !this.#all.length;
  }

  #card(id, quote) {
    const card = this.#template.content.firstElementChild.cloneNode(true);
    card.dataset.waiting = id;
    card.querySelector("[data-slot=quote]").textContent = shortened(quote, 120);
    card.querySelector("[data-act=goOn]").setAttribute("aria-label", goOnName(quote));
    card.querySelector("[data-act=leave]").setAttribute("aria-label", leaveName(quote));
    return card;
  }

  #clicked(event) {
    const button = event.target.closest("button");
    const id = button?.closest("[data-waiting]")?.dataset.waiting;
    if (id) this.#hear[button.dataset.act](id);
  }
}
