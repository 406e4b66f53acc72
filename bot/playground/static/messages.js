// How does a message look, with what it replies to, its file or picture, and its buttons?
import { blocksShown } from "./blocks.js";
import { clock, copy, hidden, knob, made, showToast } from "./dom.js";
import { rendered } from "./entities.js";
import { fileAddress, tell } from "./wires.js";
import { idOf, isMine, isService, nameOf, world, wordsOf } from "./world.js";

const BUSY_MS = 8000;

/** An element for a message; `on` does what its buttons and commands ask for. */
export function bubble(message, on) {
  if (isService(message)) return service(message);
  const box = made("div", "bubble", sender(message));
  box.append(...origin(message));
  if (message.reply_to_message && !message.reply_to_message.forum_topic_created) box.append(replied(message, on));
  if (message.photo) box.append(picture(message));
  if (message.document) box.append(attachment(message.document));
  box.append(words(message, on), meta(message, on));
  const shown = made("article", isMine(message) ? "message mine" : "message", box);
  shown.dataset.id = idOf(message);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) shown.append(keyboard(message, rows, on));
  return shown;
}

function service(message) {
  const shown = made("p", "day", wordsOf(message));
  shown.dataset.id = idOf(message);
  return shown;
}

function sender(message) {
  const chat = world.chats.get(message.chat.id);
  const name = isMine(message) ? "You" : nameOf(message);
  const isSeen = !isMine(message) && (chat?.kind === "group" || chat?.kind === "forum");
  return made("span", isSeen ? "sender" : "hidden-text", isSeen ? name : `${name}: `);
}

function origin(message) {
  const lines = [];
  const from = message.forward_origin;
  if (from) lines.push(`Forwarded from ${from.chat?.title ?? from.sender_user?.first_name ?? "somebody"}`);
  if (message.via_bot) lines.push(`via @${message.via_bot.username}`);
  if (message.ephemeral_message_id) lines.push("Only you see this");
  if (message.guest_bot_caller_user) lines.push(`asked by ${message.guest_bot_caller_user.first_name}`);
  return lines.map((line) => made("span", "origin", line));
}

function replied(message, on) {
  const to = message.reply_to_message;
  const shown = message.quote ? `“${message.quote.text}”` : wordsOf(to);
  const button = knob("replied", () => on.show(idOf(to)), made("b", "", nameOf({ chat: message.chat, ...to })), shown);
  button.prepend(hidden("In reply to "));
  return button;
}

function words(message, on) {
  if (message.rich_message) {
    return made("div", "words blocks", blocksShown(message.rich_message.blocks, { command: on.say, copy }));
  }
  const text = message.text ?? message.caption ?? (message.document || message.photo ? "" : wordsOf(message));
  const entities = message.entities ?? message.caption_entities;
  return made("div", "words", rendered(text, entities, { command: on.say, copy }));
}

function picture(message) {
  const size = message.photo[message.photo.length - 1];
  const image = made("img", "picture");
  Object.assign(image, { src: fileAddress(size.file_id), width: size.width, height: size.height });
  image.alt = message.caption ?? "A picture from the bot";
  return image;
}

function attachment(document_) {
  const link = made("a", "file", document_.file_name || "file");
  link.href = fileAddress(document_.file_id);
  link.download = document_.file_name || "file";
  return link;
}

function meta(message, on) {
  const time = made("time", "", message.edit_date ? `edited ${clock(message.date)}` : clock(message.date));
  time.dateTime = new Date(message.date * 1000).toISOString();
  const more = knob("more", () => on.menu(message), "⋯");
  more.setAttribute("aria-label", "Reply, quote, forward …");
  return made("span", "meta", time, more);
}

function keyboard(message, rows, on) {
  const box = made("div", "keyboard");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Buttons of this message");
  for (const row of rows) box.append(made("div", "", ...row.map((button) => key(message, button, on))));
  return box;
}

function key(message, button, on) {
  if (button.url) {
    const link = made("a", "", button.text, mark("↗"));
    link.href = /^(https?|tg):/i.test(button.url) ? button.url : "#";
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }
  const shared = button.switch_inline_query_chosen_chat?.query ?? button.switch_inline_query;
  const shown = knob("", () => {
    if (button.copy_text) copy(button.copy_text.text);
    else if (button.callback_data !== undefined) press(shown, message, button.callback_data);
    else if (button.switch_inline_query_current_chat !== undefined) on.share(button.switch_inline_query_current_chat, true);
    else if (shared !== undefined) on.share(shared, false);
    else showToast("This button needs the real Telegram.");
  }, button.text);
  if (button.copy_text) shown.append(mark("", "copy"));
  if (shared !== undefined) shown.append(mark("➦"));
  if (button.style === "danger") shown.classList.add("danger");
  return shown;
}

async function press(button, message, data) {
  button.setAttribute("aria-busy", "true");
  setTimeout(() => button.removeAttribute("aria-busy"), BUSY_MS);
  const { message_id, ephemeral_message_id } = message;
  const done = await tell("press", { chat_id: message.chat.id, message_id, ephemeral_message_id, data });
  if (!done) button.removeAttribute("aria-busy");
}

function mark(sign, name = "") {
  const shown = made("span", `mark ${name}`.trim(), sign);
  shown.setAttribute("aria-hidden", "true");
  return shown;
}
