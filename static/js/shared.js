// On a device that several use, what is on the screen leaves it when the server ends the session.
const seconds = Number(document.documentElement.dataset.sharedFor);
let end;
const leave = () => location.replace(document.documentElement.dataset.sharedThen);
const begin = () => {
  clearTimeout(end);
  end = setTimeout(leave, (seconds + 1) * 1000);
};

if (seconds) {
  begin();
  document.addEventListener("htmx:afterRequest", (event) => {
    // A page that asks by itself is nobody's click, and does not move the end in the session either.
    if (!("Asks-By-Itself" in event.detail.requestConfig.headers)) begin();
  });
}
