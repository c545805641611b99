// A signed text as plain lines: the same as notes_app/signing/lines.py makes of it.

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];
const KINDS = {
  "addition": "Addition",
  "correction": "Correction",
  "late-entry": "Late entry",
  "reply": "Reply",
  "entered-in-error": "Entered in error",
  "asked-to-co-sign": "Asked to co-sign",
  "co-signed": "Co-signed",
  "returned": "Returned",
};
const PARTS = {
  wish: "wish",
  ro_expected: "response of other, expected",
  ro_actual: "response of other",
  rs: "response of self",
  old: "old way",
  variation: "variation",
  new: "new way",
};
const VALENCES = {
  positive: "wish met",
  negative: "wish blocked",
  mixed: "wish met and blocked",
};
const FIELDS = { alliance_by_you: "alliance by the therapist" };
const CHOICES = ["rs_kind", "affects", "conflict", "direction"];
const EPISODE = [
  ["when", "", ""],
  ["expected", "expected ", ""],
  ["actual", "happened ", ""],
  ["outcome", "ended ", ""],
  ["connection", "", ""],
  ["strategy", "need for the other: ", ""],
  ["risk", "risk taken ", " of 5"],
  ["symptom", "symptom: ", ""],
  ["completeness", "told ", " of 5"],
];
const EPISODE_WORDS = {
  "6-12": "6 to 12",
  "13-18": "13 to 18",
  "positive": "well",
  "negative": "badly",
  "further": "further apart",
  "connection": "reached each other",
  "lost-once": "lost each other",
  "lost-again": "lost each other, as before",
};
const AN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const PLACES = ["id", "section", "start", "end", "prefix", "suffix", "detached"];

const labelOf = record =>
  `Session${record.number === null ? "" : ` ${record.number}`}, ${dayOf(record.held_on)}`;

function linesOfRecord(record) {
  const lines = [["h2", labelOf(record)], ["p", particularsOf(record)]];
  if (record.participants.length) {
    lines.push(["p", `With: ${record.participants.map(one => one.role).join(", ")}`]);
  }
  if (record.late_entry) lines.push(["p", `Late entry, written ${momentOf(record)}`]);
  for (const { heading, text } of record.sections) {
    if (text.trim()) lines.push(["h3", heading], ["p", text]);
  }
  const { episodes = [], not_one: _, ...ratings } = record.ratings;
  const own = episodes.map(({ id }) => id);
  const lineOf = record.told.words ?? {};
  const words = Object.fromEntries(Object.entries(lineOf).filter(([id]) => !own.includes(id)));
  const told = { ...record.told, words };
  // Words from the room are no codes.
  const facts = [...flat(ratings, "", record.named, CODES), ...flat(told, "", record.named, {})];
  if (facts.length) lines.push(["h3", "Session facts"], ...facts.map(line => ["p", line]));
  if (record.tags.length) lines.push(["h3", "Tagged passages"]);
  lines.push(...record.tags.map(tag => ["p", tagLine(tag)]));
  lines.push(["p", record.tagging_complete ? "Tagging complete." : "Tagging not complete."]);
  if (episodes.length) lines.push(["h3", "Episodes"]);
  lines.push(...episodes.map(one => ["p", episodeLine(one, record.named, lineOf[one.id])]));
  lines.push(["p", `Signed ${signedBy(record)}`]);
  return lines;
}

function linesOfEntry(entry) {
  const lines = [["h3", `${KINDS[entry.kind]}, ${signedBy(entry)}`]];
  if (entry.reason) lines.push(["p", `Reason: ${entry.reason}`]);
  if (entry.text) lines.push(["p", entry.text]);
  return lines;
}

function particularsOf(record) {
  const times = [record.starts_at, record.ends_at].filter(Boolean).map(at => at.slice(0, 5));
  const words = [record.attendance, record.modality].filter(Boolean).map(plain);
  return [...(times.length ? [times.join(" to ")] : []), ...words].join(", ");
}

function quoted(words) {
  if (!words) return "";
  return words.startsWith("“") && words.endsWith("”") ? `: ${words}` : `: “${words}”`;
}

function tagLine(tag) {
  const pieces = [tag.theme, `${tag.strength} of 5`];
  if (tag.people.length) pieces.push(`with ${tag.people.join(" and ")}`);
  pieces.push(...[tag.component, tag.way].filter(Boolean).map(code => PARTS[code] ?? code));
  pieces.push(...furtherOf(tag.further ?? {}));
  return pieces.join(", ") + quoted(tag.quote);
}

function episodeLine(one, named, line) {
  const who = one.person ? wordsFor(one.person, named) : "";
  const count = (one.tags ?? []).length;
  const pieces = [
    who ? `with ${who}` : "with nobody in particular",
    count === 1 ? "1 passage" : `${count} passages`,
    ...EPISODE.filter(([name]) => one[name]).map(
      ([name, before, after]) => before + episodeWord(String(one[name])) + after,
    ),
  ];
  return pieces.join(", ") + quoted(line);
}

const episodeWord = code => (Object.hasOwn(EPISODE_WORDS, code) ? EPISODE_WORDS[code] : plain(code));

function furtherOf(chosen) {
  const pieces = [];
  if (chosen.echoes) pieces.push(`echoes ${chosen.echoes.join(" and ")}`);
  if (chosen.valence) pieces.push(VALENCES[chosen.valence] ?? chosen.valence);
  if (chosen.stage !== undefined) pieces.push(`worked through ${chosen.stage} of 7`);
  return [...pieces, ...CHOICES.flatMap(name => chosen[name] ?? []).map(plain)];
}

/** A line for each value, and one for a list of plain ones; an id is told by its words, and left out where it has none; a code by its
    words, those of the record first, then those of `codes` for the field `name`. */
function flat(value, path, named, codes, name = "") {
  if (Array.isArray(value) && value.some(isMany)) {
    return value.flatMap(inner => flat(inner, path, named, codes, name));
  }
  if (isMany(value) && !Array.isArray(value)) {
    return Object.keys(value).sort().filter(key => !PLACES.includes(key)).flatMap(key => {
      const word = AN_ID.test(key) ? wordsFor(key, named) : fieldName(key);
      return flat(value[key], [path, word].filter(Boolean).join(", "), named, codes, key);
    });
  }
  const known = Object.hasOwn(codes, name) ? codes[name] : {};
  const words = (Array.isArray(value) ? value : [value]).map(one => wordOf(one, named, known)).filter(Boolean);
  return words.length ? [`${path}: ${words.join("; ")}`] : [];
}

const fieldName = name => (Object.hasOwn(FIELDS, name) ? FIELDS[name] : plain(name));

const isMany = value => value !== null && typeof value === "object";

function wordOf(value, named, known) {
  if (value === null) return "";
  if (AN_ID.test(value)) return wordsFor(value, named);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return wordsFor(String(value), named) || wordsFor(String(value), known) || String(value);
}

const wordsFor = (id, named) => (Object.hasOwn(named, id) ? named[id] : "");

const signedBy = words =>
  [momentOf(words), words.signer.name, words.signer.credential].filter(Boolean).join(", ");

function momentOf({ signed_at, utc_offset }) {
  const at = new Date(Date.parse(signed_at) + utc_offset * 60_000).toISOString();
  return `${dayOf(at.slice(0, 10))}, ${at.slice(11, 16)}`;
}

function dayOf(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

const plain = code => code.replace(/[-_]/g, " ");
