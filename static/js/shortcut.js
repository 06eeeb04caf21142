// "/" leads to the search of the cockpit while nothing that takes letters has the focus. The page of the search has a
// switch for those whom it disturbs, people who speak to their computer above all.
const OFF = "search-key-off";
const TAKES_LETTERS = "input, textarea, select, [contenteditable]";
const field = document.querySelector("[data-shortcut-field]");
const isOn = () => localStorage.getItem(OFF) === null;

const show = () => {
  for (const sign of document.querySelectorAll("[data-shortcut-sign]")) sign.hidden = !isOn();
  for (const button of document.querySelectorAll("[data-shortcut-switch]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isOn()));
  }
};

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!field?.checkVisibility() || !isOn() || event.target.closest(TAKES_LETTERS)) return;
  event.preventDefault();
  field.focus();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-shortcut-switch]")) return;
  if (isOn()) localStorage.setItem(OFF, "yes");
  else localStorage.removeItem(OFF);
  show();
});

if (field) show();
