// Locks the page when its login has been idle too long, and leaves nothing readable behind.

import { Deadline } from "./deadline.js";
import { send } from "./post.js";

const LOOK_EVERY = 1_000;
const TELL_SERVER_EVERY = 60_000;
const WAIT_FOR_SAVES = 3_000;

/** A page out of the browser's memory may show what was locked since: blank it, ask the server. */
export function blankWhenRestored() {
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.body.replaceChildren();
    location.reload();
  });
}

/** Watches the login that the body describes; a page without `data-lock-after` needs no watch. */
export function watchLogin({ lockAfter, touchUrl, statusUrl }) {
  if (!lockAfter) return;
  const watch = new LoginWatch(Number(lockAfter), touchUrl, statusUrl);
  watch.begin();
}

class LoginWatch {
  #active = false;
  #locking = false;

  constructor(seconds, touchUrl, statusUrl) {
    this.deadline = new Deadline(seconds);
    this.touchUrl = touchUrl;
    this.statusUrl = statusUrl;
    this.warning = document.getElementById("still-there");
    this.form = document.getElementById("lock-form");
  }

  begin() {
    for (const kind of ["keydown", "pointerdown"]) {
      addEventListener(kind, () => (this.#active = true), { passive: true, capture: true });
    }
    document.getElementById("stay-unlocked")?.addEventListener("click", () => this.touch());
    document.addEventListener("keydown", (event) => this.shortcut(event));
    document.addEventListener("visibilitychange", () => this.lookAgain());
    setInterval(() => this.look(), LOOK_EVERY);
  }

  shortcut(event) {
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (!(event.ctrlKey && event.shiftKey && event.key.toLowerCase() === "l")) return;
    event.preventDefault();
    this.lock();
  }

  look() {
    const state = this.deadline.state();
    if (state === "over") return this.lock();
    if (this.#active && (state === "soon" || this.deadline.age() > TELL_SERVER_EVERY)) this.touch();
    else this.warning.hidden = state !== "soon";
  }

  /** Back from another tab or from sleep: it may have locked meanwhile, here or there. */
  async lookAgain() {
    if (document.visibilityState !== "visible") return;
    if (this.deadline.state() === "over") return this.lock();
    if (!this.statusUrl) return;
    const answer = await send(this.statusUrl, { method: "GET" }).catch(() => null);
    if (answer && !answer.ok) this.leave();
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
      this.leave();
    }
  }

  /** Saves what is being written, then locks.  Who saves says so by `event.detail.waitUntil(promise)`. */
  async lock() {
    if (this.#locking) return;
    this.#locking = true;
    const saves = [];
    const detail = { waitUntil: (promise) => saves.push(promise) };
    document.dispatchEvent(new CustomEvent("between:locking", { detail }));
    document.body.classList.add("blank");
    await Promise.race([Promise.allSettled(saves), pause(WAIT_FOR_SAVES)]);
    this.leave();
  }

  /** Replaces the page by the lock screen and asks the server to lock as well. */
  leave() {
    this.#locking = true;
    const screen = document.getElementById("locked-screen").content.cloneNode(true);
    this.form.hidden = true;
    document.body.replaceChildren(screen, this.form);
    document.body.classList.remove("blank");
    document.title = "Locked";
    dispatchEvent(new CustomEvent("between:locked"));
    this.form.submit();
  }
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
