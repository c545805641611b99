// The theme table by keyboard: one tab stop, arrows inside, Enter opens the passages of the cell.
// Without this module the row links lead to the same passages.

const strip = document.getElementById('strip');
const line = document.getElementById('reading-line');

function describe(cell) {
  const column = sessions[cell.cellIndex - 1];
  const number = column.textContent.trim();
  const theme = cell.parentNode.querySelector('th').textContent.trim();
  const value = cell.textContent.trim();
  const where = document.createElement('b');
  where.textContent = number === 'missed'
    ? `Missed session, ${column.dataset.day}`
    : `Session ${number}, ${column.dataset.day}`;
  line.replaceChildren(where, `. ${theme}, ${said(value)}${passages(cell, value)}`);
}

function said(value) {
  if (value === '') return 'not heard';
  if (value === 'not known') return 'tagging not complete';
  if (value === 'missed') return 'not held';
  if (value === 'not counted') return 'not on offer then';
  if (value === 'heard') return 'heard, stage not rated';
  return value.startsWith('stage') ? value : `${value} of 5`;
}

function isHeard(value) {
  return /^\d$/.test(value) || value === 'heard' || value.startsWith('stage');
}

function passages(cell, value) {
  if (!isHeard(value)) return '.';
  const count = Number(cell.dataset.passages ?? 1);
  return count === 1 ? '. One passage.' : `. ${count} passages.`;
}

let sessions = [];
let current = null;

function go(cell) {
  current.tabIndex = -1;
  current.classList.remove('at');
  current.parentNode.classList.remove('sel');
  current = cell;
  cell.tabIndex = 0;
  cell.classList.add('at');
  cell.parentNode.classList.add('sel');
  cell.focus({ preventScroll: true });   // which would leave it under the names that stay in sight
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  describe(cell);
}

function open(cell) {
  const theme = cell.parentNode.dataset.theme;
  if (!theme || !isHeard(cell.textContent.trim())) return;
  const address = new URL(strip.dataset.passagesUrl, location.href);
  address.searchParams.set('theme', theme);
  address.searchParams.set('at', sessions[cell.cellIndex - 1].dataset.session);
  // The way back leads to this very cell.
  const here = new URL(location.href);
  here.searchParams.set('theme', theme);
  here.searchParams.set('at', sessions[cell.cellIndex - 1].dataset.session);
  history.replaceState(null, '', here);
  location.assign(address);
}

function beside(cell, key) {
  const rows = [...strip.querySelectorAll('tr.r')];
  const row = rows.indexOf(cell.parentNode);
  const cells = [...cell.parentNode.querySelectorAll('td.c')];
  switch (key) {
    case 'ArrowRight': return cell.nextElementSibling;
    case 'ArrowLeft': return cell.previousElementSibling;
    case 'ArrowDown': return rows[row + 1]?.cells[cell.cellIndex];
    case 'ArrowUp': return rows[row - 1]?.cells[cell.cellIndex];
    case 'Home': return cells[0];
    case 'End': return cells.at(-1);
    default: return null;
  }
}

function start() {
  sessions = [...strip.querySelectorAll('.num th[data-session]')];
  const cells = [...strip.querySelectorAll('td.c')];
  if (!cells.length) return;
  for (const cell of cells) cell.tabIndex = -1;
  const chosen = strip.querySelector('td.at');
  const row = strip.querySelector('tr.sel') ?? strip.querySelector('tr.r');
  current = chosen ?? [...row.querySelectorAll('td.c')].at(-1);
  current.tabIndex = 0;
  const scroll = strip.closest('.scroll');
  scroll.scrollLeft = scroll.scrollWidth;      // newest sessions first where the table scrolls
  document.getElementById('strip-hint').hidden = false;
  if (chosen) {
    go(chosen);
  } else {
    describe(current);
  }
  strip.addEventListener('click', event => {
    const cell = event.target.closest('td.c');
    if (!cell) return;
    if (cell === current && cell.classList.contains('at')) open(cell);
    else go(cell);
  });
  strip.addEventListener('keydown', event => {
    const cell = event.target.closest('td.c');
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') { event.preventDefault(); open(cell); return; }
    const next = beside(cell, event.key);
    if (!next?.classList.contains('c')) return;
    event.preventDefault();
    go(next);
  });
}

// A choice of person or windows takes effect at once; without this module there is a button.  The
// new page begins at the control that was chosen: its id is the address's fragment.
function chooseAtOnce() {
  const form = document.getElementById('choose');
  if (!form) return;
  document.getElementById('show-choice').hidden = true;
  form.addEventListener('change', ({ target }) => {
    const address = new URL(form.action);
    address.hash = target.id;
    form.action = address;
    form.requestSubmit();
  });
}

const printButton = document.getElementById('print-page');
if (printButton) {
  printButton.hidden = false;
  printButton.addEventListener('click', () => print());
}
chooseAtOnce();
if (strip && line) start();
