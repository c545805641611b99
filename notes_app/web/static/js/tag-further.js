// What may further be said of a passage: whom it echoes, and the fold "More about this".  Nothing of
// it is asked for.  A place in life follows the person until another one is chosen.
//
// What is not open is not in the page: the card holds no second "Wish" and no second list of people
// until somebody wants them.

import { echoing } from "./note-words.js";

const ONE = ["pole", "valence", "rs_kind", "conflict", "direction", "stage"];
const WITHOUT = { pole: null, valence: null, stage: null }; // what travels where nothing is chosen
const SHOWN = ["valence", "stage", "rs_kind", "affects", "conflict", "direction"];
const EITHER = "either"; // a theme that may be strain or growth

export class Further {
  #fold;
  #choices; // what the fold holds
  #echoes;
  #echoButton;
  #pole = null; // of the person chosen

  /** `form`: the form "Tag passage". */
  constructor(form) {
    this.#fold = form.querySelector("[data-further]");
    this.#choices = this.#fold.querySelector("[data-choices]");
    this.#echoes = form.querySelector("[data-echoes]");
    this.#echoButton = form.querySelector("button[data-act=echo]");
    this.#echoButton.addEventListener("click", () => this.#offerEchoes());
    this.#stage.addEventListener("change", () => this.#sayStage());
    this.#fold.addEventListener("toggle", () => this.#unfold());
    this.#choices.hidden = this.#echoes.hidden = false;
    this.#choices.remove();
    this.#echoes.remove();
  }

  /** All that is chosen, under the names of a tag. */
  get choices() {
    return {
      ...Object.fromEntries(ONE.map(name => [name, this.#value(name)])),
      pole: this.#value("pole") ?? this.#pole,
      echoes: this.#ticked("echoes"),
      affects: this.#ticked("affects"),
    };
  }

  /** Show what a tag says; `pole` is that of its person. */
  fill(tag, pole) {
    this.#pole = pole;
    for (const name of ONE) this.#put(name, tag[name] ?? "");
    for (const name of ["echoes", "affects"]) {
      for (const box of this.#all(name)) box.checked = (tag[name] ?? []).includes(box.value);
    }
    this.#fold.open = SHOWN.some(name => tag[name]?.length || tag[name] > 0 || tag[name] === 0);
    this.#showEchoes(this.#ticked("echoes").length > 0);
    this.#sayStage();
    this.#unfold();
  }

  /** Another person was chosen, whose place in life is `pole`. */
  follow(pole) {
    const own = this.#value("pole");
    if (own === null || own === this.#pole) this.#put("pole", this.#fold.open ? pole ?? "" : "");
    this.#pole = pole;
  }

  /** Only what fits the choices above is offered, and nothing else stays chosen. */
  fit({ theme, person, component }) {
    const fits = { either: theme && (theme.polarity ?? EITHER) === EITHER, rs: component === "rs" };
    for (const group of this.#choices.querySelectorAll("[data-only]")) {
      group.hidden = !fits[group.dataset.only];
      if (group.hidden) for (const choice of group.querySelectorAll("input")) choice.checked = false;
    }
    for (const box of this.#all("echoes")) {
      const self = box.value === person; // nobody echoes themselves
      box.closest("label").hidden = self;
      if (self) box.checked = false;
    }
    this.#echoButton.hidden = !person || this.#echoes.isConnected;
  }

  /** Backspace on a choice that may be left out; whether it was one. */
  clear(field) {
    if (field.matches(".opt input[type=checkbox]")) field.checked = false;
    else if (field.matches("[data-further] select")) field.value = "";
    else return false;
    this.#sayStage();
    return true;
  }

  /** What a tag says beside theme, person and strength: {echoes, further}, both in words. */
  said(tag) {
    const echoes = (tag.echoes ?? []).map(id => this.#word("echoes", id)).filter(Boolean);
    const pieces = SHOWN.flatMap(name => {
      const words = [tag[name] ?? []].flat().map(code => this.#word(name, code)).filter(Boolean);
      return words.length ? [words.join(", ").toLocaleLowerCase()] : [];
    });
    return { echoes: echoing(echoes), further: pieces.join(" · ") };
  }

  /** A place in life is filled in when the fold is opened. */
  #unfold() {
    if (this.#fold.open) this.#fold.append(this.#choices);
    else this.#choices.remove();
    if (this.#fold.open && this.#value("pole") === null) this.#put("pole", this.#pole ?? "");
  }

  get #stage() {
    return this.#choices.querySelector("select[name=stage]");
  }

  #offerEchoes() {
    this.#showEchoes(true);
    this.#echoButton.hidden = true;
    this.#all("echoes").find(box => !box.closest("label").hidden)?.focus();
  }

  #showEchoes(open) {
    if (open) this.#echoButton.after(this.#echoes);
    else this.#echoes.remove();
  }

  #sayStage() {
    const anchor = this.#stage.selectedOptions[0]?.dataset.anchor ?? "";
    const said = this.#choices.querySelector("#tag-stage-anchor");
    said.textContent = anchor;
    said.hidden = !anchor;
  }

  #all(name) {
    return [this.#choices, this.#echoes].flatMap(part => [...part.querySelectorAll(`input[name=${name}]`)]);
  }

  #select(name) {
    return this.#choices.querySelector(`select[name=${name}]`);
  }

  #ticked(name) {
    return this.#all(name).filter(box => box.checked).map(box => box.value);
  }

  #value(name) {
    const chosen = this.#select(name)?.value ?? this.#all(name).find(one => one.checked)?.value;
    if (!chosen) return name in WITHOUT ? WITHOUT[name] : "";
    return name === "stage" ? Number(chosen) : chosen;
  }

  #put(name, value) {
    const select = this.#select(name);
    if (select) select.value = String(value);
    for (const choice of this.#all(name)) choice.checked = choice.value === String(value);
  }

  #word(name, code) {
    const choices = [...(this.#select(name)?.options ?? this.#all(name))];
    const found = choices.find(choice => choice.value === String(code) && choice.value !== "");
    return found ? (found.closest("label") ?? found).textContent.trim() : "";
  }
}
