// Counts the ticked rows and ticks a whole page; without scripts the form works all the same.
const update = (form) => {
  const rows = [...form.querySelectorAll(".row-check")];
  const ticked = rows.filter((row) => row.checked).length;
  const all = form.querySelector("[data-selection-all]");
  const count = form.querySelector("[data-selection-count]");
  all.hidden = false;
  all.checked = ticked === rows.length;
  all.indeterminate = ticked > 0 && ticked < rows.length;
  count.dataset.none ??= count.textContent;
  const { none, one, many } = count.dataset;
  count.textContent = ticked === 0 ? none : ticked === 1 ? one : many.replace("#", ticked);
};

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-selection]");
  if (!form) return;
  if (event.target.matches("[data-selection-all]")) {
    for (const row of form.querySelectorAll(".row-check")) row.checked = event.target.checked;
  }
  update(form);
});

const updateAll = () => document.querySelectorAll("[data-selection]").forEach(update);
document.addEventListener("htmx:afterSettle", updateAll);
window.addEventListener("pageshow", updateAll);
updateAll();
