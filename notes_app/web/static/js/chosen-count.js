// Says how many boxes are ticked, while they are ticked.  Without this file the page says it when it is
// sent.
//
//   <output id="chosen-count"><b>N</b> chosen</output> in the form with the boxes

const count = document.getElementById("chosen-count");

if (count) {
  const form = count.closest("form");
  const number = count.querySelector("b");
  const say = () => {
    number.textContent = form.querySelectorAll("input[type='checkbox']:checked").length;
  };
  form.addEventListener("change", say);
  window.addEventListener("pageshow", say); // boxes that the browser ticked again on the way back
}
