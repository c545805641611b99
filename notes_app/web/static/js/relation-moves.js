// Moving people on the map: drag, or arrow keys on the link "Move ...".  A move is sent as the form
// of its page, with the place in px from where the client stands by rule.

import { send } from './post.js';

const STEP = 8;
const NEAR = 5;          // px of the pointer below which a drag is a click
const PAUSE = 700;       // ms without a key after which the new place is sent

const MOVES = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/** Where a symbol stands, in the units of the map. */
export function hereFrom(node) {
  const { e, f } = node.querySelector('g').transform.baseVal.consolidate().matrix;
  return { x: e, y: f };
}

/** Lets people be dragged, clicked, and moved by keys; `open` shows one beside the map. */
export function movePage(map, box, open) {
  hearPointer(map, box, open);
  hearKeys(map, box);
}

function shift(node, dx, dy) {
  node.setAttribute('transform', `translate(${dx} ${dy})`);
}

function hearPointer(map, box, open) {
  let held = null;
  map.addEventListener('pointerdown', event => {
    const node = event.target.closest('.one');
    if (!node || event.button) return;
    held = { node, x: event.clientX, y: event.clientY, dx: 0, dy: 0 };
    map.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  map.addEventListener('pointermove', event => {
    if (!held || event.pointerType === 'touch') return;
    const scale = map.viewBox.baseVal.width / map.getBoundingClientRect().width;
    held.dx = (event.clientX - held.x) * scale;
    held.dy = (event.clientY - held.y) * scale;
    if (Math.hypot(held.dx, held.dy) < NEAR) return;
    map.classList.add('moving');
    shift(held.node, held.dx, held.dy);
  });
  map.addEventListener('pointerup', () => {
    const drop = held;
    held = null;
    if (!drop) return;
    if (Math.hypot(drop.dx, drop.dy) >= NEAR) keep(map, box, drop.node, drop.dx, drop.dy);
    else if (!drop.node.classList.contains('me')) open(drop.node.dataset.person);
  });
  map.addEventListener('pointercancel', () => {
    if (held) shift(held.node, 0, 0);
    map.classList.remove('moving');
    held = null;
  });
}

function hearKeys(map, box) {
  const link = document.getElementById('move-person');
  if (!link) return;
  const node = map.querySelector(`.one[data-person="${link.dataset.person}"]`);
  if (!node) return;
  document.getElementById('move-hint').hidden = false;
  if (location.hash === '#move-person') link.focus();
  let dx = 0;
  let dy = 0;
  let waiting = 0;
  link.addEventListener('keydown', event => {
    const way = MOVES[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? 1 : STEP;
    dx += way[0] * step;
    dy += way[1] * step;
    map.classList.add('moving');
    shift(node, dx, dy);
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(map, box, node, dx, dy), PAUSE);
  });
}

/** Sends the form of the page "Move ...", which knows on which version it is based. */
async function keep(map, box, node, dx, dy) {
  const address = box.dataset.move.replace(box.dataset.origin, node.dataset.person);
  const from = { x: Number(node.dataset.x), y: Number(node.dataset.y) };
  const body = new URLSearchParams({
    x: (from.x + dx).toFixed(1), y: (from.y + dy).toFixed(1), version: box.dataset.version,
  });
  const answer = await send(address, { body }).catch(() => null);
  const ok = answer && (answer.type === 'opaqueredirect' || answer.status === 303);
  if (!ok) {
    // Changed in another window, or the server is gone: the page of the form says which.
    shift(node, 0, 0);
    map.classList.remove('moving');
    location.assign(address);
    return;
  }
  const here = new URL(box.dataset.address, location.href);
  here.searchParams.set('who', node.dataset.person);
  here.hash = document.activeElement?.id === 'move-person' ? 'move-person' : 'pair';
  if (here.href === location.href) location.reload();
  else if (here.pathname + here.search === location.pathname + location.search) {
    location.hash = here.hash;
    location.reload();
  } else location.assign(here);
}
