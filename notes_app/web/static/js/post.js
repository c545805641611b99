// Requests of our own modules.  Each unsafe one carries the token of this login.

const OUT_OF_DATE = 400;

export function token() {
  return document.querySelector('meta[name="csrf-token"]').content;
}

/** Gives the page and its forms the token of the login as it is now. */
export function renewTokens(token) {
  document.querySelector('meta[name="csrf-token"]').content = token;
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = token;
}

/** Sends like fetch, with the token.  Answers that are not of this origin are refused by the policy.
 * A page that stayed open while its login was unlocked in another window asks for the new token. */
export async function send(url, options = {}) {
  const answer = await ask(url, options);
  if (answer.status !== OUT_OF_DATE || !(await fitsAgain())) return answer;
  return ask(url, options);
}

function ask(url, { method = "POST", headers = {}, ...rest } = {}) {
  return fetch(url, {
    method,
    headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", ...headers },
    credentials: "same-origin",
    redirect: "manual",
    ...rest,
  });
}

/** True when this page has a token again that fits the login, which is still the same person's. */
async function fitsAgain() {
  const { statusUrl, whose } = document.body.dataset;
  if (!statusUrl) return false;
  const said = await ask(statusUrl, { method: "GET" }).then((answer) => answer.json()).catch(() => null);
  if (!said?.token || said.whose !== whose) return false;
  renewTokens(said.token);
  return true;
}
