// Requests of our own modules.  Each unsafe one carries the token of this login.

export function token() {
  return document.querySelector('meta[name="csrf-token"]').content;
}

/** Sends like fetch, with the token.  Answers that are not of this origin are refused by the policy. */
export function send(url, { method = "POST", headers = {}, ...rest } = {}) {
  return fetch(url, {
    method,
    headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", ...headers },
    credentials: "same-origin",
    redirect: "manual",
    ...rest,
  });
}
