// What makes pages quicker and kinder. Every page works without it.
import "htmx.org";
import "./menus.js";
import "./keys.js";
import "./forms.js";
import "./tables.js";
import "./faults.js";
import "./leaving.js";
import "./recording.js";
