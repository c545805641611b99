// Relationship episodes at the note desk: what is proposed stands beside the last of its passages;
// below the cards are the episodes of the note, each to be told, or split again.

import { gathered, letGo, proposals } from "./episode-rules.js";
import * as words from "./note-words.js";

const FIELDS = [
  "person", "pole", "when", "completeness", "tags", "expected", "actual",
  "outcome", "strategy", "connection", "risk", "symptom",
];
const NUMBERS = ["completeness", "risk"];
const EMPTY = { person: null, pole: null, completeness: null, expected: null, actual: null, risk: null };
const EPISODE = "episode";
const NOT_ONE = "not-one";

/** The episodes of a note, and what was said not to be one, as the tag book keeps them. */
export function episodesFromWire({ ratings = {}, told = {} } = {}) {
  const episodes = (ratings.episodes ?? []).map(
    one => ({ tags: [], ...one, kind: EPISODE, line: told.words?.[one.id] ?? "" }),
  );
  return [...episodes, { id: NOT_ONE, kind: NOT_ONE, groups: ratings.not_one ?? [] }];
}

/** What travels beside the text, with the episodes of the book in it. */
export function episodesInto({ ratings = {}, told = {}, ...beside }, book, before) {
  const said = { ...told.words };
  for (const { id } of before?.ratings?.episodes ?? []) delete said[id];
  for (const { id, line } of book.episodes) if (line) said[id] = line;
  const episodes = book.episodes.map(one => ({
    id: one.id, ...Object.fromEntries(FIELDS.map(name => [name, one[name] ?? (name in EMPTY ? null : "")])),
  }));
  return {
    ...beside,
    ratings: { ...ratings, episodes, not_one: book.notOne },
    told: { ...told, words: said },
  };
}

export class Episodes {
  #book;
  #sections;
  #list;
  #brackets;
  #proposed;
  #template; // of a proposal
  #form; // in the page only while it is open
  #open = null; // the id of the episode in the form
  #chosen = new Set();
  #acted;
  #called;
  #shown = []; // {card, last}

