// Verifies every note on this page and says so at its top, naming the part that was changed.

const MOVED = "belongs to another note";
const CUT_OUT = "it is missing from this file";
const OUT_OF_ORDER = "its addenda do not stand in the order in which they were signed";
const OTHER_WORDS = "the words on this page are not those that were signed";
const UNREADABLE = "this part is damaged and cannot be read";
const MORE = "Something stands on this page that was not exported with it, or is hidden from it. Do not rely on what you read here.";
const ANOTHERS = "the record is not signed with the key of the author, which stands first in this file";
const NOT_THEIRS = "it is signed with the key of somebody who could not have added it";
const UNUSED = "A key stands in this file with which nothing in it is signed. Do not compare its words.";
const ANSWERS = ["co-signed", "returned"]; // by somebody else; the author writes everything else
const WORDS_OF = [/^The key of the author, in words: [a-z -]+\.$/, /^The key of somebody who co-signed or returned, in words: [a-z -]+\.$/];
const COMPARE = [
  /^Compare these eight words with the author by voice\. They show that the key is theirs; a file with other words was signed by somebody else\.$/,
  /^Compare these eight words with that person by voice\. Nothing else in this file is signed with this key\.$/,
];
const LEFT_OUT = /^\d+ (addendum|addenda) could not be verified and (is|are) not in this file\.$/;
const EXPORTED = /^Exported \d{1,2} [A-Z][a-z]+ \d{4}\. This copy is not protected by Between: whoever holds this file can read it\.$/;

async function verifyPage() {
  const faults = [];
  const list = document.getElementById("words").textContent.trim().split("\n");
  const authors = await authorsOn(list, faults);
  const notes = [...document.querySelectorAll("article")];
  const used = new Set();
  let added = 0;
  for (const note of notes) {
    const [record, ...entries] = note.querySelectorAll(".part");
    added += entries.length;
    faults.push(...(await faultsOf(note, record, entries, { authors, used })));
  }
  if (!faults.length && authors.some(author => !used.has(author.fingerprint))) faults.push(UNUSED);
  if (!notes.length) faults.push("No signed note stands in this file.");
  if (!isNothingElse(document.body)) faults.push(MORE);
  say(faults, notes.length, added);
}

async function authorsOn(list, faults) {
  const authors = [];
  for (const [at, place] of document.querySelectorAll(".author").entries()) {
    try {
      const author = await readAuthor(place.querySelector("script").textContent, list);
      if (place.querySelector(".spoken").textContent !== author.words) throw new Damaged();
      authors.push({ ...author, writes: at === 0 });
    } catch {
      faults.push("The author’s key: it does not match its fingerprint. Do not rely on any note that it signed.");
    }
  }
  return authors;
}

async function faultsOf(note, record, entries, { authors, used }) {
  if (!record) return [`${note.dataset.label}: the signed record is missing from this file.`];
  const wrong = [], below = [];
  const first = await checkPart(record, authors);
  const label = first.words && !first.wrong ? labelOf(first.words) : note.dataset.label;
  if (note.dataset.label !== label) wrong.push(`${label}: ${OTHER_WORDS}.`);
  if (first.wrong) wrong.push(`${label}: ${first.wrong}.`);
  else if (!first.author.writes) wrong.push(`${label}: ${ANOTHERS}.`);
  used.add(first.author?.fingerprint);
  for (const [at, place] of entries.entries()) {
    const entry = await checkPart(place, authors);
    const named = `${label}, addendum ${at + 1}`;
    if (entry.wrong) wrong.push(`${named}: ${entry.wrong}.`);
    else if (entry.session !== first.session || entry.words.amends !== first.digest) {
      wrong.push(`${named}: ${MOVED}.`);
    } else if (ANSWERS.includes(entry.words.kind) === entry.author.writes) {
      wrong.push(`${named}: ${NOT_THEIRS}.`);
    } else below.push(entry);
    used.add(entry.author?.fingerprint);
  }
  return below.length < entries.length ? wrong : [...wrong, ...gapsAmong(below, leftOutOf(note), label)];
}

/**
 * What was cut out: entries are numbered from 1, under their signatures.  `told`: how many the page
 * itself says are not in it.  What is cut from the end leaves no gap.
 */
