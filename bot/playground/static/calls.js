// Each call of the bot's, and what Telegram would refuse or swallow in silence.
import { clock, made, part } from "./dom.js";
import { world } from "./world.js";

const SHOWN = 60;
const box = part("calls");
const list = part("calls-list");

export function showCalls(calls) {
  list.replaceChildren();
  for (const call of calls) addCall(call);
}

export function addCall(call) {
  list.prepend(made("li", "", entry(call)));
  while (list.children.length > SHOWN) list.lastChild.remove();
}

function entry(call) {
  const isFine = call.outcome === "ok" && !call.complaints.length;
  const end = call.outcome === "refused" ? `${call.code} ${call.description}` : call.outcome;
  const summary = made("summary", isFine ? "" : "bad", made("b", "", call.method),
    made("span", "", `${where(call)} · ${clock(call.at)} · ${end}`));
  for (const words of call.complaints) summary.append(made("span", "", ` · Telegram would drop: ${words}`));
  const body = made("pre", "", JSON.stringify(call.parameters, null, 1));
  body.tabIndex = 0;
  return made("details", "", summary, body);
}

function where({ parameters }) {
  const chat = world.chats.get(parameters.chat_id);
  return chat ? ` → ${chat.title}` : "";
}

export function toggleCalls() {
  box.hidden = !box.hidden;
  part("calls-button").setAttribute("aria-expanded", String(!box.hidden));
  document.body.classList.toggle("with-calls", !box.hidden);
  (box.hidden ? part("calls-button") : part("calls-close")).focus();
}

part("calls-button").addEventListener("click", toggleCalls);
part("calls-close").addEventListener("click", toggleCalls);
