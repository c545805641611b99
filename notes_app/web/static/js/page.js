// Runs on every page: watches the login, and lets htmx speak the product's language.
// Nothing works only because of this file.

import { blankWhenRestored, watchLogin } from "./login.js";
import { tuneHtmx } from "./swaps.js";

blankWhenRestored();
watchLogin(document.body.dataset);
tuneHtmx();
