// The form "Tag passage": theme, with whom and how strongly are asked for, the rest is optional.
// Nothing is preselected but the person of the last tag in the same section: a strength that
// stands there by itself would become the data.

import { Further } from "./tag-further.js";
import { ThemeCombobox } from "./theme-combobox.js";
import { MISSING_PERSON, MISSING_STRENGTH, MISSING_THEME, missing, noThemeCalled, shortened } from "./note-words.js";

const COMPONENT_OF = { // [response of other, expected] are two controls of one choice
  wish: ["wish", false],
  ro_expected: ["ro", true],
  ro_actual: ["ro", false],
  rs: ["rs", false],
};

export class TagForm {
  #form;
  #combobox;
  #people;
  #further;
  #hear;
  #tag = null; // the tag being changed, or null for a new one
  #open = false;
  #touched = false; // something was chosen in it, by whatever way

  /** `people`: [{id, pole}].  `hear`: {submit(fields, tag), cancel(), remove(tag)}. */
  constructor(form, { people, hear }) {
    this.#form = form;
    this.#people = people;
    this.#hear = hear;
    this.#combobox = new ThemeCombobox(
      form.querySelector("[role=combobox]"), form.querySelector("[role=listbox]"),
    );
    form.addEventListener("submit", event => this.#submit(event));
    form.addEventListener("keydown", event => this.#key(event));
    form.addEventListener("change", event => this.#changed(event));
    form.addEventListener("input", () => { this.#touched = true; });
    form.addEventListener("focusin", () => this.#fit());
    for (const choice of form.querySelectorAll(".opt input[type=radio]")) this.#letClear(choice);
    this.#button("cancel").addEventListener("click", () => hear.cancel());
    this.#button("remove").addEventListener("click", () => hear.remove(this.#tag));
    this.#button("more").addEventListener("click", () => this.#showEverybody({ focus: true }));
    this.#further = new Further(form); // last: it takes what is not open out of the form
  }

  get isOpen() {
    return this.#open;
  }

  /** The tag being changed, or null. */
  get tag() {
    return this.#open ? this.#tag : null;
  }

  /** Whether it holds a choice that would be lost with it. */
  get isTouched() {
    return this.#open && this.#touched;
  }

  /** All that was chosen so far, to open it again with. */
  get choices() {
    return {
      theme: this.#combobox.theme,
      typed: this.#combobox.typed,
      person: this.#value("person"),
      strength: this.#value("strength"),
      component: this.#component(),
      way: this.#value("way"),
      for_supervision: this.#form.elements.for_supervision.checked,
      ...this.#further.choices,
    };
  }

  /** Echoes and what stands under "More about this", in words: see Further. */
  said(tag) {
    return this.#further.said(tag);
  }

  /**
   * Open for a quote: prefilled from `tag` and its `theme`, or new with `person` (an id or null),
   * or with the `choices` of another time.
   */
  open({ quote, themes, theme = null, tag = null, person = null, choices = null }) {
    this.#form.reset();
    this.#tag = tag;
    this.#open = true;
    this.#touched = choices !== null;
    this.#form.hidden = false;
    this.#form.setAttribute("aria-label", tag ? "Edit tag" : "Tag passage");
    this.#form.querySelector("[data-slot=quote]").textContent = shortened(quote, 160);
    this.#button("submit").textContent = tag ? "Save tag" : "Tag passage";
    this.#button("remove").hidden = !tag;
    this.#complain("");
    this.#combobox.reset(themes, choices ? choices.theme : theme, choices?.typed);
    this.#showFew();
    if (choices) this.#fill({ ...choices, people: [choices.person] });
    else this.#fill(tag ?? { people: person ? [person] : [] });
    this.focus();
    this.#form.scrollIntoView({ block: "nearest" });
  }

  /** To the first thing that is asked for; the theme while nothing is chosen. */
  focus() {
    const missing = ["person", "strength"].find(name => !this.#value(name));
    if (!this.#touched || !this.#combobox.theme || !missing) this.#combobox.focus();
    else this.#choices(missing)[0].focus();
  }

  close() {
    this.#open = false;
    this.#tag = null;
    this.#form.hidden = true;
    this.#combobox.forgetTyping();
  }

  #fill(tag) {
    this.#check("person", tag.people[0]);
    this.#check("strength", tag.strength);
    const [component, expected] = COMPONENT_OF[tag.component] ?? [null, false];
    this.#check("component", component);
    this.#form.elements.expected.checked = expected;
    this.#check("way", tag.way);
    this.#form.elements.for_supervision.checked = tag.for_supervision ?? false;
    this.#further.fill(tag, this.#poleOf(tag.people[0]));
    this.#fit();
  }

  #poleOf(person) {
    return this.#people.find(({ id }) => String(id) === String(person))?.pole ?? null;
  }

  /** Offer what belongs to the choices made: theme, person, part of the pattern. */
  #fit() {
    this.#showExpected();
    this.#further.fit({
      theme: this.#combobox.theme, person: this.#value("person"), component: this.#value("component"),
    });
  }

  #check(name, value) {
    for (const choice of this.#choices(name)) {
      choice.checked = value != null && choice.value === String(value);
      if (choice.checked) choice.closest("[data-more]")?.removeAttribute("hidden");
    }
  }

  #choices(name) {
    return [...this.#form.querySelectorAll(`input[type=radio][name=${name}]`)];
  }

  #value(name) {
    return this.#choices(name).find(choice => choice.checked)?.value ?? null;
  }

