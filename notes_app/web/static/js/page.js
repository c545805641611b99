// Runs on every page: watches the login, and hears keys of a single letter.
// Nothing works only because of this file.

import { hearLetterKeys } from "./letter-keys.js";
import { blankWhenRestored, watchLogin } from "./login.js";

blankWhenRestored();
watchLogin(document.body.dataset);
showCurrentTab(document.querySelector(".tabs [aria-current]"));
hearLetterKeys(document.body.dataset);

// On a phone the tabs of a client run past the edge: the one that is open is brought to the middle.
function showCurrentTab(tab) {
  if (!tab) return;
  const tabs = tab.parentElement;
  tabs.scrollLeft += tab.getBoundingClientRect().left - tabs.getBoundingClientRect().left - (tabs.clientWidth - tab.offsetWidth) / 2;
}
