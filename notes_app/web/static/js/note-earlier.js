// Earlier minutes of the note: a slider through them, each beside what stands now.  One state is
// fetched at a time, the one that is shown; what differs is found by the server.

import { send } from "./post.js";
import { NO_EARLIER, NOT_FETCHED } from "./note-words.js";

const MARKS = { then: "del", now: "ins" };
const ONLY = "only"; // the mark of what stands on one side alone

export class EarlierMinutes {
  #link;
  #panel;
  #slider;
  #said;
  #flush;
  #bringBack;
  #moments = []; // [{id, words}], oldest first
  #shown = null; // the state beside the present one
  #asked = 0; // counts requests: only the newest answer is shown

  /** `flush()`: send what is unsaved.  `bringBack(state)`: put an earlier state into the note. */
  constructor({ root, flush, bringBack, signal }) {
    this.#link = root.querySelector("a[data-earlier]");
    this.#panel = root.querySelector("[data-earlier-panel]");
    if (!this.#link || !this.#panel) return;
    this.#slider = this.#panel.querySelector("[data-slider]");
    this.#said = this.#panel.querySelector("[data-said]");
    this.#flush = flush;
    this.#bringBack = bringBack;
    this.#listen(signal);
  }

  #listen(signal) {
    delete this.#link.dataset.afterSave; // without scripts, and in a new tab, it is a page of its own
    this.#link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#open();
    });
    document.addEventListener("keydown", event => {
      const alt = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (event.isComposing || !alt || event.code !== "KeyM") return;
      event.preventDefault();
      if (this.#panel.hidden) this.#open();
      else this.#close();
    }, { signal });
    this.#panel.addEventListener("keydown", event => {
      if (event.key === "Escape") this.#close();
    });
    this.#slider.addEventListener("input", () => this.#show());
    this.#button("close").addEventListener("click", () => this.#close());
    this.#button("bring-back").addEventListener("click", () => this.#take());
  }

  #button(name) {
    return this.#panel.querySelector(`[data-${name}]`);
  }

  async #open() {
    await this.#flush(); // the present text is compared where it is stored
    const found = await this.#get("");
    this.#moments = (found ?? []).reverse();
    this.#panel.hidden = false;
    this.#panel.querySelector(".slide").hidden = !this.#moments.length;
    this.#slider.max = String(Math.max(0, this.#moments.length - 1));
    this.#slider.value = this.#slider.max;
    this.#draw(null);
    if (!found) this.#said.textContent = NOT_FETCHED;
    else if (!this.#moments.length) this.#said.textContent = NO_EARLIER;
    else await this.#show();
    (this.#moments.length ? this.#slider : this.#button("close")).focus();
  }

  async #show() {
    const nth = ++this.#asked;
    const moment = this.#moments[Number(this.#slider.value)];
    this.#panel.querySelector("[data-moment]").textContent = moment.words;
    this.#slider.setAttribute("aria-valuetext", moment.words);
    const state = await this.#get(`/${moment.id}`);
    if (nth !== this.#asked) return;
    this.#draw(state);
    this.#said.textContent = state?.said ?? NOT_FETCHED;
  }

  #draw(state) {
    this.#shown = state;
    this.#button("bring-back").disabled = !state;
    this.#panel.querySelector(".thennow").hidden = !state;
    for (const side of Object.keys(MARKS)) {
      const heading = element("h3", side === "then" ? "Then" : "Now");
      const parts = (state?.parts ?? []).flatMap(part => [
        element("h4", part.label),
        paragraph(part[side], MARKS[side]),
      ]);
      this.#panel.querySelector(`[data-side=${side}]`).replaceChildren(heading, ...parts);
    }
  }

  #take() {
    const state = this.#shown;
    this.#close({ focus: false });
    this.#bringBack(state);
  }

  #close({ focus = true } = {}) {
    this.#asked += 1;
    this.#panel.hidden = true;
    this.#draw(null); // no words are left in a hidden place
    if (focus) this.#link.focus();
  }

  /** What the server says at this address, or null. */
  async #get(path) {
    const address = `${this.#link.pathname}${path}`;
    const answer = await send(address, { method: "GET" }).catch(() => null);
    return answer?.ok ? answer.json().catch(() => null) : null;
  }
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function paragraph(pieces, markName) {
  const words = document.createElement("p");
  words.className = "words";
  words.append(...pieces.map(([mark, text]) => (mark === ONLY ? element(markName, text) : text)));
  return words;
}
