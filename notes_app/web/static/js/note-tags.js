// The tags of one note while it is written: what was done to them and how it is undone.
// No document here; offsets are UTF-16 units of the section a tag stands in.

import { carry, changeBetween, findQuote, findAmongInserted, fromPoints, placed, toPoints } from "./anchors.js";

const PLACE = ["section", "start", "end", "exact", "prefix", "suffix", "detached"];
const FIELDS = [
  "id", "theme", "strength", "people", "pole", "component", "way", "for_supervision",
  "valence", "stage", "echoes", "rs_kind", "affects", "conflict", "direction",
];

// What may be told of an episode beside its tags, its person and its place in life.
const TOLD = [
  "line", "when", "completeness", "expected", "actual", "outcome", "strategy", "connection", "risk", "symptom",
];

const isTag = ({ phrase, kind }) => !phrase && !kind;
const pick = (tag, names) =>
  Object.fromEntries(names.filter(name => name in tag).map(name => [name, tag[name]]));

/** A tag as the server sent it, put on the text of its section.  What is not found is detached. */
export function fromWire(tag, text) {
  const range = { start: fromPoints(text, tag.start), end: fromPoints(text, tag.end) };
  return anchored({ ...tag, ...range }, text);
}

/** A tag of another window or time, put on this text. */
function anchored(tag, text) {
  const stands = !tag.detached && tag.exact && text.slice(tag.start, tag.end) === tag.exact;
  const range = stands ? { start: tag.start, end: tag.end } : findQuote(text, tag);
  return range ? placed(tag, text, range) : { ...tag, detached: true };
}

/** A tag as the server wants it: offsets in code points, and nothing that only the desk knows. */
export function toWire(tag, text) {
  return {
    ...pick(tag, [...FIELDS, ...PLACE]),
    start: toPoints(text, tag.start),
    end: toPoints(text, tag.end),
  };
}

/** A phrase of the client's own that was starred: a place, and nothing else. */
export function phraseFromWire(phrase, text) {
  const whole = { prefix: "", suffix: "", detached: false, ...phrase, phrase: true };
  return fromWire(whole, text);
}

export function phraseToWire(phrase, text) {
  return {
    ...pick(phrase, ["id", ...PLACE]),
    start: toPoints(text, phrase.start),
    end: toPoints(text, phrase.end),
  };
}

/** Each placed tag of one section with the lane it is painted in: 0 below the words, 1 above. */
export function lanesOf(tags) {
  const ends = [0, 0];
  return tags.map(tag => {
    // A third tag over the same words shares the upper lane; the list of cards stays exact.
    const lane = tag.start >= ends[0] ? 0 : 1;
    ends[lane] = Math.max(ends[lane], tag.end);
    return { tag, lane };
  });
}

export class TagBook {
  #tags; // starred phrases and episodes among them, so that one history undoes all
  #sections;
  #acts = []; // {said, before, typed}, newest last
  #undone = [];
  #typed = 0; // counts changes of text: an act is the last thing done while this stands still
  #removed = new Set();

  constructor(tags, sections) {
    this.#tags = tags;
    this.#sections = sections;
  }

  get all() {
    return this.#tags.filter(isTag);
  }

  /** The episodes, each with those of its tags that stand; one of which nothing is left is none. */
  get episodes() {
    const stands = new Set(this.all.map(({ id }) => id));
    return this.#tags
      .filter(({ kind }) => kind === "episode")
      .map(one => ({ ...one, tags: one.tags.filter(tag => stands.has(tag)) }))
      .filter(one => one.tags.length || TOLD.some(name => one[name]));
  }

  /** Groups of tags that were said not to be one episode. */
  get notOne() {
    return this.#tags.find(({ kind }) => kind === "not-one")?.groups ?? [];
  }

  /** Other episodes, and what is said not to be one. */
  gather(episodes, groups, said) {
    const rest = this.#tags.filter(({ kind }) => !kind);
    this.#act(said, [...rest, ...episodes, { id: "not-one", kind: "not-one", groups }]);
  }

