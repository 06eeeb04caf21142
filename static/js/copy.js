// <button data-copy="#id" data-copied="Copied" hidden>: shows itself where copying works, and says when it is done.
const prepare = (root) => {
  for (const button of root.querySelectorAll("[data-copy]")) {
    if (navigator.clipboard) button.hidden = false;
  }
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
  const words = button.querySelector("[data-copy-words]") ?? button;
  const before = words.textContent;
  words.textContent = button.dataset.copied;
  setTimeout(() => { words.textContent = before; }, 2000);
});

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.target));
