// The wires to the playground: what a person does goes up, what happens in their chats comes down.
import { showProblem } from "./dom.js";

const secret = document.querySelector('meta[name="secret"]').content;
const LOOK_AGAIN_MS = 1000;
let isLeaving = false;

/** Do something; gives what came of it, null where it could not be (the page has then said why). */
export async function tell(action, body) {
  return post(action, { "Content-Type": "application/json" }, JSON.stringify(body));
}

/** Send a file with its fields. */
export async function upload(file, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  return post("upload", {}, form);
}

async function post(action, headers, body) {
  try {
    const answer = await fetch(`chat/${action}`, {
      method: "POST", headers: { ...headers, "X-Playground-Secret": secret }, body,
    });
    const result = await answer.json();
    if (answer.status === 403 || answer.status === 410) reloadWhenBack();
    if (!answer.ok) throw new Error(result.error || `error ${answer.status}`);
    showProblem("");
    return result;
  } catch (error) {
    showProblem(error instanceof TypeError ? "The playground does not answer. Is it still running?" : error.message);
    return null;
  }
}

/** The address of a file or a picture that stands in a chat. */
export function fileAddress(fileId) {
  return `chat/file/${encodeURIComponent(fileId)}?s=${encodeURIComponent(secret)}`;
}

/** Be told of what happens: `handlers` by the kind of event. */
export function listen(handlers) {
  const source = new EventSource(`chat/events?s=${encodeURIComponent(secret)}`);
  for (const [kind, run] of Object.entries(handlers)) {
    if (kind !== "lost") source.addEventListener(kind, (event) => run(JSON.parse(event.data)));
  }
  source.addEventListener("error", () => {
    handlers.lost();
    if (source.readyState === EventSource.CLOSED) reloadWhenBack();
  });
}

/** The program was started again: this page belongs to the start before. What was being written is kept. */
async function reloadWhenBack() {
  if (isLeaving) return;
  isLeaving = true;
  for (;;) {
    try {
      if ((await fetch("./")).ok) break;
    } catch { /* it is not back yet */ }
    await new Promise((again) => { setTimeout(again, LOOK_AGAIN_MS); });
  }
  dispatchEvent(new Event("leaving"));
  location.reload();
}
