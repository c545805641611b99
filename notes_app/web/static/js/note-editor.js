// <note-editor>: the desk on which a note is written, tagged and saved.  It joins the parts and
// hears the keys; the markup is in notes/_editor.html.
//
// Others may call flush() before they lead away from the page, and hear the event between:locked;
// after between:unlocked on the document the save goes on.

import { EarlierMinutes } from "./note-earlier.js";
import { episodesFromWire } from "./note-episodes.js";
import { Facts } from "./note-facts.js";
import { NoteFormat } from "./note-format.js";
import { Offers } from "./note-offers.js";
import { leadTo, leadToFields } from "./note-record.js";
import { Recording } from "./note-recording.js";
import { Saving } from "./note-saving.js";
import { NoteSections } from "./note-sections.js";
import { StatusLine } from "./note-status.js";
import { Tagging } from "./note-tagging.js";
import { fromWire, phraseFromWire, TagBook } from "./note-tags.js";
import { counted } from "./note-words.js";
import { TagTyping } from "./tag-typing.js";

class NoteEditor extends HTMLElement {
  #left = null; // ends every listener outside the element
  #sections;
  #book;
  #tagging;
  #typing;
  #facts;
  #offers;
  #recording;
  #saving;

  connectedCallback() {
    if (this.#left) return;
    this.#left = new AbortController();
    const given = JSON.parse(this.querySelector("#note-data").textContent);
    this.#sections = new NoteSections(this);
    this.#book = new TagBook(
      [
        ...given.tags.map(tag => fromWire(tag, this.#sections.textOf(tag.section))),
        ...(given.beside?.told?.phrases ?? []).map(
          phrase => phraseFromWire(phrase, this.#sections.textOf(phrase.section)),
        ),
        ...episodesFromWire(given.beside),
      ],
      this.#sections.keys,
    );
    const status = new StatusLine(document.querySelector("[role=status]"));
    this.#tagging = new Tagging({
      root: this,
      sections: this.#sections,
      book: this.#book,
      themes: given.themes,
      notOffered: given.not_offered,
      people: given.people,
      status,
      changed: () => this.#touch(),
    });
    this.#typing = new TagTyping({ root: this, sections: this.#sections, tagging: this.#tagging });
    const format = new NoteFormat({
      root: this,
      formats: given.formats ?? [],
      sections: this.#sections,
      book: this.#book,
      changed: () => {
        this.#touch();
        this.#draw();
      },
    });
    this.#offers = new Offers(this);
    this.#facts = new Facts({ root: this, changed: () => this.#touch() });
    this.#recording = new Recording({ root: this, status, changed: () => this.#touch() });
    this.#saving = new Saving({
      root: this,
      given,
      sections: this.#sections,
      book: this.#book,
      format,
      facts: this.#facts,
      recording: this.#recording,
      status,
      learned: themes => this.#tagging.learn(themes),
      redraw: () => this.#draw(),
      signal: this.#left.signal,
    });
    new EarlierMinutes({
      root: this,
      flush: () => this.flush(),
      bringBack: state => this.#saving.bringBack(state),
      signal: this.#left.signal,
    });
    leadToFields(this, this.#left.signal);
    this.#listen(this.#left.signal);
    this.#draw();
    if (location.hash) this.#leadOn(this.#left.signal);
    else if (given.caret) {
      history.scrollRestoration = "manual"; // or a page loaded again is scrolled away from the caret
      this.#sections.putCaret(given.caret);
    }
  }

