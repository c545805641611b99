// Blur carried-over lines while the screen is shared.  Nothing is remembered: the next page shows them.

const button = document.getElementById('hide-words');

if (button) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const hide = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(hide));
    document.body.classList.toggle('hiding-words', hide);
  });
}
