// Shows the print button where there is somebody to press it, and prints.
const button = document.querySelector("#print-sheet");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
