// The page put together: which place is open, and what happens in the chats.
import { addCall, showCalls } from "./calls.js";
import { avatar, showList } from "./chats.js";
import * as composer from "./composer.js";
import * as conversation from "./conversation.js";
import { after, knob, part, showProblem, showToast } from "./dom.js";
import { messageSheet, placeSheet, whoSheet } from "./sheets.js";
import { listen, tell } from "./wires.js";
import * as known from "./world.js";

const { world } = known;
const TYPING_MS = 5000;
const LIST = "#chats";
const isWide = matchMedia("(min-width: 48rem)");
let place = null;
let afterOpening = null;

// Where one is

function openHash() {
  const isList = location.hash === LIST && !isWide.matches;
  document.body.classList.toggle("in-list", isList);
  if (isList) {
    place = null;
    conversation.closePlace();
    showList("");
    return;
  }
  open(known.placeOf(location.hash.slice(1)) ?? known.botPlace());
}

function open(opened) {
  place = opened;
  composer.writeIn(place, { chooseChat, start });
  conversation.openPlace(place, { say: composer.say, menu, show: conversation.show, share }, welcome);
  part("chat-title").textContent = known.fullTitle(place);
  part("chat-avatar").replaceChildren(avatar(place));
  showExamples();
  showStatus(world.status);
  showList(place.key);
  afterOpening?.();
  afterOpening = null;
}

function goTo(target, then = null) {
  afterOpening = then;
  if (place?.key === target.key) { afterOpening = null; then?.(); } else location.hash = `#${target.key}`;
}

function welcome() {
  return conversation.welcomeTo(place, place.chat.kind === "bot" && world.offers_articles ? fill : null);
}

// What the person does

function menu(message) {
  messageSheet(message, {
    reply: composer.replyTo,
    edit: composer.edit,
    forward: async (forwarded, to) => {
      const body = { chat_id: forwarded.chat.id, message_id: forwarded.message_id, to: to.chat.id, topic: to.topic };
      if (await tell("forward", body)) goTo(to);
    },
  });
}

function share(words, isHere) {
  const type = () => composer.type(`@${world.bot.username} ${words}`);
  if (isHere) type();
  else placeSheet("Share in …", known.places(), (to) => goTo(to, type));
}

function chooseChat(message) {
  const channels = known.places().filter(({ chat }) => chat.kind === "channel" && chat.is_admin);
  placeSheet("Choose a channel", channels, (to) => {
    tell("share_chat", { chat_id: message.chat.id, message_id: message.message_id, to: to.chat.id });
  });
}

function start(parameter) {
  goTo(known.botPlace(), () => composer.say(`/start ${parameter}`));
}

async function fill() {
  showToast("Reading forty articles …");
  const done = await tell("fill", {});
  if (!done) return;
  Object.assign(world, { examples: done.examples, offers_articles: false });
  part("chat").querySelector(".fill")?.remove();
  showExamples(true);
  showToast(done.said);
}

function showExamples(isAgain = false) {
  const isFresh = !known.messagesOf(place).length || isAgain;
  const questions = place.chat.kind === "bot" && isFresh ? ["/start", ...world.examples] : [];
  part("examples").replaceChildren(...questions.map((words) => knob("", () => composer.say(words), words)));
  part("examples").hidden = !questions.length;
}

/** Links into Telegram that lead to this bot stay on the page. */
function followLink(event) {
  const link = event.target.closest?.('a[href^="https://t.me/"]');
  if (!link) return;
  const address = new URL(link.href);
  if (address.pathname.slice(1).toLowerCase() !== world.bot.username.toLowerCase()) return;
  event.preventDefault();
  const [own, groups] = ["start", "startgroup"].map((name) => address.searchParams.get(name));
  if (groups !== null) {
    const offered = known.places().filter(({ chat }) => ["group", "forum"].includes(chat.kind));
    placeSheet("Choose a group", offered, (to) => goTo(to, () => composer.say(`/start@${world.bot.username} ${groups}`)));
  } else start(own ?? "");
}

// What happens

function begin(told) {
  known.learn(told);
  for (const button of [part("me"), part("list-me")]) {
    button.textContent = world.me.first_name.slice(0, 1).toUpperCase();
    button.setAttribute("aria-label", `Who am I: ${world.me.first_name}`);
  }
  showCalls(world.calls);
  openHash();
  showProblem("");
  document.body.classList.add("ready");
}

function came({ body: message }) {
  const chat = world.chats.get(message.chat.id);
  if (!chat || chat.messages.has(known.idOf(message))) return;
  chat.messages.set(known.idOf(message), message);
  if (conversation.isOpen(message)) {
    conversation.add(message);
    part("examples").hidden = true;
    if (known.isBots(message)) part("typing").hidden = true;
    composer.showKeys(message.keyboard ? message : null);
    if (message.asks_reply !== undefined && known.isBots(message)) composer.replyTo(message);
  }
  showList(place?.key ?? "");
}

function changed({ body: message }) {
  world.chats.get(message.chat.id)?.messages.set(known.idOf(message), message);
  if (conversation.isOpen(message)) conversation.change(message);
  showList(place?.key ?? "");
}

/** What one person alone sees comes and changes by the same event. */
function whispered(event) {
  const { chat, ...message } = event.body;
  const isKnown = world.chats.get(chat.id)?.messages.has(known.idOf(message));
  (isKnown ? changed : came)(event);
}

function deleted({ chat_id: chatId, body }) {
  world.chats.get(chatId)?.messages.delete(String(body.message_id));
  if (place?.chat.id === chatId) conversation.remove(String(body.message_id));
  showList(place?.key ?? "");
}

function typing({ chat_id: chatId }) {
  if (place?.chat.id !== chatId) return;
  part("typing").hidden = false;
  after("typing", TYPING_MS, () => { part("typing").hidden = true; });
}

function toast({ body }) {
  for (const busy of document.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
  if (body.text) showToast(body.text);
}

function refused({ chat_id: chatId, body }) {
  if (place?.chat.id === chatId) conversation.note(`Telegram would refuse this ${body.method}: ${body.description}`);
}

function showStatus(now) {
  world.status = now;
  const here = {
    bot: now.is_listening ? "bot · on this machine" : "waiting for the bot to connect…",
    person: "the bot is not in this chat",
  };
  const members = place ? `${place.chat.is_admin ? "you are its admin · " : ""}${place.chat.members.join(", ")}` : "";
  part("status").textContent = place ? here[place.chat.kind] ?? members : "";
  composer.showCommands();
}

part("me").addEventListener("click", () => whoSheet(fill));
part("list-me").addEventListener("click", () => whoSheet(fill));
document.addEventListener("click", followLink);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && place) { known.markRead(place); showList(place.key); }
});
addEventListener("hashchange", openHash);
isWide.addEventListener("change", openHash);
listen({
  world: begin, message: came, edited: changed, deleted, action: typing, toast, refused, whisper: whispered,
  status: showStatus, call: ({ body }) => addCall(body),
  lost: () => { part("status").textContent = "connection lost, trying again…"; },
});
