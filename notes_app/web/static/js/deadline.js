// When a login locks, by the wall clock: a timer stops while the lid is closed, the clock does not.

const WARN_BEFORE = 60_000;

/** The moment at which an idle login locks.  `clock` gives milliseconds and is passed in for tests. */
export class Deadline {
  #at;
  #last;

  constructor(seconds, clock = Date.now) {
    this.length = seconds * 1000;
    this.clock = clock;
    this.renew();
  }

  renew() {
    this.#last = this.clock();
    this.#at = this.#last + this.length;
  }

  /** "open", "soon" (warn now) or "over".  A clock that went back locks too. */
  state() {
    const now = this.clock();
    if (now >= this.#at || now < this.#last - 1000) return "over";
    return now >= this.#at - Math.min(WARN_BEFORE, this.length / 2) ? "soon" : "open";
  }

  /** Milliseconds since it was last renewed. */
  age() {
    return this.clock() - this.#last;
  }
}
