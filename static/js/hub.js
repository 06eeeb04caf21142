// Small conveniences. Every page works without them.
import "./theme.js";
import "./menus.js";
import "./copy.js";
import "./dialogs.js";
import "./focus.js";
import "./shared.js";
import "./shortcut.js";
