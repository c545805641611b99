// What a tagged passage offers beside it: a rupture to open, a repair to link.  Never demanded: an
// offer stands there while there is such a passage that belongs to none.

export class Offers {
  #offers;

  constructor(root) {
    this.#offers = [...root.querySelectorAll("[data-offer]")];
  }

  /** `tags`: all of the note, as they stand. */
  show(tags) {
    for (const offer of this.#offers) {
      const linked = offer.dataset.linked.split(" ");
      offer.hidden = !tags.some(tag => tag.theme === offer.dataset.offer && !linked.includes(tag.id));
    }
  }
}
