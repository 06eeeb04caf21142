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
  document.addEventListener("htmx:afterRequest", begin);
}
