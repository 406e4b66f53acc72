// What the page knows: the chats, who one is, which place is open, and what was not read yet.

const READ = "verbatim-playground-read";
const SERVICE = ["forum_topic_created", "migrate_to_chat_id", "migrate_from_chat_id"];

export const world = {
  bot: { id: 0, first_name: "the bot", username: "" }, me: { id: 0, first_name: "You" }, people: [], chats: new Map(),
  examples: [], offers_articles: false, calls: [], status: { is_listening: false, commands: [], ahead_s: 0 },
};

export function learn(told) {
  Object.assign(world, told, { chats: new Map(told.chats.map((chat) => [chat.id, withMessages(chat)])) });
}

function withMessages(chat) {
  return { ...chat, messages: new Map(chat.messages.map((message) => [idOf(message), message])) };
}

/** What a message is found by; those that one person alone sees have numbers of their own. */
export function idOf(message) {
  return message.ephemeral_message_id ? `alone-${message.ephemeral_message_id}` : String(message.message_id);
}

/** The rows of the list: every chat, and of a forum every topic. */
export function places() {
  return [...world.chats.values()].flatMap((chat) => [
    { chat, topic: 0, title: chat.title, key: `${chat.id}/0`, part: chat.kind === "forum" ? "General" : "" },
    ...chat.topics.map(({ id, name }) => ({ chat, topic: id, title: chat.title, key: `${chat.id}/${id}`, part: name })),
  ]);
}

export function placeOf(key) {
  return places().find((place) => place.key === key);
}

export function botPlace() {
  return places().find((place) => place.chat.kind === "bot");
}

export function fullTitle(place) {
  return place.part ? `${place.title} · ${place.part}` : place.title;
}

export function topicOf(message) {
  return message.is_topic_message ? message.message_thread_id : 0;
}

export function messagesOf(place) {
  return [...place.chat.messages.values()].filter((message) => topicOf(message) === place.topic);
}

export function isMine(message) {
  return message.from.id === world.me.id;
}

export function isBots(message) {
  return message.from.id === world.bot.id;
}

export function nameOf(message) {
  const chat = world.chats.get(message.chat.id);
  return message.sender_chat || chat?.kind === "channel" ? message.chat.title : message.from.first_name;
}

export function wordsOf(message) {
  if (message.text ?? message.caption) return message.text ?? message.caption;
  if (message.document) return message.document.file_name || "a file";
  if (message.photo) return "a picture";
  if (message.forum_topic_created) return `Topic “${message.forum_topic_created.name}” was opened`;
  if (message.chat_shared) return `Chosen: ${message.chat_shared.title ?? "a chat"}`;
  return "a message this page cannot show";
}

export function isService(message) {
  return SERVICE.some((name) => name in message);
}

// Read or not: kept by this browser, for each of the two people.

const marks = JSON.parse(localStorage.getItem(READ) ?? "{}");

export function unread(place) {
  const read = marks[`${world.me.id}:${place.key}`] ?? 0;
  return messagesOf(place).filter((m) => m.message_id > read && !isMine(m) && !isService(m)).length;
}

export function markRead(place) {
  const last = Math.max(0, ...messagesOf(place).map((message) => message.message_id));
  marks[`${world.me.id}:${place.key}`] = last;
  localStorage.setItem(READ, JSON.stringify(marks));
}
