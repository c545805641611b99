// node --test tests/js/deadline.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { Deadline } from "../../notes_app/web/static/js/deadline.js";

const TEN_MINUTES = 600;

function watched(seconds = TEN_MINUTES) {
  const clock = { now: 1_000_000 };
  const deadline = new Deadline(seconds, () => clock.now);
  return { deadline, wait: (passed) => (clock.now += passed * 1000) };
}

test("a login that was just used is open", () => {
  const { deadline, wait } = watched();
  wait(539);
  assert.equal(deadline.state(), "open");
});

test("it warns sixty seconds before it locks", () => {
  const { deadline, wait } = watched();
  wait(541);
  assert.equal(deadline.state(), "soon");
});

test("it is over at its end, and after a night with the lid closed", () => {
  const { deadline, wait } = watched();
  wait(600);
  assert.equal(deadline.state(), "over");
  wait(8 * 3600);
  assert.equal(deadline.state(), "over");
});

test("a clock that was put back locks too", () => {
  const { deadline, wait } = watched();
  wait(-5);
  assert.equal(deadline.state(), "over");
});

test("staying renews the whole time", () => {
  const { deadline, wait } = watched();
  wait(590);
  deadline.renew();
  wait(500);
  assert.equal(deadline.state(), "open");
});

test("a very short idle time does not warn from the first second on", () => {
  const { deadline, wait } = watched(60);
  wait(10);
  assert.equal(deadline.state(), "open");
});
