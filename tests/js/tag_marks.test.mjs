// node --test tests/js/tag_marks.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { distance, meant, near, plain } from "../../notes_app/web/static/js/near-names.js";
import {
  isWhole, marksAt, peopleEntries, themeEntries, understood, written,
} from "../../notes_app/web/static/js/tag-marks.js";

const themes = themeEntries(
  ["Withdraws when hurt", "Wish to be seen", "Guilt", "Guarded with therapist", "Shame", "Names a need"]
    .map(name => ({ code: plain(name), name, family: "ways" })),
);
const people = peopleEntries([
  { id: "you", name: "You and Mira", role: "Therapist" },
  { id: "ida", name: "Ida", role: "Mother" },
  { id: "paul", name: "Paul", role: "Partner" },
  { id: "self", name: "Herself", role: "Herself" },
]);
const read = text => marksAt(text, text.length);
const understand = text => understood(read(text), { themes, people });

const READ = [
  ["She left. #shame 4 @mother", { theme: "shame", strength: 4, people: ["mother"] }],
  ["She left. #shame @mother 4", { theme: "shame", strength: 4, people: ["mother"] }],
  ["#shame", { theme: "shame", strength: null, people: [] }],
  ["a\nb #shame 4 @ida @paul", { theme: "shame", strength: 4, people: ["ida", "paul"] }],
  ["🙂 #shame 2 @ida ", { theme: "shame", strength: 2, people: ["ida"] }],
  ["x #new Speaks up 3 @ida", { fresh: "Speaks up", strength: 3, people: ["ida"] }],
  ["היא שתקה. #shame 3 @ida", { theme: "shame", strength: 3, people: ["ida"] }],
];
for (const [text, expected] of READ) {
  test(`marks are read out of ${JSON.stringify(text)}`, () => {
    const marks = read(text);
    assert.equal(text[marks.start], "#");
    assert.equal(marks.end, text.length);
    for (const [name, value] of Object.entries(expected)) {
      const got = name === "people" ? marks.people.map(({ typed }) => typed) : marks[name];
      assert.deepEqual(got, value);
    }
  });
}

const WORDS = [
  "She left.", "Track #", "no. #1 priority now", "a#shame 3 @ida", "# shame 3", "#shame 3 4 @ida",
  "#shame 7 @ida", "#shame was what she said", "mail me @ida", "#shame\n", "C# 3 @ida",
];
for (const text of WORDS) {
  test(`${JSON.stringify(text)} is words, or means nothing here`, () => {
    const marks = read(text);
    assert.ok(!marks || !isWhole(understood(marks, { themes, people })));
  });
}

test("words that follow the caret make marks words", () => {
  assert.equal(marksAt("#shame 3 @idavery", 12), null);
  assert.notEqual(marksAt("#shame 3 @ida very", 13), null);
});

test("a beginning that fits one name only is that name", () => {
  assert.equal(understand("#withdr 3 @moth").theme.name, "Withdraws when hurt");
  assert.deepEqual(understand("#withdr 3 @moth").people.map(({ id }) => id), ["ida"]);
  assert.ok(isWhole(understand("#withdr 3 @moth")));
});

test("spaces, case and accents are left out", () => {
  assert.equal(understand("#NamesANeed 3 @you").theme.name, "Names a need");
  assert.equal(meant([{ names: ["Ernő É."] }], "ernoe").names[0], "Ernő É.");
});

test("a beginning that fits two is wrong, and both are offered", () => {
  const { theme, wrong } = understand("#gu 3 @ida");
  assert.equal(theme, null);
  assert.deepEqual(wrong.fits.map(({ name }) => name), ["Guilt", "Guarded with therapist"]);
});

test("a whole name wins over names that it begins", () => {
  const entries = [{ names: ["Shame"] }, { names: ["Shame of the body"] }];
  assert.equal(meant(entries, "shame"), entries[0]);
});

test("a slip of the pen is offered the name it is near", () => {
  assert.deepEqual(understand("#shmae 3 @ida").wrong.fits.map(({ name }) => name), ["Shame"]);
  assert.deepEqual(understand("#shame 3 @pual").wrong.fits.map(({ name }) => name), ["Paul"]);
});

test("a word inside a name finds it", () => {
  assert.deepEqual(near(themes, "hurt").map(({ name }) => name), ["Withdraws when hurt"]);
});

test("what is near nothing offers nothing", () => {
  assert.deepEqual(understand("#zzzzzz").wrong.fits, []);
  assert.deepEqual(near(themes, ""), []);
});

test("the name being typed is known, and none behind a space", () => {
  assert.deepEqual(read("x #sha").last, { kind: "theme", typed: "sha", start: 3 });
  assert.deepEqual(read("x #sha 3 @mo").last, { kind: "person", typed: "mo", start: 10 });
  assert.equal(read("x #sha ").last, null);
  assert.equal(read("x #sha 3").last, null);
});

test("a new theme that there is already is that theme", () => {
  assert.equal(understand("#new shame 3 @ida").theme.code, "shame");
  assert.equal(understand("#new Speaks up 3 @ida").theme.code, "new:Speaks up");
});

test("#new alone is a beginning like any other", () => {
  assert.equal(read("#new").fresh, null);
});

test("the distance counts letters added, left out, changed and swapped", () => {
  assert.equal(distance("shame", "shame"), 0);
  assert.equal(distance("shme", "shame"), 1);
  assert.equal(distance("shmae", "shame"), 1);
  assert.equal(distance("", "abc"), 3);
  assert.equal(distance("abcdef", "uvwxyz", 2), 3);
});

test("the distance is the same both ways, and bounded by the longer word", () => {
  const letters = "abc";
  const word = nth => [...nth.toString(3)].map(figure => letters[figure]).join("");
  for (let one = 0; one < 60; one += 7) {
    for (let other = 0; other < 200; other += 11) {
      const [a, b] = [word(one), word(other)];
      assert.equal(distance(a, b), distance(b, a));
      assert.ok(distance(a, b) <= Math.max(a.length, b.length));
      assert.equal(distance(a, b) === 0, a === b);
    }
  }
});

test("a name is written without its spaces", () => {
  assert.equal(written("Withdraws when hurt"), "Withdrawswhenhurt");
  assert.equal(understand(`#${written("Guarded with therapist")}`).theme.name, "Guarded with therapist");
});
