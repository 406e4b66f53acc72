// Elements made here, and the two lines in which the page itself speaks: a problem and a short notice.

const TOAST_MS = 4000;
const timers = {};

export const part = (id) => document.getElementById(id);

export function made(name, className, ...content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/** A button with words or elements on it. */
export function knob(className, run, ...content) {
  const button = made("button", className, ...content);
  button.type = "button";
  button.addEventListener("click", run);
  return button;
}

export function hidden(words) {
  return made("span", "hidden-text", words);
}

/** Run later, and instead of what waited under the same name. */
export function after(name, ms, run) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(run, ms);
}

export function showProblem(words) {
  part("problem").textContent = words;
  part("problem").hidden = !words;
}

export function showToast(words) {
  const toast = part("toast");
  toast.textContent = words;
  toast.hidden = false;
  after("toast", TOAST_MS, () => { toast.hidden = true; });
}

export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    showToast("Copied");
  } catch {
    showToast(`Could not copy; here it is: ${words}`);
  }
}

/** A sheet over the page, which Escape closes; the focus goes back to where it was. */
export function openSheet(title, ...content) {
  const sheet = part("sheet");
  const head = made("header", "", made("h2", "", title), closer(() => sheet.close()));
  head.firstChild.id = "sheet-title";
  sheet.replaceChildren(head, ...content);
  if (!sheet.open) sheet.showModal();
  return sheet;
}

export function closeSheet() {
  part("sheet").close();
}

export function closer(run) {
  const button = knob("close", run, "✕");
  button.setAttribute("aria-label", "Close");
  return button;
}

export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

export function day(seconds) {
  return new Date(seconds * 1000).toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
}