function gapsAmong(entries, told, label) {
  const numbers = entries.map(entry => entry.number);
  if (numbers.some((number, at) => at && number <= numbers[at - 1])) return [`${label}: ${OUT_OF_ORDER}.`];
  const gaps = Array.from({ length: numbers.at(-1) ?? 0 }, (_, at) => at + 1).filter(at => !numbers.includes(at));
  return gaps.length > told ? gaps.map(number => `${label}, addendum ${number}: ${CUT_OUT}.`) : [];
}

/** The number in "2 addenda could not be verified and are not in this file." */
function leftOutOf(note) {
  const last = note.lastElementChild;
  return last?.localName === "p" && LEFT_OUT.test(last.textContent) ? parseInt(last.textContent, 10) : 0;
}

async function checkPart(place, authors) {
  let found;
  try {
    found = await checkBody(place.querySelector("script").textContent, authors);
  } catch {
    return { words: null, wrong: UNREADABLE };
  }
  if (!found.wrong && !isDrawn(place, found.lines)) found.wrong = OTHER_WORDS;
  return found;
}

/** Whether a part shows the very lines that were signed: no word beside them, none hidden. */
function isDrawn(place, lines) {
  const drawn = document.createElement("div");
  drawn.className = "lines";
  drawn.append(...lines.map(([name, words]) => {
    const line = document.createElement(name);
    line.append(...(words ? [words] : []));
    return line;
  }));
  const shown = place.querySelector(".lines");
  shown.normalize(); // a parser may lay a long text out in several pieces
  return shown.isEqualNode(drawn);
}

/** Whether the page holds only what an exported one does: words added anywhere would be believed. */
function isNothingElse(body) {
  const [main, ...scripts] = body.children;
  if (scripts.some(script => script.localName !== "script") || !isBare(body, [])) return false;
  const [title, verdict, exported, ...rest] = main.children;
  const authors = [...main.querySelectorAll(".author")];
  return isBare(main, []) && document.title === title.textContent &&
    isLine(title, "h1", /^Signed record$/) && verdict.id === "verdict" &&
    isLine(exported, "p", EXPORTED) &&
    rest.every(piece => isAuthor(piece, authors.indexOf(piece) ? 1 : 0) || isNote(piece));
}

/** `which`: 0 for the author's key, 1 for another. */
function isAuthor(piece, which) {
  const [words, compare, script, ...others] = piece.children;
  return piece.className === "author" && isBare(piece, ["class"]) && !others.length && isData(script) &&
    isLine(compare, "p", COMPARE[which]) &&
    words.localName === "p" && !words.attributes.length && words.children.length === 1 &&
    isLine(words.firstElementChild, "span", /^[a-z -]+$/, ["class"]) &&
    WORDS_OF[which].test(words.textContent);
}

function isNote(piece) {
  const parts = [...piece.children];
  if (parts.length > 1 && isLine(parts.at(-1), "p", LEFT_OUT)) parts.pop();
  return piece.localName === "article" && isBare(piece, ["data-label"]) && parts.every(part => {
    const [lines, script, ...others] = part.children;
    return part.className === "part" && isBare(part, ["class"]) && lines?.className === "lines" &&
      isData(script) && !others.length;
  });
}

const isData = piece => piece?.localName === "script" && piece.type === "application/json";

const isLine = (piece, name, words, known = []) => piece?.localName === name && hasOnly(piece, known) &&
  !piece.children.length && words.test(piece.textContent);

const hasOnly = (piece, known) => piece.getAttributeNames().every(name => known.includes(name));

/** No attribute but the known ones, and no word of its own outside its elements. */
const isBare = (piece, known) => hasOnly(piece, known) &&
  [...piece.childNodes].every(node => node.nodeType !== Node.TEXT_NODE || !node.data.trim());

function say(faults, notes, added) {
  const place = document.getElementById("verdict");
  const ends = added === 0 ? "" : ` and ${added === 1 ? "1 addendum" : `${added} addenda`}`;
  const count = notes === 1 && !added ? "1 note matches its signature" :
    `${notes === 1 ? "1 note" : `${notes} notes`}${ends} match their signatures`;
  place.className = faults.length ? "changed" : "unchanged";
  place.replaceChildren(...(faults.length ? ["Changed since it was signed.", ...faults] :
    [`Unchanged: ${count}, checked just now on this computer.`]).map(sentence => {
    const line = document.createElement("p");
    line.textContent = sentence;
    return line;
  }));
}

verifyPage().catch(() => say(["This file is damaged and cannot be verified."], 0, 0));
