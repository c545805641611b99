// Saving a note while it is written: one request at a time, nothing overwritten, nothing kept in
// the browser.  No document here; the note desk hears by callbacks.
//
// PUT of the whole draft, 900 ms after the last key and at most 10 s after the first: a pause
// alone would never come for somebody who keeps typing.  Ctrl+S sends the draft, then asks the
// server to make it the note.

import { send } from "./post.js";

const QUIET = 900; // milliseconds after the last key
const LONGEST = 10_000; // after the first unsaved one
const RETRY = 5_000;
const PATIENCE = 30_000; // a request that takes longer has failed

const LOCKED = [401, 423];
const FULL = 507; // the server's disk

export class Autosave {
  #addresses;
  #base;
  #draftVersion;
  #collect;
  #caret;
  #sentCaret; // where the server has it
  #hear;
  #window = crypto.randomUUID(); // names this page among those that write the same note
  #insteadOf = null; // what the note said before another text was chosen, until that is stored
  #dirty = false;
  #wanted = false; // the draft is to become the note
  #held = null; // 'locked' or 'conflict': nothing is sent until that is settled
  #sending = null;
  #timer = 0;
  #firstKey = 0;
  #lastKey = Date.now();

  /**
   * `addresses`: {draft, note}.  `base`, `draftVersion`: versions of note and draft, 0 for none.
   * `collect()`: what the note says, as the server wants it.  `caret()`: where its caret is, or null.
   * `hear`: {unsaved(), draftSaved(answer), noteSaved(answer), nothing(), refused(error),
   * apart(findings), gone(), full(), locked(), conflict(answer)}.
   */
  constructor({ addresses, base, draftVersion, collect, caret, hear }) {
    this.#addresses = addresses;
    this.#base = base;
    this.#draftVersion = draftVersion;
    this.#collect = collect;
    this.#caret = caret;
    this.#hear = hear;
    this.#sentCaret = JSON.stringify(caret());
  }

  get unsaved() {
    return this.#dirty || this.#sending !== null;
  }

