// Runs on every page: watches the login.
// Nothing works only because of this file.

import { blankWhenRestored, watchLogin } from "./login.js";

blankWhenRestored();
watchLogin(document.body.dataset);
