// Random edits against a model in which every letter knows whether it was tagged.  Run by node
// (anchors.test.mjs) and by Chromium (tests/browser/test_note_editor.py).

// The second sign outside the first plane shares a half with the first, the third its other half.
const ALPHABET = ["a", "b", " ", "\n", "\u{1F642}", "\u{1F643}", "\u{1FA42}"];

function generator(seed) {
  let state = seed;
  return below => {
    state = (state * 16807) % 2147483647;
    return state % below;
  };
}

function letters(random, count) {
  return Array.from({ length: count }, () => ({ sign: ALPHABET[random(ALPHABET.length)] }));
}

const written = all => all.map(letter => letter.sign).join("");
const units = all => written(all).length;

/** One note, one tag, one edit; all offsets in UTF-16 units, as the browser has them. */
function oneEdit(random) {
  const before = letters(random, 20 + random(40));
  const first = random(before.length - 1);
  const behind = first + 1 + random(before.length - first - 1);
  for (const letter of before.slice(first, behind)) letter.tagged = true;
  const from = random(before.length + 1);
  const to = Math.min(before.length, from + (random(2) ? 0 : random(8)));
  const typed = letters(random, random(6));
  const after = [...before.slice(0, from), ...typed, ...before.slice(to)];
  return {
    before, after, typed,
    range: { start: units(before.slice(0, first)), end: units(before.slice(0, behind)) },
    change: {
      from: units(before.slice(0, from)), to: units(before.slice(0, to)), inserted: units(typed),
    },
  };
}

/** The stretch of `after` from the first tagged letter to the last, or null. */
function modelRange(after) {
  const first = after.findIndex(letter => letter.tagged);
  const last = after.findLastIndex(letter => letter.tagged);
  return first < 0
    ? null
    : { start: units(after.slice(0, first)), end: units(after.slice(0, last + 1)) };
}

const wordsOf = (text, range) => range && text.slice(range.start, range.end);

/** A replaced stretch at an inner edge may belong to the passage; nothing else may differ. */
function isRight(mapped, { range, change, after }) {
  const model = modelRange(after);
  if (!model || !mapped) return !model && !mapped;
  const { from, to, inserted } = change;
  const atStart = from === range.start && to > from;
  const atEnd = to === range.end && to > from;
  return (mapped.start === model.start || (atStart && mapped.start === from)) &&
    (mapped.end === model.end || (atEnd && mapped.end === from + inserted));
}

/**
 * Count what went wrong over `edits` random edits.  Only `swallowed` and `ambiguous` may be above
 * 0.  `anchors` is the module under test.
 */
export function playRandomEdits(anchors, edits, seed = 1) {
  const { changeBetween, mapRange } = anchors;
  const random = generator(seed);
  const count = { edits: 0, swallowed: 0, wrong: 0, halfPairs: 0, misread: 0, astray: 0, ambiguous: 0 };
  while (count.edits < edits) {
    const edit = oneEdit(random);
    const [old, now] = [written(edit.before), written(edit.after)];
    const caret = edit.change.from + edit.change.inserted;
    const read = changeBetween(old, now, caret);
    if (!read) continue;
    count.edits += 1;
    const mapped = mapRange(edit.range, edit.change);
    if (!mapped) count.swallowed += 1;
    if (!isRight(mapped, edit)) count.wrong += 1;
    const remade = old.slice(0, read.from) + now.slice(read.from, read.from + read.inserted) +
      old.slice(read.to);
    if (remade !== now) count.misread += 1;
    const found = mapRange(edit.range, read);
    if (wordsOf(now, found) !== wordsOf(now, mapped)) count.ambiguous += 1;
    judgeCarried(anchors, edit, old, now, caret, count);
  }
  return count;
}

/** Whatever was carried must quote the text it stands on, whole letters only, no space at an end. */
function judgeCarried({ withoutSpace, describe, carry }, { range }, old, now, caret, count) {
  const tight = withoutSpace(old, range);
  if (!tight) return;
  const [tag] = carry([{ ...describe(old, tight), detached: false }], old, now, caret);
  const stored = tag.exact + tag.prefix + tag.suffix;
  if (!stored.isWellFormed()) count.halfPairs += 1;
  if (tag.detached) return;
  const quoted = now.slice(tag.start, tag.end);
  if (quoted !== tag.exact || quoted !== quoted.trim() || !quoted) count.astray += 1;
}