  #button(name) {
    return this.#form.querySelector(`button[data-act=${name}]`);
  }

  // ---- people

  #showFew() {
    const more = [...this.#form.querySelectorAll("[data-more]")];
    for (const chip of more) chip.hidden = true;
    this.#button("more").hidden = !more.length;
  }

  #showEverybody({ focus = false } = {}) {
    const more = [...this.#form.querySelectorAll("[data-more]")];
    for (const chip of more) chip.hidden = false;
    this.#button("more").hidden = true;
    if (focus) more[0]?.querySelector("input").focus();
  }

  // ---- keys

  #key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#hear.cancel();
    } else if (event.target.type !== "text") this.#quickKey(event);
  }

  /** Outside the text field a digit is the strength, and a letter the next person of that name. */
  #quickKey(event) {
    if (/^[1-5]$/.test(event.key) && !event.target.matches("select")) {
      event.preventDefault();
      this.#choose(this.#choices("strength").find(choice => choice.value === event.key));
    } else if (event.target.name === "person" && event.key.startsWith("Arrow")) {
      this.#showEverybody(); // and the browser goes on to the next, who is there now
    } else if (event.target.name === "person" && /^\p{L}$/u.test(event.key)) {
      event.preventDefault();
      this.#choosePersonBy(event.key.toLocaleLowerCase());
    } else if (event.key === "Backspace" && event.target.matches(".opt input[type=radio]")) {
      event.preventDefault();
      this.#clear(event.target.name);
    } else if (event.key === "Backspace" && this.#further.clear(event.target)) {
      event.preventDefault();
      this.#touched = true;
    }
  }

  #choosePersonBy(letter) {
    this.#showEverybody();
    const choices = this.#choices("person");
    const begins = choice =>
      choice.closest("label").textContent.trim().toLocaleLowerCase().startsWith(letter);
    const now = choices.findIndex(choice => choice.checked);
    const next = [...choices.slice(now + 1), ...choices.slice(0, now + 1)].find(begins);
    if (next) this.#choose(next);
  }

  #choose(choice) {
    choice.focus();
    choice.click();
  }

  // ---- optional choices

  /** A second click on a chosen radio clears it. */
  #letClear(choice) {
    let wasChecked = false;
    const label = choice.closest("label");
    label.addEventListener("pointerdown", () => { wasChecked = choice.checked; });
    choice.addEventListener("keydown", event => {
      if (event.key === " ") wasChecked = choice.checked;
    });
    choice.addEventListener("click", () => {
      if (wasChecked) this.#clear(choice.name);
      wasChecked = false;
    });
  }

  #clear(name) {
    for (const choice of this.#choices(name)) choice.checked = false;
    if (name === "pole") this.#check("pole", this.#poleOf(this.#value("person"))); // the person's own
    this.#touched = true;
    this.#fit();
  }

  #changed(event) {
    if (event.target.name === "person") this.#further.follow(this.#poleOf(event.target.value));
    this.#fit();
    if (this.#form.querySelector("[role=alert]").textContent) this.#complain("");
  }

  /** "Expected, not what happened" belongs to the response of the other. */
  #showExpected() {
    const label = this.#form.elements.expected.closest("label");
    label.hidden = this.#value("component") !== "ro";
    if (label.hidden) this.#form.elements.expected.checked = false;
  }

  // ---- sending

  #submit(event) {
    event.preventDefault();
    const theme = this.#combobox.theme;
    const person = this.#value("person");
    const strength = this.#value("strength");
    if (!theme && this.#combobox.typed) {
      this.#refuse(noThemeCalled(this.#combobox.typed), { theme });
    } else if (!theme || !person || !strength) {
      const parts = [!theme && MISSING_THEME, !person && MISSING_PERSON, !strength && MISSING_STRENGTH];
      this.#refuse(missing(parts.filter(Boolean)), { theme, person });
    } else this.#hear.submit(this.#fields(theme, person, Number(strength)), this.#tag);
  }

  #fields(theme, person, strength) {
    // Further persons that another way of tagging gave stay, unless another one is chosen.
    const same = this.#tag?.people[0] === person;
    return {
      theme,
      fields: {
        theme: theme.code,
        strength,
        people: same ? this.#tag.people : [person],
        component: this.#component(),
        way: this.#value("way"),
        for_supervision: this.#form.elements.for_supervision.checked,
        ...this.#further.choices,
      },
    };
  }

  #component() {
    const chosen = this.#value("component");
    if (chosen !== "ro") return chosen;
    return this.#form.elements.expected.checked ? "ro_expected" : "ro_actual";
  }

  #refuse(sentence, { theme, person }) {
    this.#complain(sentence);
    this.#combobox.complain(!theme);
    if (!theme) this.#combobox.focus();
    else this.#choices(person ? "strength" : "person")[0].focus();
  }

  #complain(sentence) {
    const alert = this.#form.querySelector("[role=alert]");
    alert.textContent = sentence;
    alert.hidden = !sentence;
  }
}
