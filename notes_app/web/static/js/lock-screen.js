// What stands in the place of a locked page: a way to the log-in, or, over words that are not sent
// yet, the passphrase, so that they are there again without another window.

const NO_ANSWER = "Between does not answer. Try again in a moment.";

export class LockScreen {
  #screen;
  #form;
  #title = document.title;

  constructor() {
    const { content } = document.getElementById("locked-screen");
    this.#screen = content.firstElementChild.cloneNode(true);
    this.#form = this.#screen.querySelector("form");
    const link = this.#part("unlock");
    const back = encodeURIComponent(location.pathname + location.search);
    link.href = `${link.getAttribute("href")}?next=${back}`;
    document.title = "Locked";
  }

  /** In the place of the page: nothing of it is left. */
  replace(...beside) {
    document.body.replaceChildren(this.#screen, ...beside);
    document.body.classList.remove("blank");
  }

  /** Over the page, which waits under it.  `unlock(form)` tries the passphrase: true when the page
   * may be seen again, else a sentence. */
  cover(unlock) {
    this.#part("unlock").hidden = true;
    this.#form.hidden = false;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try(unlock);
    });
    document.body.append(this.#screen);
    this.#form.elements.passphrase.focus();
  }

  /** Asks for the passphrase, or, where the login has `ended` or is somebody else's, for a new one. */
  ask({ ended }) {
    if (this.#form.hidden === ended) return;
    this.#form.hidden = ended;
    this.#part("ended").hidden = !ended;
    (ended ? this.#part("ended").querySelector("a") : this.#form.elements.passphrase).focus();
  }

  lift() {
    this.#screen.remove();
    document.title = this.#title;
    document.body.classList.remove("blank");
  }

  async #try(unlock) {
    const button = this.#form.querySelector("button");
    if (button.disabled) return;
    button.disabled = true;
    const refused = await unlock(this.#form);
    button.disabled = false;
    if (refused === true) return;
    const alert = this.#form.querySelector("[role=alert]");
    alert.textContent = refused ?? NO_ANSWER;
    alert.hidden = false;
    const field = this.#form.elements.passphrase;
    field.value = "";
    field.focus();
  }

  #part(name) {
    return this.#screen.querySelector(`[data-lock="${name}"]`);
  }
}
