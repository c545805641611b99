// Tagging at the note desk: the form, the cards beside the passages, the painted words, and undo.

import { carry, describe, sentenceAt, withoutSpace } from "./anchors.js";
import { Episodes } from "./note-episodes.js";
import { paint } from "./note-mirror.js";
import * as words from "./note-words.js";
import { CardList, placeBeside } from "./tag-card.js";
import { StarredPhrases } from "./starred-phrases.js";
import { TagForm } from "./tag-form.js";
import { WaitingTags } from "./waiting-tags.js";

const before = (one, other) => one[0] - other[0] || one[1] - other[1];

export class Tagging {
  #sections;
  #book;
  #themes;
  #notOffered; // themes that were merged or retired, by the codes that tags of this note keep
  #people;
  #status;
  #changed;
  #margin;
  #element;
  #form;
  #cards;
  #spoken;
  #waiting;
  #stars;
  #episodes;
  #picked = null; // {section, start, end, ...quote} while the form is open
  #frame = 0;

  /** `changed()`: the tags are not as saved any more. */
  constructor({ root, sections, book, themes, notOffered, people, status, changed }) {
    this.#sections = sections;
    this.#book = book;
    this.#themes = new Map(themes.map(theme => [theme.code, theme]));
    this.#notOffered = new Map(notOffered.map(theme => [theme.code, theme]));
    this.#people = new Map(people.map(person => [String(person.id), person]));
    this.#status = status;
    this.#changed = changed;
    this.#margin = root.querySelector("[data-margin]");
    this.#spoken = root.querySelector("[data-spoken]");
    this.#element = root.querySelector("form[data-tag-form]");
    this.#form = new TagForm(this.#element, { people, hear: {
      submit: (given, tag) => this.#submit(given, tag),
      cancel: () => this.cancel(),
      remove: tag => this.remove(tag.id),
    } });
    this.#cards = new CardList(
      this.#margin.querySelector("ol[data-tagged]"), root.querySelector("template[data-tag-card]"), {
        go: id => this.go(id), edit: id => this.edit(id), remove: id => this.remove(id),
      },
    );
    this.#waiting = new WaitingTags(
      this.#margin.querySelector("[data-waiting-tags]"),
      root.querySelector("template[data-waiting-card]"),
      { goOn: id => this.#goOn(id), leave: id => this.#leaveWaiting(id) },
    );
    this.#stars = new StarredPhrases({
      root, sections, book, status, acted: () => {
        this.#acted();
        this.draw();
      },
    });
    this.#episodes = new Episodes({
      root, sections, book, called: id => this.#people.get(String(id))?.name ?? words.NOBODY,
      acted: ({ changed: some = true } = {}) => {
        if (some) this.#acted();
        this.draw();
      },
    });
    new ResizeObserver(() => this.#placeSoon()).observe(this.#element);
    new ResizeObserver(() => this.#placeSoon()).observe(root.querySelector("[data-sheet]"));
    document.fonts.ready.then(() => this.#placeSoon());
  }

  get isOpen() {
    return this.#form.isOpen;
  }

  get episodes() {
    return this.#episodes;
  }

  get stars() {
    return this.#stars;
  }

  // ---- drawing

  /** Paint the passages and draw the cards. */
  draw() {
    paint(this.#sections.record.map(section => ({
      mirror: section.mirror,
      text: section.text,
      tags: this.#book.in(section.key),
      phrases: this.#book.phrasesIn(section.key),
      picked: this.#picked?.section === section.key ? this.#picked : null,
    })), tag => this.#themeOf(tag)?.family ?? null);
    this.#sections.process.mirror.write();
    this.#stars.draw();
    this.#cards.show(this.#book.inOrder, tag => this.#described(tag));
    this.#episodes.draw(id => this.#cards.card(id));
    this.#placeSoon();
  }

  #themeOf(tag) {
    return this.#themes.get(tag.theme) ?? this.#notOffered.get(tag.theme) ?? null;
  }

  #described(tag) {
    const theme = this.#themeOf(tag);
    return {
      name: theme?.name ?? words.UNKNOWN_THEME,
      family: theme?.family ?? null,
      people: tag.people.map(id => this.#people.get(String(id))?.name).filter(Boolean),
      ...this.#form.said(tag),
    };
  }

  #placeSoon() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#place());
  }

  #place() {
    const top = passage => this.#sections.at(passage.section)?.mirror.firstLineOf(passage)?.top ?? null;
    const places = this.#book.inOrder
      .filter(tag => tag.id !== this.#form.tag?.id)
      .map(tag => ({ card: this.#cards.card(tag.id), top: tag.detached ? null : top(tag) }));
    places.push(...this.#episodes.placesBy(top), ...this.#waiting.placesBy(top), ...this.#stars.places);
    // First, so that of two on one line the open one stands where the eye is.
    if (this.isOpen) places.unshift({ card: this.#element, top: this.#picked && top(this.#picked) });
    placeBeside(this.#margin, places.filter(({ card }) => card));
    this.#episodes.bracket(id => this.#cards.card(id));
  }

  /** Mark the cards of the passages in which the caret is. */
  markCurrent() {
    const section = this.#sections.current;
    const { start, end } = section?.selection ?? {};
    const here = tag => tag.start <= start && tag.end >= end;
    this.#cards.mark(section ? this.#book.in(section.key).filter(here).map(({ id }) => id) : []);
  }

  // ---- the form

  /** Ctrl+K: tag the selection, or the sentence at the caret. */
  begin() {
    const section = this.#sections.current;
    const range = section && this.#chosenRange(section);
    if (!range) {
      this.#status.did(words.NOTHING_TO_TAG);
      return;
    }
    if (this.#isPicked(section, range)) {
      this.#form.focus();
      return;
    }
    const person = this.#book.lastPersonIn(section.key);
    this.#openFor(section, range, { person: this.#people.has(String(person)) ? person : null });
  }

  /** Tag by typing, where something is missing still: `known` is {theme, strength, person}. */
  beginWith(section, range, known) {
    this.#openFor(section, range, { choices: { typed: "", for_supervision: false, ...known } });
  }

  /** Tag by typing: theme, strength and people are known. */
  take(section, range, { theme, strength, people }) {
    this.#themes.set(theme.code, theme);
    const place = { ...describe(section.text, range), section: section.key, detached: false };
    const fields = {
      theme: theme.code, strength, people: people.map(({ id }) => id), pole: people[0].pole ?? null,
      component: null, way: null, for_supervision: false,
    };
    this.#book.add({ id: crypto.randomUUID(), ...fields, ...place }, words.tagged(theme.name, strength));
    this.#acted();
    this.draw();
  }

  /** What marks may name, the recent themes first. */
  get names() {
    const themes = [...this.#themes.values()];
    themes.sort((one, other) => Boolean(other.recent) - Boolean(one.recent));
    return { themes, people: [...this.#people.values()] };
  }

  #isPicked(section, { start, end }) {
    const picked = this.isOpen && !this.#form.tag ? this.#picked : null;
    return picked?.section === section.key && picked.start === start && picked.end === end;
  }

  #openFor(section, range, given) {
    this.#setAside();
    this.#pick({ ...describe(section.text, range), section: section.key });
    this.#open({ quote: this.#picked.exact, ...given });
  }

  #chosenRange({ text, selection, language }) {
    return selection.start === selection.end
      ? sentenceAt(text, selection.start, language)
      : withoutSpace(text, selection);
  }

  /** Open the form for a tag that stands. */
  edit(id) {
    this.#setAside();
    const tag = this.#book.find(id);
    this.#pick(tag.detached ? null : tag);
    this.#open({ quote: tag.exact, tag });
  }

  // ---- tags begun and left

  /** The open form makes room; what was chosen in it waits in the margin. */
  #setAside() {
    if (this.#form.isTouched) this.#waiting.add(this.#unfinished());
  }

  #unfinished() {
    const { tag, choices } = this.#form;
    return { tag: tag?.id ?? null, choices, place: this.#picked, quote: this.#picked?.exact ?? tag?.exact ?? "" };
  }

  #goOn(id) {
    const waiting = this.#waiting.take(id);
    this.#setAside();
    this.#resume(waiting);
  }

  #resume(waiting) {
    const { tag, choices, place, quote } = waiting;
    const stands = tag && this.#book.find(tag);
    if (!stands && (!place || place.detached)) {
      this.#waiting.add(waiting);
      this.#status.did(words.PASSAGE_GONE);
      return;
    }
    this.#pick(place?.detached ? null : place);
    this.#open({ quote, tag: stands, choices });
  }

  #leaveWaiting(id) {
    this.#offerBack(this.#waiting.take(id));
    this.#sections.current?.area.focus({ preventScroll: true });
    this.#placeSoon();
  }

  #offerBack(unfinished) {
    this.#status.did(words.LEFT_UNFINISHED, {
      undoes: words.LEFT_UNFINISHED,
      undo: () => {
        this.#setAside();
        this.#status.did("");
        this.#resume(unfinished);
      },
    });
  }

  #open(given) {
    const before = this.#cards.card(this.#form.tag?.id);
    before?.removeAttribute("hidden");
    const theme = given.tag ? this.#themeOf(given.tag) : null;
    this.#form.open({ ...given, theme, themes: [...this.#themes.values()] });
    const card = this.#cards.card(given.tag?.id);
    if (card) card.hidden = true;
    this.draw();
  }

  #pick(place) {
    this.#picked = place && { ...place, detached: false };
  }

  /** Close the form without a tag; what was chosen in it can be brought back. */
  cancel() {
    const unfinished = this.#form.isTouched ? this.#unfinished() : null;
    this.#leave();
    if (unfinished) this.#offerBack(unfinished);
  }

  /** Close the form; the caret goes back to where the passage ends. */
  #leave() {
    const picked = this.#picked;
    const section = picked && this.#sections.at(picked.section);
    this.#close();
    if (section) this.#sections.goTo(section, { start: picked.end, end: picked.end });
    else this.#sections.current?.area.focus();
  }

  #close() {
    this.#cards.card(this.#form.tag?.id)?.removeAttribute("hidden");
    this.#form.close();
    this.#pick(null);
    this.draw();
  }

  #submit({ theme, fields }, tag) {
    if (!this.#notOffered.has(theme.code)) this.#themes.set(theme.code, theme);
    const { section, start, end, exact, prefix, suffix } = this.#picked ?? {};
    if (tag) this.#book.replace({ ...this.#book.find(tag.id), ...fields }, words.changedTag(theme.name));
    else {
      const place = { section, start, end, exact, prefix, suffix, detached: false };
      const made = { id: crypto.randomUUID(), ...fields, ...place };
      this.#book.add(made, words.tagged(theme.name, fields.strength));
    }
    this.#acted();
    this.#leave();
  }

  // ---- acts and undo

  remove(id) {
    const tag = this.#book.find(id);
    this.#book.remove(id, words.removedTag(this.#described(tag).name));
    this.#acted();
    this.#leave();
  }

  #acted() {
    this.#say(this.#book.lastAct);
    this.#changed();
  }

  #say(sentence) {
    this.#status.did(sentence, { undoes: this.#book.lastAct, undo: () => this.undo() });
  }

  undo() {
    this.#step(this.#book.undo(key => this.#sections.textOf(key)), words.undone);
  }

  redo() {
    this.#step(this.#book.redo(key => this.#sections.textOf(key)), words.redone);
  }

  #step(said, sentence) {
    if (!said) return;
    const fromStatus = !this.#sections.of(document.activeElement);
    if (this.isOpen) this.#close();
    this.#say(sentence(said));
    this.#changed();
    this.draw();
    if (fromStatus) this.#sections.current?.area.focus({ preventScroll: true });
  }

  // ---- passages

  go(id) {
    const tag = this.#book.find(id);
    if (tag.detached) this.#spoken.textContent = words.PASSAGE_GONE;
    else this.#goTo(tag);
  }

  /** Alt+Down and Alt+Up: the next or the previous tagged passage. */
  step(direction) {
    const caret = this.#sections.caret;
    const placed = this.#book.inOrder.filter(tag => !tag.detached);
    const isNext = tag => before(this.#sections.placeOf(tag), caret) * direction > 0;
    const tag = direction > 0 ? placed.find(isNext) : placed.findLast(isNext);
    if (tag) this.#goTo(tag);
    else this.#spoken.textContent = words.NO_PASSAGE;
  }

  #goTo(tag) {
    const { name, people } = this.#described(tag);
    this.#sections.goTo(this.#sections.at(tag.section), tag);
    this.#spoken.textContent = [name, ...people, words.ofFive(tag.strength)].join(", ");
  }

  // ---- what others changed

  /** The text of a section was changed. */
  typed(section, old, caret) {
    this.#book.typed(section.key, old, section.text, caret);
    this.#waiting.typed(section.key, old, section.text, caret);
    if (this.#picked?.section !== section.key) return;
    const [picked] = carry([this.#picked], old, section.text, caret);
    this.#picked = picked;
    if (!picked.detached) return;
    this.#setAside();
    this.#close();
    this.#status.did(words.PASSAGE_GONE);
  }

  /** The server answered with themes: `asked` is the "new:<name>" that it made each for. */
  learn(themes) {
    const codes = new Map();
    for (const { asked, ...theme } of themes) {
      this.#themes.set(theme.code, theme);
      codes.set(asked, theme.code);
    }
    for (const code of codes.keys()) this.#themes.delete(code);
    this.#book.adopt(codes);
    if (codes.size) this.draw();
  }
}