  /** `acted()`: the book was changed.  `called(id)`: what a person is called. */
  constructor({ root, sections, book, acted, called }) {
    this.#sections = sections;
    this.#book = book;
    this.#acted = acted;
    this.#called = called;
    this.#list = root.querySelector("[data-episodes]");
    this.#brackets = root.querySelector("[data-brackets]");
    this.#proposed = root.querySelector("[data-proposed]");
    this.#template = this.#proposed.querySelector("template");
    this.#form = root.querySelector("form[data-episode-form]");
    this.#form.hidden = false;
    this.#form.remove();
    this.#list.addEventListener("click", event => this.#clicked(event));
    this.#proposed.addEventListener("click", event => this.#answered(event));
    root.querySelector("[data-tagged]").addEventListener("change", event => this.#choose(event.target));
    this.#form.addEventListener("submit", event => this.#tell(event));
    this.#form.addEventListener("keydown", event => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.#close();
    });
    this.#form.querySelector("[data-act=cancel]").addEventListener("click", () => this.#close());
  }

  /** [{card, top}] as placeBeside wants them: each proposal below its last passage, the list last. */
  placesBy(topOf) {
    const places = this.#shown.map(({ card, last }) => ({ card, top: topOf(last) }));
    if (!this.#list.hidden) places.push({ card: this.#list, top: null });
    const first = this.#form.isConnected && this.#book.find(this.#find(this.#open)?.tags[0]);
    if (this.#form.isConnected) places.push({ card: this.#form, top: first ? topOf(first) : null });
    return places;
  }

  /** A bracket beside the cards of each episode, once they stand where they stand. */
  bracket(cardOf) {
    const drawn = this.#book.episodes.flatMap(({ tags }) => {
      const cards = tags.map(cardOf).filter(card => card?.offsetHeight);
      return cards.length ? [spanning(cards)] : [];
    });
    this.#brackets.replaceChildren(...drawn);
  }

  #find(id) {
    return this.#book.episodes.find(one => one.id === id) ?? null;
  }

  /** Mark the cards, propose, and list. */
  draw(cardOf) {
    const titles = new Map(
      this.#book.episodes.flatMap(one => one.tags.map(tag => [tag, this.#title(one)])),
    );
    for (const { id } of this.#book.all) {
      const card = cardOf(id);
      if (!card) continue;
      const within = card.querySelector("[data-slot=within]");
      card.classList.toggle("gathered", titles.has(id));
      within.textContent = titles.has(id) ? words.within(titles.get(id)) : "";
    }
    for (const id of this.#chosen) if (!this.#book.find(id)) this.#chosen.delete(id);
    this.#propose();
    this.#drawList();
  }

  /** Alt+J: the chosen cards are one, or else the proposal nearest to the caret. */
  join() {
    if (this.#chosen.size > 1) this.#gather([...this.#chosen]);
    else if (this.#shown.length) this.#gather(this.#nearest().tags);
    else return false;
    return true;
  }

  #nearest() {
    const [section, caret] = this.#sections.caret;
    const far = ({ last }) => {
      const [own, at] = this.#sections.placeOf(last);
      return Math.abs(own - section) * 1e6 + Math.abs(at - caret);
    };
    return [...this.#shown].sort((one, other) => far(one) - far(other))[0];
  }

  // ---- proposals

  #propose() {
    const tags = this.#sections.record.map(({ key }) => this.#book.in(key));
    const found = proposals(tags, { episodes: this.#book.episodes, notOne: this.#book.notOne });
    this.#shown = found.map((one, nth) => this.#card(one, nth));
    this.#proposed.replaceChildren(...this.#shown.map(({ card }) => card));
    this.#proposed.hidden = !this.#shown.length;
  }

  #card({ tags, episode }, nth) {
    const card = this.#template.content.firstElementChild.cloneNode(true);
    const last = this.#book.find(tags.at(-1));
    const who = this.#called(last.people[0]);
    const joins = this.#book.episodes.find(({ id }) => id === episode);
    card.dataset.nth = nth;
    card.querySelector("p").textContent = words.proposed(tags.length, who, joins && this.#title(joins));
    card.querySelector("[data-act=join]").setAttribute("aria-label", words.joinName(who, nth + 1));
    card.querySelector("[data-act=apart]").setAttribute("aria-label", words.apartName(who, nth + 1));
    return { card, last, tags };
  }

  #answered(event) {
    const act = event.target.closest("button")?.dataset.act;
    const shown = this.#shown[event.target.closest("[data-nth]")?.dataset.nth];
    if (!act || !shown) return;
    if (act === "join") this.#gather(shown.tags);
    else this.#apart(shown.tags);
    this.#sections.current?.area.focus({ preventScroll: true });
  }

  #gather(tags) {
    const order = this.#book.inOrder.map(({ id }) => id);
    const first = this.#book.inOrder.find(tag => tags.includes(tag.id) && tag.people.length);
    const made = {
      id: crypto.randomUUID(), kind: EPISODE, line: "", tags: [],
      person: first?.people[0] ?? null, pole: first?.pole ?? null,
    };
    const episodes = gathered(this.#book.episodes, tags, { order, made });
    const host = episodes.find(one => one.tags.includes(tags[0]));
    this.#chosen.clear();
    for (const box of document.querySelectorAll("[data-tagged] [data-choose]")) box.checked = false;
    this.#book.gather(episodes, letGo(this.#book.notOne, host.tags), words.joined(this.#title(host)));
    this.#acted();
  }

  #apart(tags) {
    this.#book.gather(this.#book.episodes, [...this.#book.notOne, tags], words.NOT_ONE);
    this.#acted();
  }

  // ---- the list

  #drawList() {
    const template = this.#list.querySelector("template");
    const order = this.#book.inOrder.map(({ id }) => id);
    const place = ({ tags }) => (tags.length ? order.indexOf(tags[0]) : Infinity);
    const inOrder = this.#book.episodes.sort((one, other) => Math.sign(place(one) - place(other)));
    const lines = inOrder.map((one, nth) => {
      const line = template.content.firstElementChild.cloneNode(true);
      line.dataset.episode = one.id;
      line.querySelector("b").textContent = this.#title(one);
      line.querySelector("span").textContent = words.passages(one.tags.length);
      for (const [act, name] of [["edit", words.editEpisode], ["split", words.splitEpisode]]) {
        line.querySelector(`[data-act=${act}]`).setAttribute("aria-label", name(this.#title(one), nth + 1));
      }
      return line;
    });
    this.#list.querySelector("ol").replaceChildren(...lines);
    this.#list.querySelector("[data-act=joinChosen]").hidden = this.#chosen.size < 2;
    this.#list.hidden = !lines.length && this.#chosen.size < 2;
  }

  #choose(box) {
    if (!box.matches("[data-choose]")) return;
    const { tag } = box.closest("[data-tag]").dataset;
    if (box.checked) this.#chosen.add(tag);
    else this.#chosen.delete(tag);
    this.#drawList();
  }

  #clicked(event) {
    const act = event.target.closest("button")?.dataset.act;
    if (act === "joinChosen") this.#gather([...this.#chosen]);
    const id = event.target.closest("[data-episode]")?.dataset.episode;
    if (act === "edit") this.#edit(id);
    if (act === "split") this.#split(id);
  }

  #split(id) {
    const one = this.#book.episodes.find(episode => episode.id === id);
    const rest = this.#book.episodes.filter(episode => episode.id !== id);
    this.#book.gather(rest, [...this.#book.notOne, one.tags], words.split(this.#title(one)));
    this.#acted();
  }

  #edit(id) {
    const one = this.#book.episodes.find(episode => episode.id === id);
    this.#open = id;
    for (const field of this.#form.elements) if (field.name) field.value = one[field.name] ?? "";
    this.#list.after(this.#form);
    this.#form.elements.person.focus({ preventScroll: true });
    this.#acted({ changed: false });
    // It stands where it belongs only after the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => this.#form.scrollIntoView({ block: "nearest" })));
  }

  #tell(event) {
    event.preventDefault();
    const told = {};
    for (const field of this.#form.elements) if (field.name) told[field.name] = this.#valueOf(field);
    const episodes = this.#book.episodes.map(one => (one.id === this.#open ? { ...one, ...told } : one));
    const title = this.#title(episodes.find(({ id }) => id === this.#open));
    this.#close();
    this.#book.gather(episodes, this.#book.notOne, words.changedEpisode(title));
    this.#acted();
  }

  #valueOf({ name, value }) {
    if (!value) return name in EMPTY ? null : "";
    return NUMBERS.includes(name) ? Number(value) : value.trim();
  }

  #close() {
    this.#open = null;
    this.#form.remove();
    this.#sections.current?.area.focus({ preventScroll: true });
    this.#acted({ changed: false });
  }

  /** You and Ines, in this session. */
  #title({ person, when, pole }) {
    const chosen = this.#form.elements.when.querySelector(`option[value="${when ?? ""}"]`);
    const time = when ? chosen?.dataset.title ?? when : pole === "past" ? words.IN_THE_PAST : "";
    return [person ? this.#called(person) : words.NOBODY, time].filter(Boolean).join(", ");
  }
}

function spanning(cards) {
  const made = document.createElement("span");
  const tops = cards.map(card => card.offsetTop);
  const ends = cards.map(card => card.offsetTop + card.offsetHeight);
  made.style.top = `${Math.min(...tops)}px`;
  made.style.height = `${Math.max(...ends) - Math.min(...tops)}px`;
  return made;
}
