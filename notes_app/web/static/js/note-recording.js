// A process recording: rows that are added, moved and removed by buttons.  It is saved with the
// draft like everything else; a removed row comes back by Undo.

import { movedRow, removedRow } from "./note-words.js";

export class Recording {
  #box;
  #list;
  #changed;
  #status;

  /** `changed()`: something was typed, added, moved or removed. */
  constructor({ root, status, changed }) {
    this.#box = root.querySelector("[data-recording]");
    this.#list = this.#box?.querySelector("ol");
    this.#status = status;
    this.#changed = changed;
    this.#box?.addEventListener("input", () => this.#changed());
    this.#box?.addEventListener("click", event => this.#pressed(event));
  }

  /** The rows in which something stands, under the names of the wire. */
  get rows() {
    if (!this.#box) return null;
    return [...this.#list.children].map(rowOf).filter(saysSomething);
  }

  get words() {
    return (this.rows ?? []).flatMap(row => Object.values(row)).join(" ");
  }

  /** Take over the rows of another window: all of them, or those that are not among mine. */
  merge(theirs, { instead }) {
    if (!this.#box || !theirs) return;
    const mine = new Set(this.rows.map(row => JSON.stringify(row)));
    if (instead) this.#list.replaceChildren();
    for (const row of theirs) {
      if (instead || !mine.has(JSON.stringify(rowWith(row)))) this.#add(row);
    }
    if (!this.#list.children.length) this.#add({});
    this.#number();
  }

  #pressed(event) {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault(); // without scripts it sends the form
    if ("add" in button.dataset) {
      this.#add({}).querySelector("textarea").focus();
      this.#number();
    } else this.#act(button.dataset.act, button.closest("[data-row]"), button);
    this.#changed();
  }

  #act(act, row, button) {
    const number = [...this.#list.children].indexOf(row) + 1;
    const beside = act === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (act === "remove") this.#remove(row, number);
    else if (beside) {
      if (act === "up") beside.before(row);
      else beside.after(row);
      this.#status.did(movedRow(number));
      button.focus();
    }
    this.#number();
  }

  #remove(row, number) {
    const next = row.nextElementSibling;
    row.remove();
    if (!this.#list.children.length) this.#add({});
    (next ?? this.#list.lastElementChild).querySelector("textarea").focus();
    const said = removedRow(number);
    this.#status.did(said, {
      undoes: said,
      undo: () => {
        this.#list.insertBefore(row, next?.isConnected ? next : null);
        this.#number();
        this.#status.did("");
        row.querySelector("textarea").focus();
        this.#changed();
      },
    });
  }

  #add(fields) {
    const template = this.#box.querySelector("template");
    const row = template.content.firstElementChild.cloneNode(true);
    for (const cell of cellsOf(row)) cell.value = fields[cell.dataset.cell] ?? "";
    this.#list.append(row);
    return row;
  }

  /** Names, ids and legends follow the order of the rows. */
  #number() {
    [...this.#list.children].forEach((row, at) => {
      for (const number of row.querySelectorAll("[data-number]")) number.textContent = at + 1;
      for (const cell of cellsOf(row)) {
        const label = cell.labels?.[0];
        cell.name = `recording-${at}-${cell.dataset.cell}`;
        if (!label) continue;
        cell.id = cell.name;
        label.htmlFor = cell.id;
      }
    });
  }
}

const cellsOf = row => row.querySelectorAll("[data-cell]");
const rowOf = row =>
  Object.fromEntries([...cellsOf(row)].map(cell => [cell.dataset.cell, cell.value]));
const saysSomething = row => Object.values(row).some(words => words.trim());

/** A row of the wire with all its fields, in the order in which the desk reads them. */
function rowWith(row) {
  const fields = ["said", "client_feeling", "my_reaction", "what_i_did", "supervisor_comment"];
  return Object.fromEntries(fields.map(field => [field, row[field] ?? ""]));
}
