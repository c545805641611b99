// The rules of episodes at the desk, by the vectors that Python plays as well.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { gathered, letGo, proposals } from "../../notes_app/web/static/js/episode-rules.js";

const vectors = JSON.parse(readFileSync(new URL("../notes/vectors/episodes.json", import.meta.url)));

for (const { why, tags, episodes, not_one: notOne, proposed } of vectors) {
  test(why, () => {
    const placed = tags
      .filter(([, , , , , gone]) => !gone)
      .map(([id, section, start, person, pole]) => ({ id, section, start, people: person ? [person] : [], pole }))
      .sort((one, other) => one.start - other.start);
    const sections = ["brought", "between"].map(key => placed.filter(({ section }) => section === key));
    const known = episodes.map(([id, own]) => ({ id, tags: own }));
    assert.deepEqual(proposals(sections, { episodes: known, notOne }), proposed);
  });
}

test("joining moves tags into the first episode that one of them belongs to", () => {
  const episodes = [{ id: "x", tags: ["a", "b"] }, { id: "y", tags: ["c", "d"] }];
  const made = { id: "new", tags: [] };
  assert.deepEqual(gathered(episodes, ["c", "b"], { order: ["a", "b", "c", "d"], made }), [
    { id: "x", tags: ["a", "b", "c"] },
    { id: "y", tags: ["d"] },
  ]);
  assert.deepEqual(gathered([], ["b", "a"], { order: ["a", "b"], made }), [{ id: "new", tags: ["a", "b"] }]);
});

test("joining what was said not to be one is a change of mind", () => {
  assert.deepEqual(letGo([["a", "b"], ["b", "c", "d"]], ["a", "b"]), [["b", "c", "d"]]);
});
