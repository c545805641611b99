// node --test tests/js/note_tags.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { bothTexts } from "../../notes_app/web/static/js/note-conflict.js";
import { fromWire, lanesOf, TagBook, toWire } from "../../notes_app/web/static/js/note-tags.js";
import { matchThemes, newThemeFor } from "../../notes_app/web/static/js/theme-combobox.js";

const STORY = "🙂 At supper Paul said nothing. Ida rang.";
const PLACE = { start: 12, end: 16, exact: "Paul", prefix: "🙂 At supper ", suffix: " said nothing. Ida rang." };
const FIELDS = {
  id: "t1", theme: "shame", strength: 3, people: ["paul"], pole: null, component: null, way: null,
  for_supervision: false, section: "brought", detached: false,
};
const sent = { ...FIELDS, ...PLACE };
const textOf = () => STORY;
const book = () => new TagBook([fromWire(sent, STORY)], ["brought", "between"]);

test("a tag goes to the desk and back without a change", () => {
  const tag = fromWire({ ...sent, how: "quote" }, STORY);
  assert.equal(STORY.slice(tag.start, tag.end), "Paul");
  assert.deepEqual(toWire(tag, STORY), sent);
});

test("a tag whose words are not there is kept as detached", () => {
  assert.equal(fromWire(sent, "Another text.").detached, true);
});

test("two tags over the same words are painted in two lanes, a third shares the upper one", () => {
  const range = (start, end) => ({ start, end });
  const lanes = lanesOf([range(0, 9), range(2, 5), range(3, 8), range(9, 12)]);
  assert.deepEqual(lanes.map(({ lane }) => lane), [0, 1, 1, 0]);
});

test("undo gives a tag its fields from then and its place from now", () => {
  const tags = book();
  tags.replace({ ...tags.find("t1"), strength: 5 }, "Changed");
  tags.typed("brought", STORY, `So. ${STORY}`, 4);
  assert.equal(tags.undo(() => `So. ${STORY}`), "Changed");
  assert.deepEqual([tags.find("t1").strength, tags.find("t1").start], [3, 17]);
});

test("a key is about the tag only while nothing was typed since", () => {
  const tags = book();
  tags.remove("t1", "Removed");
  assert.equal(tags.undoesByKey, true);
  tags.typed("between", "", "x", 1);
  assert.equal(tags.undoesByKey, false);
  assert.equal(tags.lastAct, "Removed");
});

test("undo, redo and a new act after undo", () => {
  const tags = book();
  tags.remove("t1", "Removed");
  tags.undo(textOf);
  assert.equal(tags.redoesByKey, true);
  tags.redo(textOf);
  assert.equal(tags.all.length, 0);
  tags.undo(textOf);
  tags.add({ ...tags.find("t1"), id: "t2" }, "Tagged");
  assert.equal(tags.redo(textOf), null);
});

test("the tags of another window join mine, and what I removed stays removed", () => {
  const tags = book();
  tags.remove("t1", "Removed");
  const theirs = [fromWire(sent, STORY), fromWire({ ...sent, id: "t3" }, STORY)];
  tags.merge(theirs, { theirsWin: true, textOf });
  assert.deepEqual(tags.all.map(({ id }) => id), ["t3"]);
});

test("of two versions of a tag the chosen window wins", () => {
  const changed = [{ ...fromWire(sent, STORY), strength: 1 }];
  const mine = book();
  mine.merge(changed, { theirsWin: false, textOf });
  const other = book();
  other.merge(changed, { theirsWin: true, textOf });
  assert.deepEqual([mine.find("t1").strength, other.find("t1").strength], [3, 1]);
});

test("a new theme takes the code that the server gave it, also in what can be undone", () => {
  const tags = new TagBook([{ ...fromWire(sent, STORY), theme: "new:Gu" }], ["brought"]);
  tags.remove("t1", "Removed");
  tags.adopt(new Map([["new:Gu", "own-1"]]));
  tags.undo(textOf);
  assert.equal(tags.find("t1").theme, "own-1");
});

test("both texts stand under a line that says where the second came from", () => {
  assert.equal(bothTexts("Mine.", "Theirs.", "15:20"), "Mine.\n\nFrom the other window, 15:20:\nTheirs.");
  assert.equal(bothTexts("Same.", "Same.", "15:20"), "Same.");
  assert.equal(bothTexts("", "Theirs.", "15:20"), "Theirs.");
});

const THEMES = [
  { name: "Withdraws when hurt", recent: false }, { name: "Guilt", recent: false },
  { name: "Not guilty", recent: true }, { name: "Guarded", recent: true },
];
const names = found => found.map(({ theme }) => theme.name);

test("themes that begin with what was typed come first, recent ones before others", () => {
  assert.deepEqual(names(matchThemes(THEMES, " GU")), ["Guarded", "Guilt", "Not guilty"]);
  assert.deepEqual(names(matchThemes(THEMES, "urt")), []);
  assert.equal(names(matchThemes(THEMES, ""))[0], "Not guilty");
});

test("a new theme is offered for a name that does not exist", () => {
  assert.deepEqual(newThemeFor(THEMES, " Speaks  up "), { code: "new:Speaks up", name: "Speaks up", family: null });
  assert.equal(newThemeFor(THEMES, "guilt"), null);
  assert.equal(newThemeFor(THEMES, " "), null);
});
