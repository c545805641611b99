// Which name somebody means who typed part of one, or mistyped it.  Pure functions.
//
// An entry is {names: [string], ...}: a thing that may be called by any of its names.  Names are
// compared by their letters and figures alone: case, accents, spaces and hyphens do not count.

const FEWEST = 3; // letters before a slip of the pen is looked for

/** A name as it is compared. */
export function plain(name) {
  return name.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The one entry that is meant: by its whole name, or by a beginning that fits no other.  Or null. */
export function meant(entries, typed) {
  const sought = plain(typed);
  if (!sought) return null;
  const whole = entries.filter(({ names }) => names.some(name => plain(name) === sought));
  const found = whole.length ? whole : beginning(entries, sought);
  return found.length === 1 ? found[0] : null;
}

/** The entries that may have been meant, the likeliest first, at most `most`. */
export function near(entries, typed, most = 5) {
  const sought = plain(typed);
  if (!sought) return [];
  const begun = beginning(entries, sought);
  const inside = entries.filter(entry => sought.length >= FEWEST && wordBegins(entry, typed));
  const slips = entries
    .map(entry => ({ entry, far: slip(entry, sought) }))
    .filter(({ far }) => far <= allowed(sought))
    .sort((one, other) => one.far - other.far)
    .map(({ entry }) => entry);
  return [...new Set([...begun, ...inside, ...slips])].slice(0, most);
}

/**
 * How many letters were added, left out, changed or swapped with their neighbour between two words;
 * what is over `most` is told as most + 1.  (Optimal string alignment.)
 */
export function distance(one, other, most = Infinity) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, changed);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[other.length], most + 1);
}

const allowed = sought => (sought.length < FEWEST ? 0 : Math.min(2, Math.floor(sought.length / 3)));

function beginning(entries, sought) {
  return entries.filter(({ names }) => names.some(name => plain(name).startsWith(sought)));
}

function wordBegins({ names }, typed) {
  const sought = plain(typed);
  return names.some(name => {
    const words = name.split(/\s+/);
    return words.some((_, at) => at > 0 && plain(words.slice(at).join("")).startsWith(sought));
  });
}

/** The fewest slips between what was typed and a name, or the beginning of one. */
function slip({ names }, sought) {
  const most = allowed(sought);
  return Math.min(...names.flatMap(name => {
    const letters = plain(name);
    const lengths = [sought.length - 1, sought.length, sought.length + 1, letters.length];
    return lengths.map(length => distance(sought, letters.slice(0, Math.max(0, length)), most));
  }));
}
