// Locks the page when its login has been idle too long, and leaves nothing readable behind.
//
// Locking saves what is being written first.  What could not be saved is kept: the page is covered
// instead of emptied, and goes on once the login is open again.

import { Deadline } from "./deadline.js";
import { send } from "./post.js";

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
  #cover = null; // {screen, title, focused} while unsaved text waits under it
  #told = true; // the server knows that this page wanted to lock

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
    if (state !== "open") this.lockedElsewhere();
    else if (this.#cover) this.#uncover();
    else if (this.#locking) location.reload();
  }

  /** Tells the server that somebody is here.  Only its yes moves the deadline. */
  async touch() {
    this.#active = false;
    if (!this.touchUrl) return;
    const answer = await send(this.touchUrl).catch(() => null);
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
    if (!(await this.#blank())) return this.#coverUp();
    document.body.replaceChildren(this.#screen());
    document.body.classList.remove("blank");
  }

  /** Replaces the page by the lock screen and asks the server to lock as well. */
  leave() {
    this.#leaving = true;
    const back = document.createElement("input");
    Object.assign(back, { type: "hidden", name: "next", value: location.pathname });
    this.form.append(back);
    this.form.hidden = true;
    document.body.replaceChildren(this.#screen(), this.form);
    document.body.classList.remove("blank");
    this.form.submit();
  }

  /** Hides everything at once.  True when nothing on the page is unsaved.  Who saves says so by
   * `event.detail.waitUntil(promise)`, whose value is true when all was saved. */
  async #blank() {
    this.#locking = true;
    this.focused = document.activeElement;
    this.warning.hidden = true;
    const saves = [];
    const detail = { waitUntil: (promise) => saves.push(promise) };
    document.dispatchEvent(new CustomEvent("between:locking", { detail }));
    document.body.classList.add("blank");
    const saved = await Promise.race([Promise.allSettled(saves), pause(WAIT_FOR_SAVES)]);
    return Boolean(saved?.every(({ value }) => value === true));
  }

  #screen() {
    const screen = document.getElementById("locked-screen").content.firstElementChild.cloneNode(true);
    const link = screen.querySelector("a");
    link.href = `${link.getAttribute("href")}?next=${encodeURIComponent(location.pathname)}`;
    this.title ??= document.title;
    document.title = "Locked";
    return screen;
  }

  #coverUp() {
    this.#cover = this.#screen();
    const link = this.#cover.querySelector("a");
    link.target = "_blank"; // this window keeps the text
    link.rel = "noopener";
    document.body.append(this.#cover);
    link.focus();
  }

  #uncover() {
    this.#cover.remove();
    this.#cover = null;
    this.#locking = false;
    document.title = this.title;
    document.body.classList.remove("blank");
    this.deadline.renew();
    this.focused?.focus();
    document.dispatchEvent(new CustomEvent("between:unlocked"));
  }

  /** True once the server has heard that this page is locked. */
  async #tell() {
    if (!this.#told) {
      const answer = await send(this.form.action).catch(() => null);
      this.#told = answer !== null;
    }
    return this.#told;
  }

  /** "open", "locked" or "out"; null when the server does not answer.  Open for somebody else is
   * out for this page: what stands on it, or waits under its cover, is not theirs to see. */
  async #state() {
    const answer = await send(this.statusUrl, { method: "GET" }).catch(() => null);
    const said = answer?.ok ? await answer.json().catch(() => null) : null;
    if (said?.state === "open" && said.whose !== this.whose) return "out";
    return said?.state ?? null;
  }
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
