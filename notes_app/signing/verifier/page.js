// Verifies every note on this page and says so at its top, naming the part that was changed.

const MOVED = "belongs to another note";
const OTHER_WORDS = "the words on this page are not those that were signed";
const UNREADABLE = "this part is damaged and cannot be read";

async function verifyPage() {
  const faults = [];
  const list = document.getElementById("words").textContent.trim().split("\n");
  const authors = await authorsOn(list, faults);
  const notes = [...document.querySelectorAll("article")];
  let added = 0;
  for (const note of notes) {
    const [record, ...entries] = note.querySelectorAll(".part");
    added += entries.length;
    faults.push(...(await faultsOf(note, record, entries, authors)));
  }
  if (!notes.length) faults.push("No signed note stands in this file.");
  say(faults, notes.length, added);
}

async function authorsOn(list, faults) {
  const authors = [];
  for (const place of document.querySelectorAll(".author")) {
    try {
      const author = await readAuthor(place.querySelector("script").textContent, list);
      if (place.querySelector(".spoken").textContent !== author.words) throw new Damaged();
      authors.push(author);
    } catch {
      faults.push("The author’s key: it does not match its fingerprint. Do not rely on any note that it signed.");
    }
  }
  return authors;
}

async function faultsOf(note, record, entries, authors) {
  if (!record) return [`${note.dataset.label}: the signed record is missing from this file.`];
  const wrong = [];
  const first = await checkPart(record, authors);
  const label = first.words && !first.wrong ? labelOf(first.words) : note.dataset.label;
  if (note.dataset.label !== label) wrong.push(`${label}: ${OTHER_WORDS}.`);
  if (first.wrong) wrong.push(`${label}: ${first.wrong}.`);
  for (const [at, place] of entries.entries()) {
    const entry = await checkPart(place, authors);
    const named = `${label}, addendum ${at + 1}`;
    if (entry.wrong) wrong.push(`${named}: ${entry.wrong}.`);
    else if (entry.session !== first.session || entry.words.amends !== first.digest) {
      wrong.push(`${named}: ${MOVED}.`);
    }
  }
  return wrong;
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

function isDrawn(place, lines) {
  const drawn = [...place.querySelector(".lines").children];
  return drawn.length === lines.length && drawn.every((element, i) =>
    element.localName === lines[i][0] && element.textContent === lines[i][1]);
}

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
