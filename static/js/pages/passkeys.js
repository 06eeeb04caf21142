// Passkeys. <form data-passkey="sign-in|show|add" hidden> shows itself where the browser knows them, and sends what it
// made in the field "credential". Options come from the element named in data-options, or from the form's own address.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (list = []) => list.map((each) => ({ ...each, id: bytes(each.id) }));

const optionsOf = async (form) => {
  if (form.dataset.options) return JSON.parse(document.querySelector(form.dataset.options).textContent);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
};

const show = async ({ publicKey }) => navigator.credentials.get({
  publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: known(publicKey.allowCredentials) },
});

const add = async ({ publicKey }) => navigator.credentials.create({
  publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: known(publicKey.excludeCredentials),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
  },
});

const ANSWERS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
const written = (made) => JSON.stringify({
  id: made.id,
  rawId: text(made.rawId),
  type: made.type,
  authenticatorAttachment: made.authenticatorAttachment,
  clientExtensionResults: made.getClientExtensionResults(),
  response: Object.fromEntries(
    ANSWERS.filter((name) => made.response[name]).map((name) => [name, text(made.response[name])]),
  ),
});

const begin = async (form) => {
  const fault = form.querySelector("[data-passkey-fault]");
  const button = form.querySelector("[type=submit]");
  fault.hidden = true;
  button.setAttribute("aria-busy", "true");
  try {
    const options = await optionsOf(form);
    const made = await (form.dataset.passkey === "add" ? add : show)(options.creation_options ?? options.request_options);
    form.elements.credential.value = written(made);
    const shared = document.querySelector("input[type=checkbox][name=shared_device]:checked");
    if (form.elements.shared_device) form.elements.shared_device.disabled = !shared;
    form.submit();
  } catch {
    fault.hidden = false;
    button.removeAttribute("aria-busy");
  }
};

// A bare address in the network has no passkeys.
const nameless = /^[\d.]+$|:/.test(location.hostname);
if (window.PublicKeyCredential && !nameless) {
  for (const none of document.querySelectorAll("[data-passkey-none]")) none.hidden = true;
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      begin(form);
    });
  }
}
