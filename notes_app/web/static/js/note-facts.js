// The fold "Session facts": reads its fields into what travels beside the text, and puts an answer
// of another window back into them.
//
// A field is called after its place: ratings.distress, told.body, ratings.interventions.<id>.kind.
// facts_fields.py reads the plain form by the same rule.  A number that cannot be taken is not
// sent: its field says why, what was typed stays in it, and the text is saved all the same.

import { bothTexts } from "./note-conflict.js";
import { typeOver } from "./note-mirror.js";
import * as words from "./note-words.js";

const ROWS = { interventions: "kind", new_ways: "skill" };
const TEXTS = ["told", "own_response"];

export class Facts {
  #fold;
  #changed;

  /** `changed()`: a fact was changed. */
  constructor({ root, changed }) {
    this.#fold = root.querySelector("[data-facts]");
    this.#changed = changed;
    if (!this.#fold) return;
    this.#fold.addEventListener("input", event => this.#told(event));
    this.#fold.addEventListener("keydown", event => this.#key(event));
    this.#fold.addEventListener("mousedown", event => this.#again(event));
    for (const rows of this.#fold.querySelectorAll("[data-rows]")) this.#keepOneBlank(rows);
  }

  /** `beside`, all that travels beside the text, with what the fields say now. */
  into(beside) {
    if (!this.#fold) return beside;
    const told = structuredClone(beside);
    told.ratings ??= {};
    told.told ??= {};
    for (const rows of Object.keys(ROWS)) told.ratings[rows] = this.#rows(rows);
    const other = linesOfOthers(beside); // about episodes and the like, which have no row here
    for (const name of ["words", "results"]) told.told[name] = this.#lines(name);
    told.told.words = { ...other, ...told.told.words };
    const many = new Map();
    for (const field of this.#fields()) {
      if (isRow(field.name) || !isGood(field)) continue;
      if ("many" in field.dataset) many.set(field.name, [...(many.get(field.name) ?? []), ...ticked(field)]);
      else if (field.type !== "radio" || field.checked) put(told, field.name, valueOf(field));
    }
    for (const radio of this.#unanswered()) put(told, radio, null);
    for (const [name, codes] of many) put(told, name, codes);
    return told;
  }

  /** The first field whose value cannot be taken, or null. */
  get wrong() {
    return this.#fields().find(field => !isGood(field)) ?? null;
  }

  /** Alt+F: open the fold at its first field, or close it; `back()` puts the caret where it was. */
  toggle(back) {
    if (!this.#fold) return;
    if (this.#fold.open && this.#fold.contains(document.activeElement)) {
      this.#fold.open = false;
      back();
      return;
    }
    this.#fold.open = true;
    (this.wrong ?? this.#fields().find(field => field.type !== "hidden"))?.focus();
  }

  /** Say what cannot be taken, and go there. */
  goToWrong() {
    this.#fold.open = true;
    this.wrong?.focus();
  }

  // ---- two windows

  /** What the fields say here: [{name, label, mine}], one for each that may differ. */
  spoken() {
    return this.#named().map(([name, fields]) => ({
      name, label: labelOf(fields[0]), mine: inWords(fields, here(fields)),
    }));
  }

  /** The same of another window, by name. */
  spokenBy(beside) {
    return Object.fromEntries(
      this.#named(beside).map(([name, fields]) => [name, inWords(fields, at(beside, name))]),
    );
  }

  /** `kind`: 'both', 'mine' or 'other'; with both, words stand below each other, and a choice of
      yours goes before the other's. */
  keep(kind, beside, time) {
    if (!this.#fold || kind === "mine" || !beside) return;
    for (const [name, fields] of this.#named(beside)) {
      const mine = here(fields);
      const other = at(beside, name);
      if (kind === "other") set(fields, other);
      else if (isText(name)) set(fields, joined(fields[0], mine, other ?? "", time));
      else if (isEmpty(mine)) set(fields, other);
    }
    for (const rows of this.#fold.querySelectorAll("[data-rows]")) this.#keepOneBlank(rows);
  }

  // ---- fields

  #fields() {
    return this.#fold ? [...this.#fold.querySelectorAll("[data-fact]")] : [];
  }

  /** The fields by name; with `beside`, rows that only the other window has get theirs first. */
  #named(beside = null) {
    if (!this.#fold) return [];
    if (beside) this.#makeRoomFor(beside);
    const byName = new Map();
    for (const field of this.#fields()) {
      if (field.type === "hidden" && !("many" in field.dataset)) continue;
      byName.set(field.name, [...(byName.get(field.name) ?? []), field]);
    }
    return [...byName];
  }

  #unanswered() {
    const radios = this.#fields().filter(field => field.type === "radio");
    const names = new Set(radios.map(radio => radio.name));
    for (const radio of radios) if (radio.checked) names.delete(radio.name);
    return names;
  }

  #told(event) {
    const field = event.target;
    if (!("fact" in field.dataset)) return;
    this.#judge(field.name === "frame.starts_at" ? document.getElementById("frame.ends_at") : field);
    const rows = field.closest("[data-rows]");
    if (rows) this.#keepOneBlank(rows);
    this.#changed();
  }

  #judge(field) {
    const sentence = document.getElementById(`${field.name}-wrong`);
    if (!sentence) return;
    const wrong = wrongIn(field);
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    sentence.textContent = wrong;
    sentence.hidden = !wrong;
  }

  /** A second click on a chosen radio, or Backspace, clears what may be left out. */
  #again(event) {
    const radio = event.target.closest("label")?.querySelector("input[type=radio]");
    if (!radio?.checked || !radio.closest("[data-clearable]")) return;
    radio.addEventListener("click", () => this.#clear(radio), { once: true });
  }

  #key(event) {
    if (event.key !== "Backspace" || !event.target.closest("[data-clearable]")) return;
    event.preventDefault();
    this.#clear(event.target);
  }

