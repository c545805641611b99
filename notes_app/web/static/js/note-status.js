// The status line of the page, as the note desk uses it: whether the text is saved, and beside it
// the last act with its Undo.  The act stays until the next one, without a timer.

import { undoName } from "./note-words.js";
import { tick } from "./note-drawings.js";

export class StatusLine {
  #line;
  #state = document.createElement("span");
  #act = document.createElement("span");

  /** `line`: the page's element with role=status; what the server wrote into it stays at first. */
  constructor(line) {
    this.#line = line;
    this.#state.className = "state";
    this.#act.className = "done";
    this.#act.append(...line.querySelectorAll("[data-act]")); // what was done before this page
    this.#state.append(...line.childNodes);
    line.replaceChildren(this.#state, this.#act);
  }

  /** Say how the text stands.  The same words twice are said once, or a reader repeats them. */
  say(words, { saved = false } = {}) {
    if (this.#state.textContent === words) return;
    this.#state.replaceChildren(...(saved ? [tick()] : []), words);
  }

  /** Say what was done; `undo` is called by b "Undo", `undoes` names what that would take back. */
  did(words, { undoes = null, undo = null } = {}) {
    this.#act.replaceChildren(words);
    if (!undoes) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn quiet undo";
    button.textContent = "Undo";
    button.setAttribute("aria-label", undoName(undoes));
    button.addEventListener("click", undo);
    this.#act.append(" ", button);
  }
}
