// A questionnaire by keyboard: a figure answers the question that has the focus and moves on to the
// next one; Backspace clears an answer, and from an empty one steps back.  Without this module the
// radio buttons do the same by arrow keys and Tab.

const form = document.querySelector("form[data-answers]");
const questions = [...(form?.querySelectorAll("fieldset") ?? [])];

if (questions.length) {
  form.querySelector("[data-keys]").hidden = false;
  form.addEventListener("keydown", press);
  const open = questions.find(question => !chosen(question)) ?? questions[0];
  focusOn(open);
}

function press(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const question = event.target.closest("fieldset");
  if (!question) return;
  const answer = question.querySelector(`input[value="${CSS.escape(event.key)}"]`);
  if (answer) {
    event.preventDefault();
    answer.checked = true;
    step(question, 1);
  } else if (event.key === "Backspace") {
    event.preventDefault();
    const was = chosen(question);
    if (was) was.checked = false;
    else step(question, -1);
  }
}

function step(question, by) {
  const next = questions[questions.indexOf(question) + by];
  if (next) focusOn(next);
  else if (by > 0) form.querySelector("button.go").focus();
}

function focusOn(question) {
  (chosen(question) ?? question.querySelector("input")).focus();
}

function chosen(question) {
  return question.querySelector("input:checked");
}