  #clear(radio) {
    radio.checked = false;
    this.#changed();
  }

  // ---- rows

  #rows(rows) {
    return this.#rowsOn(rows)
      .map(row => this.#row(row, rows))
      .filter(row => row !== null);
  }

  #row(row, rows) {
    const said = {};
    for (const field of row.querySelectorAll(`[name^="ratings.${rows}."]`)) {
      const value = valueOf(field);
      if (value !== null && value !== "") said[field.name.split(".").at(-1)] = value;
    }
    const lines = [...row.querySelectorAll('[name^="told."]')].some(line => line.value.trim());
    if ("follows" in row.dataset && !said.result && !lines) return null;
    if (!lines && !Object.keys(said).length) return null;
    return { id: row.dataset.row, [ROWS[rows]]: "other", ...said };
  }

  #lines(name) {
    const lines = [...this.#fold.querySelectorAll(`[name^="told.${name}."]`)];
    return Object.fromEntries(
      lines.filter(line => line.value.trim()).map(line => [line.name.split(".").at(-1), line.value.trim()]),
    );
  }

  #rowsOn(rows) {
    return [...this.#fold.querySelectorAll("[data-row]")].filter(
      row => row.querySelector(`[name^="ratings.${rows}."]`),
    );
  }

  #keepOneBlank(rows) {
    const list = rows.querySelector("ol");
    const last = list.lastElementChild;
    if (isBlank(last)) {
      last.dataset.blank = "";
      return;
    }
    delete last.dataset.blank;
    list.append(this.#blank(last, crypto.randomUUID()));
  }

  /** A row like `row` with nothing in it, under another id. */
  #blank(row, id) {
    const made = row.cloneNode(true);
    for (const part of [made, ...made.querySelectorAll("*")]) {
      for (const attribute of ["id", "name", "for", "data-row"]) {
        const value = part.getAttribute(attribute);
        if (value) part.setAttribute(attribute, value.replace(row.dataset.row, id));
      }
      if ("value" in part && part.matches("input, select")) part.value = "";
    }
    made.dataset.blank = "";
    return made;
  }

  #makeRoomFor(beside) {
    for (const rows of Object.keys(ROWS)) {
      const list = this.#fold.querySelector(`[data-rows="${rows}"] ol`);
      for (const row of beside.ratings?.[rows] ?? []) {
        if (this.#fold.querySelector(`[data-row="${row.id}"]`)) continue;
        const made = this.#blank(list.lastElementChild, row.id);
        delete made.dataset.blank;
        list.lastElementChild.before(made);
      }
    }
  }
}

