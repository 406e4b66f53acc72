// How does the chat page show the conversation, and how does it tell the playground what the person does?
import { rendered, settle } from "./entities.js";

const part = (id) => document.getElementById(id);
const [chat, typing, toast, problem, status, text, send, examples, menu, menuButton] =
  ["chat", "typing", "toast", "problem", "status", "text", "send", "examples", "menu", "menu-button"].map(part);
const TYPING_MS = 5000;
const TOAST_MS = 4000;
const BUSY_MS = 8000;
let bot = { id: 0, first_name: "the bot" };
const timers = {};

function after(name, ms, run) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(run, ms);
}

function made(name, className, ...content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

// What the person does

async function tell(action, body) {
  try {
    const answer = await fetch(`chat/${action}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    const result = await answer.json();
    if (!answer.ok) throw new Error(result.error || `error ${answer.status}`);
    showProblem("");
    return result;
  } catch (error) {
    showProblem(error instanceof TypeError ? "The playground does not answer. Is it still running?" : error.message);
    return null;
  }
}

async function say(words) {
  const message = words.trim();
  if (!message) return;
  showMenu(false);
  if (await tell("say", { text: message })) {
    if (text.value.trim() === message) text.value = "";
    grow();
  }
}

async function press(button, message, data) {
  button.setAttribute("aria-busy", "true");
  setTimeout(() => button.removeAttribute("aria-busy"), BUSY_MS);
  if (!await tell("press", { message_id: message.message_id, data })) button.removeAttribute("aria-busy");
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    showToast("Copied");
  } catch {
    showToast(`Could not copy; here it is: ${words}`);
  }
}

// What happens in the chat

function bubble(message) {
  const mine = message.from.id !== bot.id;
  const box = made("div", "bubble");
  const name = made("span", "hidden-text", mine ? "You: " : `${bot.first_name}: `);
  box.append(name);
  if (message.reply_to_message) box.append(replied(message));
  if (message.document) box.append(attachment(message.document));
  const words = message.text ?? message.caption ?? (message.document ? "" : "(a message this page cannot show)");
  const entities = message.entities ?? message.caption_entities;
  box.append(made("span", "words", rendered(words, entities, { command: say, copy })), meta(message));
  const shown = made("article", mine ? "message mine" : "message", box);
  shown.dataset.id = message.message_id;
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) shown.append(keyboard(message, rows));
  return shown;
}

function replied(message) {
  const words = message.quote?.text ?? message.reply_to_message.text ?? "a message";
  return made("span", "replied", words);
}

function attachment(document_) {
  const link = made("a", "file", "📄 ", document_.file_name || "file");
  link.href = `chat/file/${encodeURIComponent(document_.file_id)}`;
  link.download = document_.file_name || "file";
  return link;
}

function meta(message) {
  const moment = new Date(message.date * 1000);
  const clock = moment.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const time = made("time", "meta", message.edit_date ? `edited ${clock}` : clock);
  time.dateTime = moment.toISOString();
  return time;
}

function keyboard(message, rows) {
  const box = made("div", "keyboard");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Buttons of this message");
  for (const row of rows) box.append(made("div", "", ...row.map((button) => key(message, button))));
  return box;
}

function key(message, button) {
  if (button.url) {
    const link = made("a", "", button.text, mark("↗"));
    link.href = /^(https?|tg):/i.test(button.url) ? button.url : "#";
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }
  const shown = made("button", "", button.text);
  shown.type = "button";
  if (button.copy_text) {
    shown.append(mark("", "copy"));
    shown.addEventListener("click", () => copy(button.copy_text.text));
  } else if (button.callback_data !== undefined) {
    shown.addEventListener("click", () => press(shown, message, button.callback_data));
  } else {
    shown.addEventListener("click", () => showToast("Inline mode needs the real Telegram."));
  }
  return shown;
}

function mark(sign, name = "") {
  const shown = made("span", `mark ${name}`.trim(), sign);
  shown.setAttribute("aria-hidden", "true");
  return shown;
}

function isAtEnd() {
  return chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80;
}

function toEnd() {
  chat.scrollTop = chat.scrollHeight;
}

function find(messageId) {
  return chat.querySelector(`[data-id="${Number(messageId)}"]`);
}

function add(message) {
  if (find(message.message_id)) return;
  const wasAtEnd = isAtEnd() || message.from.id !== bot.id;
  const shown = bubble(message);
  chat.append(shown);
  settle(shown);
  if (message.from.id === bot.id) typing.hidden = true;
  examples.hidden = true;
  chat.querySelector(".welcome")?.remove();
  // A long answer is read from its beginning.
  if (wasAtEnd) shown.offsetHeight > chat.clientHeight ? shown.scrollIntoView() : toEnd();
}

function edit(message) {
  const old = find(message.message_id);
  if (!old) return;
  const shown = bubble(message);
  const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
  old.replaceWith(shown);
  settle(shown);
  if (focused !== null) {
    const again = [...shown.querySelectorAll("button")].find((button) => button.textContent === focused);
    (again ?? shown.querySelector("button"))?.focus();
  }
}

function begin(event) {
  bot = event.bot;
  part("bot-name").textContent = bot.first_name;
  chat.replaceChildren(made("p", "day", "Playground: everything stays on this machine"));
  if (!event.messages.length) {
    chat.append(made("p", "welcome", made("b", "", "Ask the archive"),
      "The bot answers here as it would in Telegram: word for word, with the source."));
  }
  showExamples(event.examples);
  for (const message of event.messages) add(message);
  toEnd();
  showStatus(event.status);
  showProblem("");
}

function showExamples(questions) {
  examples.replaceChildren(...["/start", ...questions].map((question) => {
    const button = made("button", "", question);
    button.type = "button";
    button.addEventListener("click", () => say(question));
    return button;
  }));
  examples.hidden = false;
}

function showStatus(now) {
  status.textContent = now.is_listening ? "bot · on this machine" : "waiting for the bot to connect…";
  menu.replaceChildren(...now.commands.map((command) => {
    const button = made("button", "", made("b", "", `/${command.command}`), made("span", "", command.description));
    button.type = "button";
    button.addEventListener("click", () => say(`/${command.command}`));
    return made("li", "", button);
  }));
  menuButton.hidden = now.commands.length === 0;
}

function showMenu(visible) {
  menu.hidden = !visible;
  menuButton.setAttribute("aria-expanded", String(visible));
}

function showProblem(words) {
  problem.textContent = words;
  problem.hidden = !words;
}

function showToast(words) {
  toast.textContent = words;
  toast.hidden = false;
  after("toast", TOAST_MS, () => { toast.hidden = true; });
}

function showTyping() {
  typing.hidden = false;
  after("typing", TYPING_MS, () => { typing.hidden = true; });
}

function answered(answer) {
  for (const busy of chat.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
  if (answer.text) showToast(answer.text);
}

function refused(call) {
  chat.append(made("p", "note", `Telegram would refuse this ${call.method}: ${call.description}`));
  toEnd();
}

// The wires

function grow() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight + 2, 144)}px`;
  send.disabled = !text.value.trim();
}

function listen() {
  const source = new EventSource("chat/events");
  const on = (kind, run) => source.addEventListener(kind, (event) => run(JSON.parse(event.data)));
  on("chat", begin);
  on("message", add);
  on("edited", edit);
  on("deleted", (event) => find(event.message_id)?.remove());
  on("action", showTyping);
  on("toast", answered);
  on("refused", refused);
  on("status", showStatus);
  source.addEventListener("error", () => {
    status.textContent = "connection lost, trying again…";
    if (source.readyState === EventSource.CLOSED) {
      showProblem("The playground was restarted or stopped. Reload the page to go on.");
    }
  });
}

part("composer").addEventListener("submit", (event) => { event.preventDefault(); say(text.value); });
text.addEventListener("input", grow);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(text.value); }
});
menuButton.addEventListener("click", () => showMenu(menu.hidden));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") showMenu(false); });
part("restart").addEventListener("click", async () => { if (await tell("restart", {})) location.reload(); });
addEventListener("resize", () => settle(chat));
grow();
listen();
