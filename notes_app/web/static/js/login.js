// Locks the page when its login has been idle too long, and leaves nothing readable behind.
//
// Locking saves what is being written first.  What could not be saved, and what stands unsent in a
// form, is kept: the page is covered instead of emptied, and goes on once the login is open again.

import { Deadline } from "./deadline.js";
import { askBeforeSending } from "./form-sending.js";
import { LockScreen } from "./lock-screen.js";
import { renewTokens, send } from "./post.js";
import { forgetSecrets, holdsUnsent } from "./unsent-forms.js";

const LOOK_EVERY = 1_000;
const TELL_SERVER_EVERY = 60_000;
const WAIT_FOR_SAVES = 3_000;
const BACK_EVENTS = ["focus", "visibilitychange"];

/** A page out of the browser's memory may show what was locked since: blank it, ask the server. */
export function blankWhenRestored() {
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.body.replaceChildren();
    location.reload();
  });
}

/** Watches the login that the body describes; a page without `data-lock-after` needs no watch. */
export function watchLogin({ lockAfter, touchUrl, statusUrl, whose }) {
  if (!lockAfter) return;
  const watch = new LoginWatch(Number(lockAfter), { touchUrl, statusUrl, whose });
  watch.begin();
}

class LoginWatch {
  #active = false;
  #locking = false;
  #leaving = false; // on the way to the page that asks for the passphrase
  #cover = null; // the lock screen, while unsaved words wait under it
  #focused = null; // where the caret was
  #told = true; // the server knows that this page wanted to lock
  #telling = null; // the answer to that, while it is on its way
  #touching = null; // the answer to the last touch

  constructor(seconds, { touchUrl, statusUrl, whose }) {
    this.deadline = new Deadline(seconds);
    this.touchUrl = touchUrl;
    this.statusUrl = statusUrl;
    this.whose = whose;
    this.warning = document.getElementById("still-there");
    this.form = document.getElementById("lock-form");
    this.others = new BroadcastChannel("between"); // the other pages of this browser
  }