  /** Into the field that another page's link names: after the browser went there, which takes the focus. */
  #leadOn(signal) {
    const lead = () => setTimeout(() => leadTo(this, location.hash));
    if (document.readyState === "complete") lead();
    else addEventListener("load", lead, { once: true, signal });
  }

  disconnectedCallback() {
    this.#left?.abort();
    this.#saving?.leave();
  }

  /** Send what is unsaved.  True when everything typed so far is in the draft. */
  flush() {
    return this.#saving.flush();
  }

  #listen(signal) {
    this.addEventListener("input", event => this.#typed(event));
    this.addEventListener("change", event => this.#changed(event));
    this.addEventListener("submit", event => {
      if (!event.target.matches("[data-note-form]")) return;
      event.preventDefault();
      const goes = event.submitter?.dataset.goes; // "Sign note" leads on once the draft is kept
      if (goes) this.#saving.goOn(goes);
      else this.#saving.saveNote(this.#saveButton);
    });
    const tagButton = this.#tagButton;
    tagButton.addEventListener("mousedown", event => event.preventDefault()); // selection stays
    tagButton.addEventListener("click", () => this.#tagging.begin());
    document.addEventListener("keydown", event => this.#key(event), { signal });
    document.addEventListener("selectionchange", () => this.#selected(), { signal });
  }

  get #saveButton() {
    return document.querySelector(`button[form=${this.querySelector("[data-note-form]").id}]:not([data-goes])`);
  }

  get #tagButton() {
    return this.querySelector("button[data-tag-selection]");
  }

  // ---- text

  #typed(event) {
    const section = this.#sections.of(event.target);
    if (!section) return;
    const old = section.text;
    section.text = section.area.value;
    if (section.key) this.#tagging.typed(section, old, section.area.selectionEnd);
    this.#touch();
    this.#draw();
    this.#typing.typed(section, event);
  }

  #changed(event) {
    if (event.target.name === "tagging_complete") this.#touch();
    if (event.target.name === "kind") this.#draw();
  }

  #touch() {
    this.#saving.touch();
    this.#count();
  }

  #draw() {
    this.#tagging.draw();
    this.#count();
  }

  #count() {
    const kind = this.querySelector("[name=kind]:checked").value;
    const sections = kind === "process" ? [this.#sections.process] : this.#sections.record;
    const texts = kind === "recording" ? [this.#recording.words] : sections.map(({ text }) => text);
    const written = texts.reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
    this.#offers.show(this.#book.all);
    const passages = this.#book.all.filter(tag => !tag.detached).length;
    this.querySelector("[data-count]").textContent = counted(
      written, kind === "record" ? passages : null,
    );
  }

  // ---- selection and keys

  #selected() {
    const section = this.#sections.of(document.activeElement);
    const some = section?.key && section.area.selectionStart < section.area.selectionEnd;
    this.#tagButton.hidden = !some || this.#tagging.isOpen;
    this.#tagging.stars.offer(some);
    this.#typing.moved();
    if (section) this.#tagging.markCurrent();
  }

  #key(event) {
    if (event.isComposing || event.defaultPrevented) return;
    const command = event.ctrlKey || event.metaKey;
    const act = command && !event.altKey ? this.#commandFor(event) : this.#stepFor(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  #commandFor(event) {
    const key = event.key.toLowerCase();
    if (key === "s" && !event.shiftKey) return () => this.#saving.saveNote(this.#saveButton);
    if (!this.#sections.of(event.target)?.key) return null;
    if (event.code === "Digit8" && event.shiftKey) return () => this.#tagging.stars.star();
    if (key === "k" && !event.shiftKey) return () => this.#tagging.begin();
    if (key === "z" && event.shiftKey && this.#book.redoesByKey) return () => this.#tagging.redo();
    if (key === "z" && !event.shiftKey && this.#book.undoesByKey) return () => this.#tagging.undo();
    return null;
  }

  #stepFor(event) {
    const plainAlt = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (plainAlt && event.code === "KeyF") return () => this.#facts.toggle(() => this.#sections.back());
    if (plainAlt && event.code === "KeyJ") return () => this.#tagging.episodes.join();
    if (!plainAlt || !this.contains(event.target) || event.target.closest("form[data-tag-form], [data-recording]")) return null;
    if (event.key === "ArrowDown") return () => this.#tagging.step(1);
    if (event.key === "ArrowUp") return () => this.#tagging.step(-1);
    return null;
  }
}

customElements.define("note-editor", NoteEditor);
