// Sentences of the process note that belong in the session record: each is moved there, as typing
// that can be undone, or said to be something else, once.

import { typeBelow, typeOver } from "./note-mirror.js";

export class ApartPanel {
  #panel;
  #root;
  #sections;
  #told;

  /**
   * `told`: {settled(plain), done()}: a sentence is something else; every sentence is dealt with.
   */
  constructor({ root, sections, told }) {
    this.#root = root;
    this.#panel = root.querySelector("[data-apart]");
    this.#sections = sections;
    this.#told = told;
  }

  /** `findings`: [{sentence, plain, what}]. */
  open(findings) {
    this.#list.replaceChildren(...findings.map((finding, nth) => this.#drawn(finding, nth + 1)));
    this.#panel.hidden = false;
    this.#list.querySelector("button").focus();
  }

  get #list() {
    return this.#panel.querySelector("ol");
  }

  #drawn(finding, number) {
    const item = this.#panel.querySelector("template[data-finding]").content.cloneNode(true);
    const slots = name => item.querySelectorAll(`[data-slot=${name}]`);
    slots("what")[0].textContent = capital(finding.what);
    slots("sentence")[0].textContent = finding.sentence;
    for (const which of slots("which")) which.textContent = ` sentence ${number}`;
    item.querySelector("[data-act=move]").addEventListener("click", event => {
      this.#move(finding.sentence);
      this.#dealtWith(event.target.closest("li"));
    });
    item.querySelector("[data-act=keep]").addEventListener("click", event => {
      this.#told.settled(finding.plain);
      this.#dealtWith(event.target.closest("li"));
    });
    return item;
  }

  #dealtWith(item) {
    item.remove();
    const next = this.#list.querySelector("button");
    if (next) next.focus();
    else {
      this.#panel.hidden = true;
      this.#sections.process.area.focus({ preventScroll: true });
      this.#told.done();
    }
  }

  #move(sentence) {
    const { process } = this.#sections;
    const at = process.text.indexOf(sentence);
    if (at < 0) return; // changed since: it stands as it is now, and the next save looks again
    const kinds = this.#root.querySelectorAll("[name=kind]");
    const shown = [...kinds].find(({ checked }) => checked);
    // A pane that is not shown takes no typing, and what is not typed cannot be undone.
    show(kinds, "record");
    typeBelow(this.#sections.first.area, sentence);
    show(kinds, "process");
    typeOver(process.area, without(process.text, at, sentence.length));
    shown.checked = true;
  }
}

function show(kinds, value) {
  for (const kind of kinds) if (kind.value === value) kind.checked = true;
}

function without(text, at, length) {
  const before = text.slice(0, at);
  const after = text.slice(at + length);
  const rest = !before || /\s$/.test(before) ? after.replace(/^ +/, "") : after;
  return rest.trim() ? before + rest : before.trimEnd();
}

const capital = words => words.slice(0, 1).toUpperCase() + words.slice(1);
