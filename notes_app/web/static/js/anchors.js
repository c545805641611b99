// Where tags stand while a note is being written.  Pure functions: no document, no clock.
//
// A range is [start, end) in UTF-16 units of a text whose only line break is "\n", which is what
// textarea.value gives.  On the wire offsets count code points: see toPoints and fromPoints.
//
// A tag is carried over an edit in three steps: one contiguous change is read out of the text
// before and after (changeBetween), the range is mapped over it (mapRange), and a passage that the
// change swallowed is looked for by its words (findQuote).  findQuote has a twin in Python,
// notes/anchoring.py; tests/notes/vectors/anchors.json holds both to one rule.

const CONTEXT = 32; // code points kept on either side of a quote
const AGREEING = 8; // of them, how many must agree before a quote found elsewhere counts
const LONG = 12; // a quote of this length needs no agreement if it occurs once
const NEAREST = 400; // occurrences of a quote that are looked at, nearest first

/**
 * The one contiguous change {from, to, inserted} that turns `before` into `after`, or null.
 * Equal letters at its edges leave a choice; `caret`, where the selection ends after the edit,
 * settles it.  No change begins or ends inside a surrogate pair.
 */
export function changeBetween(before, after, caret = null) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let tail = caret === null ? 0 : Math.min(shorter, unchangedBehind(caret, before, after));
  let head = 0;
  while (head < shorter - tail && before[head] === after[head]) head += 1;
  while (
    tail < shorter - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) tail += 1;
  if (splitsPair(before, head) || splitsPair(after, head)) head -= 1;
  if (splitsPair(before, before.length - tail) || splitsPair(after, after.length - tail)) tail -= 1;
  return { from: head, to: before.length - tail, inserted: after.length - tail - head };
}

function unchangedBehind(caret, before, after) {
  const tail = after.slice(caret);
  return before.endsWith(tail) ? tail.length : 0;
}

function splitsPair(text, at) {
  return at > 0 && at < text.length && text.codePointAt(at - 1) > 0xffff;
}

/**
 * Where a range lands.  What is typed at an edge stays outside, what is typed inside belongs to
 * it, what is deleted is cut off; null when the change took all of it.
 */
export function mapRange({ start, end }, { from, to, inserted }) {
  const shift = inserted - (to - from);
  if (to <= start) return { start: start + shift, end: end + shift };
  if (from >= end) return { start, end };
  if (from <= start && to >= end) return null;
  if (from < start) return { start: from + inserted, end: end + shift };
  if (to > end) return { start, end: from };
  return { start, end: end + shift };
}

/** The range without white space at its ends; null when nothing else is in it. */
export function withoutSpace(text, { start, end }) {
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return end > start ? { start, end } : null;
}

/** A range with its words and what stands on either side of them. */
export function describe(text, { start, end }) {
  // Twice as many units as code points are cut, so that no half of a pair is left at the far end.
  const before = [...text.slice(Math.max(0, start - 2 * CONTEXT), start)];
  const behind = [...text.slice(end, end + 2 * CONTEXT)];
  return {
    start,
    end,
    exact: text.slice(start, end),
    prefix: before.slice(-CONTEXT).join(""),
    suffix: behind.slice(0, CONTEXT).join(""),
  };
}

/**
 * Where the very words of a quote stand, or null.  Words with all their surroundings win, the
 * nearest of them first.  Otherwise at least 8 characters of the surroundings must agree (all,
 * where there are fewer), so that a tag on "Marco" does not jump to the next Marco.  Words of 12
 * characters or more that occur once need no agreement.
 */
export function findQuote(text, quote) {
  const { exact, prefix, suffix, start } = quote;
  if (!exact) return null;
  const near = (one, other) => Math.abs(one - start) - Math.abs(other - start);
  if (prefix || suffix) {
    const whole = occurrences(text, prefix + exact + suffix).map(at => at + prefix.length);
    if (whole.length) return rangeAt(whole.sort(near)[0], exact);
  }
  const hits = occurrences(text, exact).sort(near);
  if (!hits.length) return null;
  const best = bestSurrounded(text, quote, hits.slice(0, NEAREST));
  const needed = Math.min(AGREEING, [...prefix].length + [...suffix].length);
  const agrees = needed > 0 && best.agreeing >= needed;
  const alone = hits.length === 1 && ([...exact].length >= LONG || needed === 0);
  return agrees || alone ? rangeAt(best.at, exact) : null;
}

function occurrences(text, words) {
  const found = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
}

const rangeAt = (start, words) => ({ start, end: start + words.length });

function bestSurrounded(text, quote, hits) {
  let best = null;
  for (const at of hits) {
    const agreeing = agreement(text, at, quote);
    // Surroundings weigh more than nearness: 3,200 characters away count as 16 that differ.
    const score = agreeing - Math.min(16, Math.abs(at - quote.start) / 200);
    if (!best || score > best.score) best = { at, agreeing, score };
  }
  return best;
}

/** How many characters beside the words are what they were, counted from the words outwards. */
function agreement(text, at, { exact, prefix, suffix }) {
  const here = describe(text, rangeAt(at, exact));
  const backwards = words => [...words].reverse();
  return inCommon(backwards(here.prefix), backwards(prefix)) +
    inCommon([...here.suffix], [...suffix]);
}

function inCommon(one, other) {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

/** A tag put at a range of the text, with the quote that stands there. */
export function placed(tag, text, range) {
  return { ...tag, ...describe(text, range), detached: false };
}

/**
 * Carry the tags of one section over one edit.  What the edit swallowed is kept as detached, and
 * comes back when its words do: by undo, or pasted elsewhere.
 */
export function carry(tags, before, after, caret = null) {
  const change = changeBetween(before, after, caret);
  return change ? tags.map(tag => carried(tag, after, change)) : tags;
}

function carried(tag, after, change) {
  if (tag.detached) {
    const found = findQuote(after, tag);
    return found ? placed(tag, after, found) : tag;
  }
  const mapped = mapRange(tag, change);
  const kept = mapped && withoutSpace(after, mapped);
  if (kept) return placed(tag, after, kept);
  const again = change.inserted ? findAmongInserted(tag, after, change) : null;
  return again ? placed(tag, after, again) : { ...tag, detached: true };
}

/** A whole stretch was replaced, by a paste or by dictation: the words may stand in the new one. */
export function findAmongInserted(tag, after, { from, inserted }) {
  const found = findQuote(after.slice(from, from + inserted), { ...tag, start: tag.start - from });
  return found && { start: found.start + from, end: found.end + from };
}

/** UTF-16 offset to code points, which is what Python counts. */
export function toPoints(text, at) {
  let points = 0;
  for (let i = 0; i < at; i += text.codePointAt(i) > 0xffff ? 2 : 1) points += 1;
  return points;
}

/** Code points to a UTF-16 offset; past the end it is the end. */
export function fromPoints(text, points) {
  let at = 0;
  for (let left = points; left > 0 && at < text.length; left -= 1) {
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
  }
  return at;
}

/** The sentence round `at`, without white space, or null on an empty line. */
export function sentenceAt(text, at, language = "en") {
  const from = at > 0 ? text.lastIndexOf("\n", at - 1) + 1 : 0;
  const lineEnd = text.indexOf("\n", at);
  const to = lineEnd < 0 ? text.length : lineEnd;
  const segments = new Intl.Segmenter(language, { granularity: "sentence" });
  for (const { index, segment } of segments.segment(text.slice(from, to))) {
    const start = from + index;
    if (at <= start + segment.trimEnd().length || start + segment.length >= to) {
      return withoutSpace(text, { start, end: start + segment.length });
    }
  }
  return null;
}
