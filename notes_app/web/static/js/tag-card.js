// The cards in the margin: one for each tagged passage, beside it on a wide screen, below the note
// on a phone.  They are an ordered list with a button each, the equal of the painted passages for
// those who do not see them.

import { glyphOf } from "./note-drawings.js";
import { chooseName, editName, ofFive, passageName, shortened, WAYS } from "./note-words.js";

const GAP = 10; // pixels between two cards
const UNDER_HEADING = 44;
const NARROW = "(max-width: 860px)"; // where editor.css lets the cards flow

const BETWEEN = " · "; // what stands between two things that a tag says

export class CardList {
  #list;
  #template;
  #hear;
  #shown = new Map(); // id: {card, signature}

  /** `template` holds an empty card (_tag_card.html).  `hear`: {go(id), edit(id), remove(id)}. */
  constructor(list, template, hear) {
    this.#list = list;
    this.#template = template;
    this.#hear = hear;
    list.replaceChildren(); // the server's cards are for pages without scripts
    list.addEventListener("click", event => this.#clicked(event));
    list.addEventListener("keydown", event => this.#key(event));
  }

  /** Draw the tags in order; `describe(tag)`: {name, family, people: [name], echoes, further}.  Only what changed is rebuilt. */
  show(tags, describe) {
    const before = this.#shown;
    this.#shown = new Map();
    for (const tag of tags) {
      const said = describe(tag);
      const signature = JSON.stringify([
        said, tag.strength, tag.way, tag.for_supervision, tag.exact, tag.detached,
      ]);
      const old = before.get(tag.id);
      const card = old?.signature === signature ? old.card : this.#made(tag, said);
      this.#shown.set(tag.id, { card, signature });
    }
    const cards = [...this.#shown.values()].map(({ card }) => card);
    const same = cards.length === this.#list.children.length &&
      cards.every((card, nth) => card === this.#list.children[nth]);
    if (!same) this.#list.replaceChildren(...cards);
  }

  card(id) {
    return this.#shown.get(id)?.card ?? null;
  }

  /** Mark the cards of the passages at the caret. */
  mark(ids) {
    for (const [id, { card }] of this.#shown) card.classList.toggle("active", ids.includes(id));
  }

  #made(tag, { name, family, people, echoes, further }) {
    const card = this.#template.content.firstElementChild.cloneNode(true);
    const slot = key => card.querySelector(`[data-slot=${key}]`);
    card.dataset.tag = tag.id;
    card.classList.add(`f-${family ?? "none"}`);
    card.classList.toggle("lost", tag.detached);
    slot("glyph").replaceWith(glyphOf(family));
    slot("theme").textContent = name;
    slot("theme").setAttribute("aria-label", passageName(name, people, tag.strength, tag.exact));
    card.querySelector("[data-act=edit]").setAttribute("aria-label", editName(name, tag.exact));
    card.querySelector("[data-choose]").setAttribute("aria-label", chooseName(name, tag.exact));
    slot("strength").setAttribute("aria-label", ofFive(tag.strength));
    for (const [nth, dot] of [...slot("strength").children].entries()) {
      dot.classList.toggle("on", nth < tag.strength);
    }
    slot("with").replaceChildren(...(people.length ? ["with ", strong(people.join(", ")), echoes] : []));
    slot("way").textContent = tag.way ? `${people.length ? BETWEEN : ""}${WAYS[tag.way]}` : "";
    slot("supervision").hidden = !tag.for_supervision;
    slot("supervision").firstChild.data = people.length || tag.way ? BETWEEN : "";
    slot("further").hidden = !further;
    slot("further").textContent = further;
    // Beside the note its words need not stand twice, unless they are gone from it.
    slot("quote").hidden = !tag.detached;
    slot("quote").textContent = shortened(tag.exact, 120);
    slot("gone").hidden = !tag.detached;
    return card;
  }

  #clicked(event) {
    const button = event.target.closest("button");
    const id = button?.closest("[data-tag]")?.dataset.tag;
    if (id) this.#hear[button.dataset.act](id);
  }

  #key(event) {
    const id = event.target.closest("[data-tag]")?.dataset.tag;
    if (event.key !== "Delete" || event.isComposing || !id) return;
    event.preventDefault();
    this.#hear.remove(id);
  }
}

function strong(words) {
  const made = document.createElement("b");
  made.textContent = words;
  return made;
}

/**
 * Put each card beside its passage; cards push each other down, never over each other.
 * `places`: [{card, top}], top in the window, null for a card without a passage.
 */
export function placeBeside(margin, places) {
  margin.classList.add("placed");
  if (matchMedia(NARROW).matches) {
    for (const { card } of places) card.style.top = "";
    margin.style.minHeight = "";
    return;
  }
  const origin = margin.getBoundingClientRect().top;
  let free = UNDER_HEADING;
  for (const { card, height, top } of measured(places)) {
    const at = Math.max(free, top === null ? 0 : top - origin - 8);
    card.style.top = `${at}px`;
    free = at + height + GAP;
  }
  margin.style.minHeight = `${free}px`;
}

/** In order down the page; all is measured before anything is moved, so there is one layout. */
function measured(places) {
  return places
    .map(place => ({ ...place, height: place.card.offsetHeight }))
    .sort((one, other) => (one.top ?? Infinity) - (other.top ?? Infinity));
}
