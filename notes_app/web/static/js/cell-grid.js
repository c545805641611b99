// Tables whose numbers are links to their passages: one tab stop, arrows from number to number, and
// the way back to the same number.  Without this module every number is a link in its turn.

const LINKS = 'a[id]';

function place(link) {
  const cell = link.closest('td, th');
  return cell ? { row: cell.parentNode, at: cell.cellIndex } : null;
}

function inRow(row, at) {
  return row.cells[at]?.querySelector(LINKS) ?? null;
}

function sideways(link, step) {
  const { row, at } = place(link);
  for (let next = at + step; next >= 0 && next < row.cells.length; next += step) {
    const found = inRow(row, next);
    if (found) return found;
  }
  return null;
}

function upOrDown(link, step) {
  const { row, at } = place(link);
  const next = step > 0 ? 'nextElementSibling' : 'previousElementSibling';
  for (let other = row[next]; other; other = other[next]) {
    const found = inRow(other, at);
    if (found) return found;
  }
  return null;
}

function toEnd(link, links) {
  return links.filter(other => place(other).row === place(link).row).at(-1);
}

function toBeginning(link, links) {
  return links.find(other => place(other).row === place(link).row);
}

function beside(step) {
  return (link, links) => links[links.indexOf(link) + step];
}

// Links that stand in one row, such as the points of a line, know neither cells nor rows.
const IN_A_ROW = {
  ArrowRight: beside(1),
  ArrowLeft: beside(-1),
  Home: (link, links) => links[0],
  End: (link, links) => links.at(-1),
};

const KEYS = {
  ArrowRight: link => sideways(link, 1),
  ArrowLeft: link => sideways(link, -1),
  ArrowDown: link => upOrDown(link, 1),
  ArrowUp: link => upOrDown(link, -1),
  Home: toBeginning,
  End: toEnd,
};

function walk(grid, links, keys) {
  let current = links[0];
  const stand = link => {
    current.tabIndex = -1;
    current = link;
    link.tabIndex = 0;
  };
  for (const link of links) link.tabIndex = -1;
  stand(links[0]);
  grid.addEventListener('focusin', event => {
    const link = event.target.closest(LINKS);
    if (links.includes(link)) stand(link);
  });
  grid.addEventListener('keydown', event => {
    const link = event.target.closest(LINKS);
    if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = keys[event.key]?.(link, links);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  const hint = grid.closest('section')?.querySelector('[data-walk]');
  if (hint) hint.hidden = false;
}

// The way back, also by the browser's own button, leads to the number that was opened.
function remember(grid) {
  grid.addEventListener('click', event => {
    const link = event.target.closest(LINKS);
    if (link) history.replaceState(null, '', `#${link.id}`);
  });
}

function comeBack() {
  const link = document.getElementById(location.hash.slice(1));
  if (!link?.closest('[data-cells]')) return;
  const fold = link.closest('details');
  if (fold) fold.open = true;
  link.focus();
  link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

for (const grid of document.querySelectorAll('[data-cells]')) {
  const links = [...grid.querySelectorAll(LINKS)];
  const row = grid.dataset.cells === 'row';
  const scroll = row || grid.matches('.strip') ? grid.closest('.scroll') : null;
  if (scroll) scroll.scrollLeft = scroll.scrollWidth;      // newest sessions first
  if (!links.length) continue;
  remember(grid);
  if (row) walk(grid, links, IN_A_ROW);
  else if (grid.tagName === 'TABLE') walk(grid, links, KEYS);
}
comeBack();
