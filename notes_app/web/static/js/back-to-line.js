// Puts the focus on the line that the address names: so Back from a note comes to the same line.

addEventListener("pageshow", () => {
  const line = document.getElementById(location.hash.slice(1));
  if (line) line.focus();
});
