// The line at the bottom: words, a file, a command, an answer to a message, a change of one's own words.
import { closer, knob, made, part } from "./dom.js";
import { hide as hideCards, offer } from "./inline.js";
import { tell, upload } from "./wires.js";
import { nameOf, wordsOf, world } from "./world.js";

const DRAFTS = "verbatim-playground-drafts";
const [text, send, menu, menuButton, bar, keys, file] =
  ["text", "send", "menu", "menu-button", "bar", "keys", "file"].map(part);
const drafts = JSON.parse(sessionStorage.getItem(DRAFTS) ?? "{}");
let place = null;
let about = null;
let on = {};

/** Write in another place from now on. */
export function writeIn(opened, handlers) {
  keepDraft();
  place = opened;
  on = handlers;
  about = null;
  const mayWrite = place.chat.kind !== "channel" || place.chat.is_admin;
  part("composer").hidden = !mayWrite;
  part("closed").hidden = mayWrite;
  text.placeholder = place.chat.kind === "bot" ? "Ask the archive…" : "Write a message…";
  text.value = drafts[place.key] ?? "";
  showBar();
  showKeys(null);
  grow();
}

function keepDraft() {
  if (!place) return;
  drafts[place.key] = about?.kind === "edit" ? "" : text.value;
  sessionStorage.setItem(DRAFTS, JSON.stringify(drafts));
}
addEventListener("leaving", keepDraft);
addEventListener("pagehide", keepDraft);

/** Put words into the field, as a button of the bot's does. */
export function complete(words) {
  text.value = words;
  grow();
  text.focus();
}

export function replyTo(message, quote = "") {
  about = { kind: "reply", message, quote };
  showBar();
  text.focus();
}

export function edit(message) {
  about = { kind: "edit", message };
  text.value = message.text;
  showBar();
  grow();
  text.focus();
}

function showBar() {
  bar.hidden = !about;
  if (!about) return;
  const { kind, message, quote } = about;
  const title = kind === "edit" ? "Edit" : `${quote ? "Quote from" : "Reply to"} ${nameOf(message)}`;
  bar.replaceChildren(made("span", "", made("b", "", title), quote ? `“${quote}”` : wordsOf(message)), closer(letGo));
}

function letGo() {
  if (about?.kind === "edit") text.value = "";
  about = null;
  showBar();
  grow();
}

/** Write these words in the open place. */
export async function say(words) {
  const said = words.trim();
  if (!said || !place) return;
  const body = { chat_id: place.chat.id, topic: place.topic, text: said };
  const { kind, message, quote } = about ?? {};
  if (kind === "reply") Object.assign(body, { reply_to: message.message_id, quote });
  const done = kind === "edit"
    ? await tell("edit", { ...body, message_id: message.message_id }) : await tell("say", body);
  if (!done) return;
  about = null;
  text.value = text.value.trim() === said ? "" : text.value;
  showBar();
  showMenu(false);
  hideCards();
  grow();
}

async function sendFile() {
  const [chosen] = file.files;
  file.value = "";
  if (!chosen) return;
  const fields = { chat_id: place.chat.id, topic: place.topic || "", caption: text.value.trim() };
  if (await upload(chosen, fields)) { text.value = ""; grow(); }
}

/** The key that a message of the bot's puts below the field, until something is written. */
export function showKeys(message) {
  const rows = message?.keyboard ?? [];
  keys.replaceChildren(...rows.flat().map((key) => knob("", () => {
    if (key.request_chat) on.chooseChat(message);
    else say(key.text);
    showKeys(null);
  }, key.text)));
  keys.hidden = !rows.length;
}

export function showCommands() {
  const typed = text.value.startsWith("/") ? text.value.toLowerCase() : "/";
  const fitting = world.status.commands.filter(({ command }) => `/${command}`.startsWith(typed));
  menu.replaceChildren(...fitting.map(({ command, description }) => made("li", "",
    knob("", () => { text.value = ""; say(`/${command}`); }, made("b", "", `/${command}`), made("span", "", description)))));
  menuButton.hidden = world.status.commands.length === 0 || place?.chat.has_bot === false;
  return fitting.length;
}

export function showMenu(visible) {
  menu.hidden = !visible;
  menuButton.setAttribute("aria-expanded", String(visible));
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight + 2, 144)}px`;
  send.disabled = !text.value.trim();
}

function typed() {
  grow();
  showMenu(/^\/\w*$/.test(text.value) && showCommands() > 0);
  offer(text.value, place, {
    complete: (words) => { complete(words); typed(); },
    sent: () => { text.value = ""; hideCards(); grow(); text.focus(); },
    start: (parameter) => { text.value = ""; hideCards(); grow(); on.start(parameter); },
  });
}

/** Put words into the field and offer the cards for them. */
export function type(words) {
  complete(words);
  typed();
}

part("composer").addEventListener("submit", (event) => { event.preventDefault(); say(text.value); });
text.addEventListener("input", typed);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(text.value); }
});
menuButton.addEventListener("click", () => { showCommands(); showMenu(menu.hidden); });
part("attach").addEventListener("click", () => file.click());
file.addEventListener("change", sendFile);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || part("sheet").open) return;
  if (!menu.hidden) showMenu(false);
  else if (!part("cards").hidden) hideCards();
  else if (about) letGo();
});
grow();
