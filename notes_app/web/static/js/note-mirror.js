// The text of a note once more, under its textarea: the mirror paints the tagged passages and is
// as high as the words, so that the textarea grows with them.  Both have the same font, width and
// white space (editor.css); a pixel test holds them together.

import { lanesOf } from "./note-tags.js";

const NO_FAMILY = "none"; // of a theme that the server has not made yet

const canHighlight = () => "Highlight" in window && "highlights" in CSS;

export class Mirror {
  #area;
  #box = document.createElement("div");

  constructor(area) {
    this.#area = area;
    this.#box.className = "mirror";
    this.#box.setAttribute("aria-hidden", "true");
    this.#box.inert = true; // or find-in-page meets every word twice
    this.#box.append("");
    area.before(this.#box);
    area.parentElement.classList.add("mirrored");
    this.write();
  }

  /** Take over the text.  An empty section is as high as its prompt. */
  write() {
    // A last line break makes no line of its own in a block, in a textarea it does.
    const text = `${this.#area.value || this.#area.placeholder}\n`;
    const node = this.#box.firstChild;
    if (this.#box.childNodes.length !== 1 || node.nodeType !== Node.TEXT_NODE) {
      this.#box.replaceChildren(text);
    } else if (node.data !== text) node.data = text;
  }

  /** The text again, in pieces: strings and <mark> elements. */
  writePieces(pieces) {
    this.#box.replaceChildren(...pieces, "\n");
  }

  rangeOf({ start, end }) {
    const range = new Range();
    const nodes = document.createTreeWalker(this.#box, NodeFilter.SHOW_TEXT);
    let passed = 0;
    let begun = false;
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const length = node.data.length;
      if (!begun && start <= passed + length) {
        range.setStart(node, start - passed);
        begun = true;
      }
      if (begun && end <= passed + length) {
        range.setEnd(node, end - passed);
        break;
      }
      passed += length;
    }
    return range;
  }

  /** Where the first line of a passage is on the screen, or null while its pane is hidden. */
  firstLineOf(passage) {
    return this.rangeOf(passage).getClientRects()[0] ?? null;
  }
}

/**
 * Paint the passages of all sections.
 * `sections`: [{mirror, text, tags, phrases, picked}], as TagBook gives them, picked a range or null;
 * `familyOf(tag)`: a family's key, or null.
 */
export function paint(sections, familyOf) {
  if (canHighlight()) paintHighlights(sections, familyOf);
  else for (const section of sections) paintMarks(section, familyOf);
}

const familyKey = (tag, familyOf) => familyOf(tag) ?? NO_FAMILY;

function paintHighlights(sections, familyOf) {
  const ranges = new Map();
  const add = (name, range) => ranges.set(name, [...(ranges.get(name) ?? []), range]);
  for (const { mirror, tags, picked, phrases } of sections) {
    mirror.write();
    for (const phrase of phrases) add("starred", mirror.rangeOf(phrase));
    for (const { tag, lane } of lanesOf(tags)) {
      add(`${familyKey(tag, familyOf)}-${lane}`, mirror.rangeOf(tag));
    }
    if (picked) add("pending", mirror.rangeOf(picked));
  }
  CSS.highlights.clear();
  for (const [name, all] of ranges) CSS.highlights.set(name, new Highlight(...all));
}

/** For browsers without highlights.  Marks cut kerning pairs: a letter may stand a hair aside. */
function paintMarks({ mirror, text, tags, picked, phrases }, familyOf) {
  if (!text) {
    mirror.write();
    return;
  }
  const lanes = lanesOf(tags);
  const stretches = [...lanes.map(({ tag }) => tag), ...phrases, ...(picked ? [picked] : [])];
  const edges = new Set([0, text.length, ...stretches.flatMap(({ start, end }) => [start, end])]);
  const cuts = [...edges].sort((one, other) => one - other);
  mirror.writePieces(cuts.slice(1).map((end, nth) => {
    const covers = range => range.start <= cuts[nth] && range.end >= end;
    const names = lanes
      .filter(({ tag }) => covers(tag))
      .map(({ tag, lane }) => `f-${familyKey(tag, familyOf)} lane-${lane}`);
    if (phrases.some(covers)) names.push("starred");
    if (picked && covers(picked)) names.push("pick");
    return names.reduceRight(marked, text.slice(cuts[nth], end));
  }));
}

function marked(inside, className) {
  const mark = document.createElement("mark");
  mark.className = className;
  mark.append(inside);
  return mark;
}

/** Write below what stands in a field, as if it was typed; the field must be in view. */
export function typeBelow(area, words) {
  area.focus({ preventScroll: true });
  const end = area.value.trimEnd().length;
  area.setSelectionRange(end, area.value.length);
  const below = end ? `\n\n${words}` : words;
  if (document.execCommand("insertText", false, below)) return;
  area.setRangeText(below);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Put other words into a textarea, as if typed: the browser's undo history stays whole. */
export function typeOver(area, words) {
  if (area.value === words) return;
  area.focus({ preventScroll: true });
  area.setSelectionRange(0, area.value.length);
  // value= and setRangeText() would throw the history away.
  const typed = words
    ? document.execCommand("insertText", false, words)
    : document.execCommand("delete");
  if (typed && area.value === words) return;
  area.value = words; // a hidden pane takes no typing
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
