// Counts the ticked rows, ticks a whole page, and lets "all of this list" or single ticks hold, not both; without scripts the form works all the same.
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
  const everybody = form.querySelector("[data-selection-everybody]");
  if (everybody?.checked) {
    count.textContent = many.replace("#", everybody.dataset.selectionEverybody);
    return;
  }
  count.textContent = ticked === 0 ? none : ticked === 1 ? one : many.replace("#", ticked);
};

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-selection]");
  if (!form) return;
  if (event.target.matches("[data-selection-all]")) {
    for (const row of form.querySelectorAll(".row-check")) row.checked = event.target.checked;
  }
  if (event.target.matches(".row-check, [data-selection-all]")) {
    const everybody = form.querySelector("[data-selection-everybody]");
    if (everybody) everybody.checked = false;
  }
  update(form);
});

const updateAll = () => document.querySelectorAll("[data-selection]").forEach(update);
document.addEventListener("htmx:afterSettle", updateAll);
window.addEventListener("pageshow", updateAll);
updateAll();