  begin() {
    for (const kind of ["keydown", "pointerdown"]) {
      addEventListener(kind, () => (this.#active = true), { passive: true, capture: true });
    }
    document.getElementById("stay-unlocked")?.addEventListener("click", () => this.touch());
    document.addEventListener("keydown", (event) => this.shortcut(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.lock();
    });
    this.others.addEventListener("message", () => this.lockedElsewhere());
    document.addEventListener("between:locked", () => this.lockedElsewhere());
    for (const kind of BACK_EVENTS) addEventListener(kind, () => this.lookAgain());
    if (this.statusUrl) askBeforeSending(this);
    setInterval(() => this.look(), LOOK_EVERY);
  }

  shortcut(event) {
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (!(event.ctrlKey && event.shiftKey && event.key.toLowerCase() === "l")) return;
    event.preventDefault();
    this.lock();
  }

  look() {
    if (this.#locking) return;
    const state = this.deadline.state();
    if (state === "over") this.lock();
    else if (this.#active && (state === "soon" || this.deadline.age() > TELL_SERVER_EVERY)) this.touch();
    else this.warning.hidden = state !== "soon";
  }

  /** Back from another tab or from sleep: it may have locked meanwhile, here or there. */
  async lookAgain() {
    if (this.#leaving || document.visibilityState !== "visible") return;
    if (!this.#locking && this.deadline.state() === "over") return this.lock();
    if (!this.statusUrl || (this.#locking && !(await this.#tell()))) return;
    const state = await this.#state();
    if (!state) return;
    if (state !== "open") this.#isNotOpen(state);
    else if (this.#cover) this.#uncover();
    else if (this.#locking) location.reload();
  }

  /** Tells the server that somebody is here.  Only its yes moves the deadline. */
  async touch() {
    this.#active = false;
    if (!this.touchUrl) return;
    this.#touching = send(this.touchUrl).catch(() => null);
    const answer = await this.#touching;
    if (answer?.ok) {
      this.deadline.renew();
      this.warning.hidden = true;
    } else if (answer) {
      this.lockedElsewhere();
    }
  }

  /** Saves what is being written, then locks, here and in the other pages of this browser. */
  async lock() {
    if (this.#locking) return;
    this.others.postMessage("locked");
    this.#told = false;
    if (await this.#blank()) return this.leave();
    this.#coverUp();
    this.#tell();
  }

  /** The login is locked already, or another page is locking it: show nothing more here. */
  async lockedElsewhere() {
    if (this.#locking) return;
    if (await this.#blank()) new LockScreen().replace();
    else this.#coverUp();
  }

  /** Whether what stands on this page may be sent: true, null when the server does not answer, or
   * false; then the page is locked. */
  async isOpen() {
    const state = await this.#state();
    if (state === null || state === "open") return state && true;
    await this.#isNotOpen(state);
    return false;
  }

  /** Replaces the page by the lock screen and asks the server to lock as well. */
  leave() {
    this.#leaving = true;
    const back = document.createElement("input");
    Object.assign(back, { type: "hidden", name: "next", value: location.pathname + location.search });
    this.form.append(back);
    this.form.hidden = true;
    new LockScreen().replace(this.form);
    this.form.submit();
  }

  /** Hides everything at once.  True when nothing on the page is unsaved or unsent.  Who saves
   * says so by `event.detail.waitUntil(promise)`, whose value is true when all was saved. */
  async #blank() {
    this.#locking = true;
    this.#focused = document.activeElement;
    this.warning.hidden = true;
    const saves = [];
    const detail = { waitUntil: (promise) => saves.push(promise) };
    document.dispatchEvent(new CustomEvent("between:locking", { detail }));
    document.body.classList.add("blank");
    const saved = await Promise.race([Promise.allSettled(saves), pause(WAIT_FOR_SAVES)]);
    return !holdsUnsent() && Boolean(saved?.every(({ value }) => value === true));
  }

  #coverUp() {
    forgetSecrets();
    this.#cover = new LockScreen();
    this.#cover.cover((form) => this.#unlock(form));
  }

  #uncover() {
    if (!this.#cover) return; // another tab unlocked first, and this one saw it
    this.#cover.lift();
    this.#cover = null;
    this.#locking = false;
    this.deadline.renew();
    this.#focused?.focus();
    document.dispatchEvent(new CustomEvent("between:unlocked"));
  }

  async #isNotOpen(state) {
    await this.lockedElsewhere();
    this.#cover?.ask({ ended: state === "out" });
  }

  /** Tries the passphrase of the form on the cover.  True, or the sentence why not; null when the
   * server does not answer. */
  async #unlock(form) {
    if (!(await this.#tell())) return null;
    if ((await this.#state()) === "locked") {
      const refused = await refusal(form);
      if (refused !== "") return refused;
    }
    const state = await this.#state();
    if (state === "open") this.#uncover();
    else if (state === "out") this.#cover?.ask({ ended: true });
    return state === "open" || state === "out" || null;
  }

  /** True once the server has heard that this page is locked.  It is told once at a time, after
   * the last touch: each answer brings a cookie, and one that came late would undo the next. */
  async #tell() {
    if (!this.#told) {
      this.#telling ??= this.#sendLock();
      this.#told = (await this.#telling) !== null;
      this.#telling = null;
    }
    return this.#told;
  }

  async #sendLock() {
    await this.#touching;
    return send(this.form.action).catch(() => null);
  }

  /** "open", "locked" or "out"; null when the server does not answer.  Open for somebody else is
   * out for this page: what stands on it, or waits under its cover, is not theirs to see. */
  async #state() {
    const answer = await send(this.statusUrl, { method: "GET" }).catch(() => null);
    const said = answer?.ok ? await answer.json().catch(() => null) : null;
    if (said?.state === "open" && said.whose !== this.whose) return "out";
    if (said?.token) renewTokens(said.token);
    return said?.state ?? null;
  }
}

/** Sends the passphrase.  "" when it was taken, the server's sentence when not, null without one. */
async function refusal(form) {
  const answer = await send(form.action, { body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (answer?.type === "opaqueredirect") return "";
  return answer?.headers.get("content-type")?.startsWith("text/plain") ? answer.text() : null;
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
