// Keeps the sheet of a sparring while it is written on.
import { keepPages } from "./keeping.js";

keepPages("sparring", /^\/practice\/sparring\/\d+\/sheet\/$/);
