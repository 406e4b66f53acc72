// The open place: its messages, what comes in, and where one reads in it.
import { day, knob, made, part } from "./dom.js";
import { settle } from "./entities.js";
import { bubble } from "./messages.js";
import { idOf, isBots, isMine, markRead, messagesOf, topicOf } from "./world.js";

const NEAR_END = 80;
const BESIDE = 8;
const chat = part("chat");
const jump = part("jump");
let place = null;
let on = {};
let lastDay = "";
let missed = 0;

export function openPlace(opened, handlers, welcome) {
  place = opened;
  on = handlers;
  lastDay = "";
  missed = 0;
  chat.replaceChildren();
  const messages = messagesOf(place);
  if (!messages.some((message) => message.text || message.caption)) chat.append(welcome());
  for (const message of messages) append(message);
  settle(chat);
  markRead(place);
  toEnd();
}

export function closePlace() {
  place = null;
  chat.replaceChildren();
}

export function isOpen(message) {
  return place !== null && message.chat.id === place.chat.id && topicOf(message) === place.topic;
}

function append(message) {
  const of = day(message.date);
  if (of !== lastDay) chat.append(made("p", "day", of));
  lastDay = of;
  const shown = bubble(message, on);
  chat.append(shown);
  keepInView(shown);
  return shown;
}

/** Of buttons below the fold the first row stays in view, as long as their message does. */
function keepInView(shown) {
  const buttons = shown.querySelector(".keyboard");
  if (buttons) buttons.style.bottom = `${buttons.firstChild.offsetTop + buttons.firstChild.offsetHeight - buttons.offsetHeight}px`;
}

/** A message that has just come. */
export function add(message) {
  if (find(idOf(message))) return;
  const wasAtEnd = isAtEnd();
  chat.querySelector(".welcome")?.remove();
  const shown = append(message);
  settle(shown);
  if (!document.hidden) markRead(place);
  if (isMine(message)) toEnd();
  else if (wasAtEnd) showAnswer(shown);
  else missed += 1;
  showJump();
}

/** A question stays in view above its answer, whose first buttons do by themselves; what comes later is seen from its top. */
function showAnswer(shown) {
  const top = (element) => element.getBoundingClientRect().top - chat.getBoundingClientRect().top + chat.scrollTop;
  const before = shown.previousElementSibling;
  const begin = top(before?.classList.contains("mine") ? before : shown);
  chat.scrollTop = Math.min(begin - BESIDE, chat.scrollHeight - chat.clientHeight);
}

/** A message that is another one from now on; the focus stays on the button that was pressed. */
export function change(message) {
  const old = find(idOf(message));
  if (!old) return;
  const wasAtEnd = isAtEnd();
  const shown = bubble(message, on);
  const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
  old.replaceWith(shown);
  settle(shown);
  keepInView(shown);
  if (focused !== null) {
    const again = [...shown.querySelectorAll(".keyboard button")].find((button) => button.textContent === focused);
    (again ?? shown.querySelector("button"))?.focus({ preventScroll: true });
  }
  if (wasAtEnd && isBots(message)) showAnswer(shown);
  showJump();
}

export function remove(messageId) {
  find(messageId)?.remove();
}

export function note(words) {
  chat.append(made("p", "note", words));
  toEnd();
}

export function find(id) {
  return chat.querySelector(`[data-id="${CSS.escape(id)}"]`);
}

/** Go to a message and let it be seen for a moment. */
export function show(messageId) {
  const shown = find(messageId);
  if (!shown) return;
  shown.scrollIntoView({ block: "center" });
  shown.classList.add("shown");
  setTimeout(() => shown.classList.remove("shown"), 1500);
}

function isAtEnd() {
  return chat.scrollHeight - chat.scrollTop - chat.clientHeight < NEAR_END;
}

export function toEnd() {
  chat.scrollTop = chat.scrollHeight;
  missed = 0;
  showJump();
}

function showJump() {
  if (isAtEnd()) missed = 0;
  jump.hidden = isAtEnd();
  jump.querySelector("b").textContent = missed ? String(missed) : "";
}

jump.addEventListener("click", () => { toEnd(); chat.focus(); });
chat.addEventListener("scroll", showJump, { passive: true });
addEventListener("resize", () => settle(chat));

/** What stands in a place where nothing was said yet. */
export function welcomeTo(opened, fill) {
  const texts = {
    bot: ["Ask the archive", "The bot answers here as it would in Telegram: word for word, with the source."],
    group: ["A group with the bot", "It hears commands, replies to it, and what names it. Its admins follow things here."],
    forum: ["A topic of a forum", "/subscribe in a topic, and its alerts arrive in it."],
    channel: ["A channel with the bot", "What its admins post can be forwarded; what the channel follows is told here."],
    person: ["A chat where the bot is not", "Name it, and it answers as a guest. What you share from elsewhere arrives here too."],
  };
  const [title, words] = texts[opened.chat.kind];
  const box = made("div", "welcome", made("b", "", title), words);
  if (fill) box.append(knob("fill", fill, "Fill with demo articles"));
  return box;
}
