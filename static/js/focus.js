// After a swap the focus stays on the control that caused it, else goes to the heading of what was swapped.
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

document.addEventListener("htmx:afterSettle", (event) => {
  const region = event.detail.elt;
  if (document.activeElement && document.activeElement !== document.body) return;
  const place = region.querySelector?.("[data-focus], h1, h2, h3");
  if (!place) return;
  if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
  place.focus();
});
