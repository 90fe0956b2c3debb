// Keeps the page on which attendance is taken.
import { keepPages } from "./keeping.js";

keepPages("attendance", /^\/courses\/sessions\/\d+\/attendance\/$/);