  /** Something changed. */
  touch() {
    this.#lastKey = Date.now();
    if (!this.#dirty) {
      this.#dirty = true;
      this.#firstKey = this.#lastKey;
      if (!this.#held) this.#hear.unsaved();
    }
    this.#sendAfterPause();
  }

  /** Send what is unsaved now.  True when everything typed so far is in the draft. */
  async flush() {
    while (this.unsaved) {
      if (this.#held) return false;
      if (!(await (this.#sending ?? this.#send()))) return false;
    }
    return true;
  }

  /** The same before the page is locked, for a caret too that moved without typing. */
  flushWithCaret() {
    if (this.#draftVersion && JSON.stringify(this.#caret()) !== this.#sentCaret) this.#dirty = true;
    return this.flush();
  }

  /** Ctrl+S: the draft becomes the note.  True when it did. */
  async saveNote() {
    if (!this.unsaved && this.#draftVersion === 0) {
      this.#hear.nothing();
      return true;
    }
    this.#wanted = true;
    return (await this.flush()) && (await this.#send());
  }

  /** The page is unlocked again, perhaps from another tab: try. */
  unlocked() {
    if (this.#held === "locked") this.#release();
  }

  /** The therapist chose between two texts: what stands now follows on the other's version. */
  settled({ version, base }) {
    this.#draftVersion = version;
    if (base !== undefined) this.#base = base;
    this.#dirty = true;
    this.#release();
  }

  /** Another text was chosen: `state`, what the note said before, is kept with the next draft. */
  insteadOf(state) {
    this.#insteadOf = state;
  }

  /** The page goes away: a last try that outlives it. */
  leave() {
    clearTimeout(this.#timer);
    if (!this.unsaved || this.#held) return;
    this.#put({ keepalive: true }).catch(() => {}); // over 64 KB it is refused; beforeunload asked
  }

  #release() {
    this.#held = null;
    this.#sendIn(0);
  }

  #sendAfterPause() {
    this.#sendIn(Math.min(QUIET, this.#firstKey + LONGEST - Date.now()));
  }

  #sendIn(milliseconds) {
    clearTimeout(this.#timer);
    const send = { null: () => this.#send(), conflict: () => this.#sendAside() }[this.#held];
    if (send) this.#timer = setTimeout(send, Math.max(0, milliseconds));
  }

  /** While two texts wait for a choice the server refuses this one, and keeps it aside. */
  #sendAside() {
    this.#firstKey = Date.now();
    this.#put().catch(() => {}); // the choice will send it again
  }

  /** One request: the draft while it is unsaved, then the note if it is wanted. */
  #send() {
    if (this.#sending) return this.#sending;
    if (this.#held || !(this.#dirty || this.#wanted)) return Promise.resolve(false);
    clearTimeout(this.#timer);
    this.#sending = this.#sendOne();
    return this.#sending;
  }

  async #sendOne() {
    let went = false;
    try {
      went = await (this.#dirty ? this.#sendDraft() : this.#sendNote());
    } finally {
      this.#sending = null;
    }
    // What was typed meanwhile waits for its own pause, the note for its draft.
    if (went && this.#dirty) this.#sendAfterPause();
    else if (went && this.#wanted) this.#sendIn(0);
    return went;
  }

  async #sendDraft() {
    this.#dirty = false;
    const insteadOf = this.#insteadOf;
    const { status, answer } = await answered(this.#put());
    if (status !== 200) {
      this.#dirty = true;
      return this.#failed(status, answer);
    }
    if (this.#insteadOf === insteadOf) this.#insteadOf = null;
    this.#draftVersion = answer.version;
    this.#hear.draftSaved(answer);
    if (this.#dirty) this.#hear.unsaved();
    return true;
  }

  async #sendNote() {
    const body = { draft_version: this.#draftVersion };
    const { status, answer } = await answered(this.#request(this.#addresses.note, "POST", body));
    if (status !== 200) return this.#failed(status, answer);
    this.#wanted = false;
    this.#base = answer.version;
    this.#draftVersion = answer.draft_version ?? 0; // the draft was merged and is gone
    this.#hear.noteSaved(answer);
    if (this.#dirty) this.#hear.unsaved();
    return true;
  }

  #failed(status, answer) {
    this.#firstKey = Date.now(); // or every key after a long outage would send at once
    if (LOCKED.includes(status)) {
      this.#held = "locked";
      this.#hear.locked();
    } else if (status === 409 && answer) {
      this.#held = "conflict";
      this.#wanted = false;
      this.#hear.conflict(answer);
    } else if (status === 422 && answer?.findings) {
      this.#wanted = false;
      this.#hear.apart(answer.findings);
    } else if (status === 422 && answer?.error) {
      this.#wanted = false; // the same words would be refused again: wait for others
      this.#hear.refused(answer.error);
    } else {
      if (status === FULL) this.#hear.full();
      else this.#hear.gone();
      this.#sendIn(RETRY);
    }
    return false;
  }

  #put(options = {}) {
    const idle = Math.floor((Date.now() - this.#lastKey) / 1000);
    const caret = this.#caret();
    this.#sentCaret = JSON.stringify(caret);
    const body = {
      base: this.#base,
      idle_seconds: idle,
      window: this.#window,
      caret,
      ...this.#collect(),
      ...(this.#insteadOf && { instead_of: this.#insteadOf }),
    };
    const headers = { "If-Match": `"${this.#draftVersion}"` };
    return this.#request(this.#addresses.draft, "PUT", body, { headers, ...options });
  }

  #request(address, method, body, { headers = {}, ...options } = {}) {
    return send(address, {
      method,
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", ...headers },
      signal: options.keepalive ? undefined : AbortSignal.timeout(PATIENCE),
      ...options,
    });
  }
}

/** {status, answer}: status 0 where no server, or none of ours, answered. */
async function answered(request) {
  try {
    const response = await request;
    return { status: response.status, answer: await jsonOf(response) };
  } catch {
    return { status: 0, answer: null };
  }
}

async function jsonOf(response) {
  const answer = await response.json().catch(() => null);
  if (response.ok && answer === null) throw new TypeError("not an answer of ours");
  return answer;
}
