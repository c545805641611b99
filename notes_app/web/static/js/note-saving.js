// Saving at the note desk: what is sent, what is said, and what happens when another window wrote
// the same note.

import { ApartPanel } from "./note-apart.js";
import { Autosave } from "./note-autosave.js";
import { bothTexts, ConflictPanel } from "./note-conflict.js";
import { episodesFromWire, episodesInto } from "./note-episodes.js";
import { typeOver } from "./note-mirror.js";
import { showMissing } from "./note-record.js";
import { fromWire, phraseFromWire, phraseToWire, toWire } from "./note-tags.js";
import * as words from "./note-words.js";

const LOCKED = "between:locked";
const UNLOCKED = "between:unlocked";
const LOCKING = "between:locking";
const SLOW = 300; // milliseconds until the pressed button says that it works

const PROCESS = "process";

export class Saving {
  #root;
  #sections;
  #book;
  #format;
  #facts;
  #recording;
  #status;
  #learned;
  #redraw;
  #autosave;
  #panel;
  #apart;
  #beside; // what the desk holds beside text and tags, under the names of the wire
  #conflict = null; // the answer with the other text

  /** `learned(themes)`: the server made themes.  `redraw()`: texts or tags were replaced. */
  constructor({
    root, given, sections, book, format, facts, recording, status, learned, redraw, signal,
  }) {
    this.#root = root;
    this.#sections = sections;
    this.#book = book;
    this.#format = format;
    this.#facts = facts;
    this.#recording = recording;
    this.#beside = given.beside ?? {};
    this.#status = status;
    this.#learned = learned;
    this.#redraw = redraw;
    this.#panel = new ConflictPanel(root.querySelector("[data-conflict]"), kind => this.#keep(kind));
    this.#apart = new ApartPanel({
      root,
      sections,
      told: { settled: plain => this.#settle(plain), done: () => this.#autosave.saveNote() },
    });
    this.#autosave = new Autosave({
      addresses: { draft: root.dataset.draftUrl, note: root.dataset.saveUrl },
      base: given.base ?? given.version,
      draftVersion: given.draft_version ?? 0,
      collect: () => this.#collect(),
      caret: () => sections.wireCaret ?? given.caret ?? null,
      hear: this.#hear(),
    });
    this.#watch(signal);
  }

  touch() {
    this.#autosave.touch();
    if (this.#panel.isOpen) this.#panel.show(this.#fields());
  }

  flush() {
    return this.#autosave.flush();
  }

  leave() {
    this.#autosave.leave();
  }

  /** Ctrl+S, or b "Save note", which says so when it takes long. */
  async saveNote(button) {
    if (this.#facts.wrong) {
      await this.flush();
      this.#status.say(words.FACT_HOLDS_UP);
      this.#facts.goToWrong();
      return;
    }
    const label = button.textContent;
    const slow = setTimeout(() => {
      button.textContent = words.SAVING;
      button.setAttribute("aria-busy", "true");
    }, SLOW);
    await this.#autosave.saveNote();
    clearTimeout(slow);
    button.textContent = label;
    button.removeAttribute("aria-busy");
  }

  /** Lead on to a page that needs everything typed so far to be in the draft. */
  async goOn(address) {
    if (await this.#autosave.flush()) location.assign(address);
  }

  #collect() {
    const { sections, process } = this.#texts();
    const beside = episodesInto(this.#facts.into(this.#beside), this.#book, this.#beside);
    return {
      ...beside,
      format: this.#format.key ?? this.#beside.format,
      recording: this.#recording.rows ?? this.#beside.recording,
      sections,
      process,
      tagging_complete: this.#root.querySelector("[name=tagging_complete]").checked,
      tags: this.#book.all.map(tag => toWire(tag, this.#sections.textOf(tag.section))),
      told: {
        ...beside.told,
        phrases: this.#book.phrases.map(
          phrase => phraseToWire(phrase, this.#sections.textOf(phrase.section)),
        ),
      },
    };
  }

  #texts() {
    const record = this.#sections.record.map(({ key, text }) => [key, text]);
    return { sections: Object.fromEntries(record), process: this.#sections.process.text };
  }

  #hear() {
    const say = this.#status.say.bind(this.#status);
    return {
      unsaved: () => say(words.UNSAVED),
      draftSaved: answer => {
        if (answer.themes?.length) this.#learned(answer.themes);
        showMissing(answer.missing);
        say(words.draftSaved(answer.at, answer.nearly_full), { saved: true });
      },
      noteSaved: ({ at }) => say(words.noteSaved(at), { saved: true }),
      nothing: () => say(words.NOTHING_TO_SAVE),
      refused: error => say(error),
      apart: findings => {
        say(words.BELONGS_IN_THE_RECORD);
        this.#apart.open(findings);
      },
      gone: () => say(words.TRYING_AGAIN),
      full: () => say(words.DISK_FULL),
      locked: () => {
        say(words.LOCKED);
        this.#root.dispatchEvent(new CustomEvent(LOCKED, { bubbles: true }));
      },
      conflict: answer => this.#meet(answer),
    };
  }

  #settle(plain) {
    this.#beside.settled = [...(this.#beside.settled ?? []), plain];
    this.touch();
  }

  // ---- two windows

  #meet(answer) {
    this.#conflict = answer;
    this.#format.makeRoomFor(answer.sections);
    this.#status.say(words.CHANGED_ELSEWHERE);
    this.#panel.open(this.#fields(), {
      at: answer.at,
      texts: {
        ...answer.sections,
        [PROCESS]: answer.process ?? "",
        ...this.#facts.spokenBy(answer.beside ?? {}),
      },
    });
  }

  #fields() {
    const texts = this.#sections.all.map(({ key, label, text }) => ({
      name: key ?? PROCESS, label, mine: text,
    }));
    return [...texts, ...this.#facts.spoken()];
  }

  #keep(kind) {
    const answer = this.#conflict;
    const mine = this.#collect();
    this.#writeOver(({ key, text }) => {
      const other = (key ? answer.sections[key] : answer.process) ?? "";
      return kept(kind, text, other, answer.at);
    });
    if (kind !== "mine") {
      this.#recording.merge(answer.beside?.recording, { instead: kind === "other" });
    }
    this.#facts.keep(kind, answer.beside, answer.at);
    this.#conflict = null;
    this.#panel.close();
    this.#takeTags(answer, { theirsWin: kind === "other" });
    if (kind === "other") this.#layOutAs(answer);
    this.#autosave.insteadOf(kind === "mine" ? stateOf(answer) : mine);
    this.#autosave.settled(answer);
  }

  /** An earlier state in place of the present one, as if typed; that one is kept as well. */
  bringBack(state) {
    const present = this.#collect();
    this.#format.makeRoomFor(state.sections);
    this.#writeOver(({ key }) => (key ? state.sections[key] : state.process) ?? "");
    this.#recording.merge(state.beside?.recording, { instead: true });
    this.#takeTags(state, { theirsWin: false });
    this.#layOutAs(state);
    this.#autosave.insteadOf(present);
    this.#status.did(words.BROUGHT_BACK);
    this.touch();
  }

  #layOutAs({ beside }) {
    this.#format.choose(beside?.format);
    this.#redraw();
  }

  #writeOver(wordsFor) {
    const last = this.#sections.current ?? this.#sections.record[0];
    const chosen = this.#root.querySelector("[name=kind]:checked");
    for (const section of this.#sections.all) {
      const wanted = wordsFor(section);
      if (wanted === section.area.value) continue;
      this.#sections.reveal(section); // a hidden pane takes no typing
      typeOver(section.area, wanted);
    }
    chosen.checked = true;
    last.area.focus({ preventScroll: true });
  }

  #takeTags({ tags, sections, beside }, { theirsWin }) {
    const textThere = key => sections[key] ?? "";
    const theirs = tags.map(tag => fromWire(tag, textThere(tag.section)));
    const starred = (beside?.told?.phrases ?? []).map(
      phrase => phraseFromWire(phrase, textThere(phrase.section)),
    );
    const textOf = key => this.#sections.textOf(key);
    const gathered = episodesFromWire(beside);
    this.#book.merge([...theirs, ...starred, ...gathered], { theirsWin, textOf });
    this.#redraw();
  }

  // ---- the window

  #watch(signal) {
    document.addEventListener(UNLOCKED, () => this.#autosave.unlocked(), { signal });
    addEventListener("focus", () => this.#autosave.unlocked(), { signal });
    document.addEventListener(LOCKING, ({ detail }) => detail.waitUntil(this.#autosave.flushWithCaret()), { signal });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#autosave.flush();
    }, { signal });
    addEventListener("pagehide", () => this.#autosave.leave(), { signal });
    addEventListener("beforeunload", event => {
      if (this.#autosave.unsaved) event.preventDefault();
    }, { signal });
    this.#leadAway(signal);
  }

  /** What leads away with data-after-save waits until everything typed is in the draft. */
  #leadAway(signal) {
    const wait = (event, go) => {
      if (!this.#autosave.unsaved) return;
      event.preventDefault();
      this.#autosave.flush().then(saved => saved && go());
    };
    document.addEventListener("submit", event => {
      const form = event.target;
      if (form.matches("[data-after-save]")) wait(event, () => form.requestSubmit(event.submitter));
    }, { signal });
    document.addEventListener("click", event => {
      const link = event.target.closest?.("a[data-after-save]");
      if (link && !event.ctrlKey && !event.metaKey) wait(event, () => location.assign(link.href));
    }, { signal });
  }
}

/** What an answer with the other text says, as the wire takes a state. */
function stateOf({ sections, process, tagging_complete, tags, beside }) {
  return { ...beside, sections, process, tagging_complete, tags };
}

function kept(kind, mine, other, at) {
  if (kind === "both") return bothTexts(mine, other, at);
  return kind === "other" ? other : mine;
}
