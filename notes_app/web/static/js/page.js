// Runs on every page: watches the login, and hears keys of a single letter.
// Nothing works only because of this file.

import { hearLetterKeys } from "./letter-keys.js";
import { blankWhenRestored, watchLogin } from "./login.js";

blankWhenRestored();
watchLogin(document.body.dataset);
hearLetterKeys(document.body.dataset);