/** "ratings.interventions.<id>.kind", "told.words.<id>": told row by row. */
function isRow(name) {
  const [, group] = name.split(".");
  return group in ROWS || name.startsWith("told.words.") || name.startsWith("told.results.");
}

function isText(name) {
  return TEXTS.some(part => name === part || name.startsWith(`${part}.`));
}

function isBlank(row) {
  return [...row.querySelectorAll("[data-fact]")].every(field => !field.value);
}

function isGood(field) {
  return !wrongIn(field);
}

/** Why a field's value cannot be taken; empty where it can. */
function wrongIn(field) {
  if (field.type === "number" && !field.validity.valid) return words.NOT_0_TO_10;
  if (field.name !== "frame.ends_at" || !field.value) return "";
  const start = document.getElementById("frame.starts_at").value;
  return start && field.value <= start ? words.END_BEFORE_START : "";
}

function isEmpty(value) {
  return value === null || value === "" || (Array.isArray(value) && !value.length);
}

/** What a field says, as it travels; null where it says nothing. */
function valueOf(field) {
  if ("number" in field.dataset) return field.value ? Number(field.value) : null;
  if (field.type === "time") return field.value ? `${field.value.slice(0, 5)}:00` : null;
  if (isText(field.name)) return field.value.trim();
  return field.value || null;
}

function ticked(field) {
  return field.type === "hidden" || field.checked ? [field.value] : [];
}

/** Put `value` at a place of the tree; what says nothing is left out. */
function put(tree, name, value) {
  const path = name.split(".");
  const last = path.pop();
  let place = tree;
  for (const step of path) place = place[step] ??= {};
  if (value === null) delete place[last];
  else place[last] = value;
}

/** What stands at a place; in a list, its rows are found by their id. */
function at(tree, name) {
  let place = tree;
  for (const step of name.split(".")) {
    place = Array.isArray(place) ? place.find(row => row.id === step) : place?.[step];
  }
  return place ?? null;
}

function here(fields) {
  const [field] = fields;
  if ("many" in field.dataset) return fields.flatMap(ticked);
  if (field.type === "radio") return fields.find(radio => radio.checked)?.value ?? null;
  return valueOf(field);
}

function set(fields, value) {
  const [field] = fields;
  if ("many" in field.dataset) {
    for (const box of fields) if (box.type !== "hidden") box.checked = (value ?? []).includes(box.value);
  } else if (field.type === "radio") {
    for (const radio of fields) radio.checked = radio.value === value;
  } else if (field.type === "time") {
    field.value = value?.slice(0, 5) ?? "";
  } else if (field.tagName === "TEXTAREA") {
    typeOver(field, value ?? "");
  } else {
    field.value = value ?? "";
  }
}

function joined(field, mine, other, time) {
  const both = bothTexts(mine ?? "", other, time);
  return field.tagName === "TEXTAREA" ? both : both.replace(/\s+/g, " "); // one line takes no breaks
}

function labelOf(field) {
  if (field.type === "radio" || "many" in field.dataset) {
    return field.closest("fieldset").querySelector("legend").textContent.trim();
  }
  return field.labels[0]?.textContent.trim() ?? "";
}

/** A value as the page has it: the words of choices, the text of fields. */
function inWords(fields, value) {
  if (isEmpty(value)) return "";
  const [field] = fields;
  if ("many" in field.dataset || field.type === "radio") {
    const chosen = [value].flat();
    return fields.filter(({ value: code }) => chosen.includes(code)).map(captionOf).join(", ");
  }
  if (field.tagName === "SELECT") {
    return [...field.options].find(option => option.value === String(value))?.text ?? String(value);
  }
  return field.type === "time" ? value.slice(0, 5) : String(value);
}

function captionOf(field) {
  return field.labels?.[0]?.textContent.trim() ?? field.value;
}

function linesOfOthers({ ratings = {}, told = {} }) {
  const rows = Object.keys(ROWS).flatMap(name => (ratings[name] ?? []).map(({ id }) => id));
  return Object.fromEntries(Object.entries(told.words ?? {}).filter(([id]) => !rows.includes(id)));
}
