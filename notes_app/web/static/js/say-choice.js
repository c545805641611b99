// Says the name that was chosen in the one select of a form, where the page's sentence waits for it.

for (const place of document.querySelectorAll("[data-into]")) {
  const select = place.closest("form").querySelector("select");
  const unchosen = place.textContent;
  const say = () => {
    place.textContent = select.value ? select.selectedOptions[0].textContent : unchosen;
  };
  select.addEventListener("change", say);
  say();
}