  /** The starred phrases as they stand in the note; those without a place come last. */
  get phrases() {
    const order = phrase => (phrase.detached ? Infinity : this.#sections.indexOf(phrase.section));
    const phrases = this.#tags.filter(tag => tag.phrase);
    return phrases.sort((one, other) => Math.sign(order(one) - order(other)) || one.start - other.start);
  }

  phrasesIn(section) {
    return this.phrases.filter(phrase => phrase.section === section && !phrase.detached);
  }

  /** The sections of the note stand in another order, by key. */
  arrange(sections) {
    this.#sections = sections;
  }

  /** The placed tags of one section, as they stand in the text. */
  in(section) {
    const here = this.all.filter(tag => tag.section === section && !tag.detached);
    return here.sort((one, other) => one.start - other.start || other.end - one.end);
  }

  /** All tags as they stand in the note; those without a place come last. */
  get inOrder() {
    const order = this.#sections.flatMap(section => this.in(section));
    return [...order, ...this.all.filter(tag => tag.detached)];
  }

  find(id) {
    return this.#tags.find(tag => tag.id === id) ?? null;
  }

  /** The person of the last tag made in a section, or null. */
  lastPersonIn(section) {
    return this.all.findLast(tag => tag.section === section)?.people[0] ?? null;
  }

  /** The text of a section was changed: carry its tags along. */
  typed(section, before, after, caret) {
    this.#typed += 1;
    const own = tag => tag.section === section;
    const moved = new Map(
      carry(this.#tags.filter(own), before, after, caret).map(tag => [tag.id, tag]),
    );
    const change = changeBetween(before, after, caret);
    this.#tags = this.#tags.map(tag => moved.get(tag.id) ?? pastedHere(tag, section, after, change));
  }

  add(tag, said) {
    this.#act(said, [...this.#tags, tag]);
  }

  replace(tag, said) {
    this.#act(said, this.#tags.map(old => (old.id === tag.id ? tag : old)));
  }

  remove(id, said) {
    this.#removed.add(id);
    this.#act(said, this.#tags.filter(tag => tag.id !== id));
  }

  /** Take over the tags of another window; what was removed here stays removed. */
  merge(theirs, { theirsWin, textOf }) {
    const mine = new Map(this.#tags.map(tag => [tag.id, tag]));
    for (const tag of theirs) {
      if (this.#removed.has(tag.id) || (mine.has(tag.id) && !theirsWin)) continue;
      mine.set(tag.id, tag.kind ? tag : anchored(tag, textOf(tag.section)));
    }
    this.#tags = [...mine.values()];
  }

  /** The server made themes for new names: their tags take the code. */
  adopt(codes) {
    const renamed = tag => (codes.has(tag.theme) ? { ...tag, theme: codes.get(tag.theme) } : tag);
    this.#tags = this.#tags.map(renamed);
    for (const act of [...this.#acts, ...this.#undone]) act.before = act.before.map(renamed);
  }

  get lastAct() {
    return this.#acts.at(-1)?.said ?? null;
  }

  /** Whether a tag was the last thing done, so that Ctrl+Z is about it and not about typing. */
  get undoesByKey() {
    return this.#acts.at(-1)?.typed === this.#typed;
  }

  get redoesByKey() {
    return this.#undone.at(-1)?.typed === this.#typed;
  }

  /** Undo the last act; says which, or null. */
  undo(textOf) {
    return this.#step(this.#acts, this.#undone, textOf);
  }

  redo(textOf) {
    return this.#step(this.#undone, this.#acts, textOf);
  }

  #act(said, tags) {
    this.#acts.push({ said, before: this.#tags, typed: this.#typed });
    this.#undone = [];
    this.#tags = tags;
  }

  #step(from, to, textOf) {
    const act = from.pop();
    if (!act) return null;
    to.push({ said: act.said, before: this.#tags, typed: this.#typed });
    this.#tags = this.#fieldsOf(act.before, textOf);
    for (const tag of this.#tags) this.#removed.delete(tag.id);
    return act.said;
  }

  /** The tags as they were then, at the places where they are now: the text may have moved. */
  #fieldsOf(then, textOf) {
    return then.map(tag => {
      const now = this.find(tag.id);
      if (tag.kind) return tag;
      return now ? { ...tag, ...pick(now, PLACE) } : anchored(tag, textOf(tag.section));
    });
  }
}

/** A passage cut out of one section and pasted into another takes its tag along. */
function pastedHere(tag, section, after, change) {
  if (!tag.detached || tag.section === section || !change?.inserted) return tag;
  const found = findAmongInserted(tag, after, change);
  return found ? { ...placed(tag, after, found), section } : tag;
}
