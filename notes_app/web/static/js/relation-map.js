// The relationship map by mouse and keys.  Every choice and every move is a form or a link of the
// page, which works without this module: it only sends them sooner.

import { hereFrom, movePage } from './relation-moves.js';

const map = document.getElementById('genogram');
const box = document.getElementById('map-scroll');

// A stretch of sessions, and what is drawn, take effect at once; without this module there is a button.
function chooseAtOnce() {
  const form = document.getElementById('choose');
  if (!form) return;
  document.getElementById('show-choice').hidden = true;
  form.elements.marks.addEventListener('change', () => sendTo(form, 'marks'));
  for (const radio of form.querySelectorAll('[type="radio"]')) {
    radio.addEventListener('change', () => {
      for (const name of ['first', 'last']) form.elements[name].value = '';
      sendTo(form, radio.id);
    });
  }
}

function sendTo(form, id) {
  const address = new URL(form.action);
  address.hash = id;
  form.action = address;
  form.requestSubmit();
}

function openPair(person) {
  const address = new URL(box.dataset.address, location.href);
  address.searchParams.set('who', person);
  address.hash = 'pair';
  location.assign(address);
}

function showPrint() {
  const button = document.getElementById('print-page');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => print());
}

chooseAtOnce();
showPrint();
if (map && box) {
  map.classList.add('live');
  const middle = map.querySelector('.chosen') ?? map.querySelector('.me');
  const at = hereFrom(middle);
  box.scrollLeft = at.x - map.viewBox.baseVal.x - box.clientWidth / 2;
  movePage(map, box, openPair);
}
