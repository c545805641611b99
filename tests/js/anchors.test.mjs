// node --test tests/js/anchors.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import * as anchors from "../../notes_app/web/static/js/anchors.js";
import { playRandomEdits } from "./random_edits.mjs";

const { carry, changeBetween, describe, findQuote, fromPoints, sentenceAt, toPoints } = anchors;

const vectors = JSON.parse(
  readFileSync(new URL("../notes/vectors/anchors.json", import.meta.url), "utf8"),
);

for (const { why, text, start, at, ...quote } of vectors.found) {
  test(`found: ${why}`, () => {
    const found = findQuote(text, { ...quote, start: fromPoints(text, start) });
    assert.equal(found && toPoints(text, found.start), at);
  });
}

for (const { why, text, start, end, ...quote } of vectors.described) {
  test(`described: ${why}`, () => {
    const range = { start: fromPoints(text, start), end: fromPoints(text, end) };
    assert.deepEqual(describe(text, range), { ...range, ...quote });
  });
}

test("30,000 random edits take no tag astray", () => {
  const { edits, wrong, misread, halfPairs, astray, swallowed, ambiguous } = playRandomEdits(anchors, 30_000);
  assert.deepEqual({ wrong, misread, halfPairs, astray }, { wrong: 0, misread: 0, halfPairs: 0, astray: 0 });
  assert.ok(swallowed > 100, "some passages were swallowed whole");
  assert.ok(ambiguous < edits * 0.03, `${ambiguous} edits could be read in two ways`);
});

test("the caret tells which of two equal letters was typed", () => {
  assert.deepEqual(changeBetween("aa", "aaa", 1), { from: 0, to: 0, inserted: 1 });
  assert.deepEqual(changeBetween("aa", "aaa", 3), { from: 2, to: 2, inserted: 1 });
});

test("a deleted word does not jump to the same word elsewhere, and undo brings it back", () => {
  const story = "At supper Paul said nothing. Ida rang. Her sister had met Paul before.";
  const without = story.replace("Paul ", "");
  let tags = [{ ...describe(story, { start: 10, end: 14 }), detached: false }];
  tags = carry(tags, story, without, 10);
  assert.equal(tags[0].detached, true);
  tags = carry(tags, without, `${without} Later`, without.length + 6);
  assert.equal(tags[0].detached, true);
  tags = carry(tags, without, story, 15);
  assert.deepEqual([tags[0].detached, tags[0].start], [false, 10]);
});

test("words cut here and pasted there take their tag along", () => {
  const story = "I could not say it to her. Then we sat.";
  const cut = "to her. Then we sat.";
  let tags = [{ ...describe(story, { start: 0, end: 18 }), detached: false }];
  tags = carry(tags, story, cut, 0);
  tags = carry(tags, cut, `${cut} I could not say it`, 39);
  assert.deepEqual([tags[0].detached, tags[0].start], [false, 21]);
});

test("code points and UTF-16 units meet at every border of a letter", () => {
  const text = "a🙂b\né";
  assert.deepEqual([0, 1, 3, 4, 5].map(at => toPoints(text, at)), [0, 1, 2, 3, 4]);
  assert.deepEqual([0, 1, 2, 3, 4].map(at => fromPoints(text, at)), [0, 1, 3, 4, 5]);
  assert.equal(fromPoints(text, 99), text.length);
});

test("the sentence at the caret", () => {
  const text = "One two. Three “four!” Five\n\nSix";
  const at = offset => {
    const range = sentenceAt(text, offset);
    return range && text.slice(range.start, range.end);
  };
  assert.equal(at(0), "One two.");
  assert.equal(at(8), "One two.");
  assert.equal(at(12), "Three “four!”");
  assert.equal(at(27), "Five");
  assert.equal(at(28), null);
  assert.equal(at(32), "Six");
});
