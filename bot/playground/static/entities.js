// How does a text with Telegram's entities look? Everything becomes text nodes and elements made here: foreign
// text is never read as HTML. Offsets are UTF-16 code units, which is how JavaScript counts.

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", pre: "pre",
};
const SAFE_LINK = /^(https?|tg|mailto):/i;

/** Elements for a text; a tap on a command or on code calls `on.command` or `on.copy` with the words. */
export function rendered(text, entities, on) {
  const ordered = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return within(text, 0, text.length, ordered, on);
}

function within(text, start, end, entities, on) {
  const parts = document.createDocumentFragment();
  let at = start;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    const last = entity.offset + entity.length;
    if (entity.offset < at || last > end) continue;
    parts.append(text.slice(at, entity.offset));
    const inner = entities.slice(i + 1).filter((other) => other.offset < last);
    parts.append(element(entity, text.slice(entity.offset, last),
      within(text, entity.offset, last, inner, on), on));
    at = last;
    // The lines of a quotation are blocks already: the line break behind it would show as an empty line.
    if (isBlock(entity) && text[at] === "\n" && at < end) at += 1;
  }
  parts.append(text.slice(at, end));
  return parts;
}

function isBlock(entity) {
  return entity.type === "blockquote" || entity.type === "expandable_blockquote" || entity.type === "pre";
}

/** What one entity looks like around its content. */
export function element(entity, words, content, on) {
  const { type } = entity;
  if (TAGS[type]) return filled(TAGS[type], content);
  if (type === "blockquote") return filled("blockquote", content);
  if (type === "expandable_blockquote") return expandable(content);
  if (type === "text_link") return link(entity.url, content);
  if (type === "url") return link(words, content);
  if (type === "email") return link(`mailto:${words}`, content);
  if (type === "bot_command") return tappable("command", words, () => on.command(words));
  if (type === "code") return tappable("copied", filled("code", content), () => on.copy(words), "Tap to copy");
  if (type === "spoiler") return spoiler(content);
  if (type === "date_time") return time(entity, content);
  return filled("span", content);
}

function filled(name, content) {
  const made = document.createElement(name);
  made.append(content);
  return made;
}

function link(url, content) {
  if (!SAFE_LINK.test(url)) return filled("span", content);
  const made = filled("a", content);
  made.href = url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

function tappable(className, content, run, title = "") {
  const made = filled("button", content);
  made.type = "button";
  made.className = className;
  if (title) made.title = title;
  made.addEventListener("click", run);
  return made;
}

function spoiler(content) {
  const made = tappable("spoiler", content, () => made.setAttribute("aria-expanded", "true"));
  made.setAttribute("aria-expanded", "false");
  return made;
}

/** The moment in the reader's own zone; the words written by the bot stay as its title. */
function time(entity, content) {
  const made = document.createElement("time");
  const moment = new Date(entity.unix_time * 1000);
  made.dateTime = moment.toISOString();
  made.title = moment.toLocaleString();
  const format = shape(entity.date_time_format || "");
  made.append(format ? new Intl.DateTimeFormat([], format).format(moment) : content);
  return made;
}

function shape(format) {
  const options = {};
  if (format.includes("w")) options.weekday = "long";
  if (format.includes("d")) Object.assign(options, { day: "numeric", month: "numeric", year: "numeric" });
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (format.includes("t")) Object.assign(options, { hour: "numeric", minute: "2-digit" });
  if (format.includes("T")) Object.assign(options, { hour: "numeric", minute: "2-digit", second: "2-digit" });
  return Object.keys(options).length ? options : null;
}

/** Three lines until it is tapped, as on a phone; `settle` decides once it is shown whether there is more. */
function expandable(content) {
  const made = document.createElement("blockquote");
  made.className = "expandable folded";
  const fold = filled("div", content);
  fold.className = "fold";
  const button = tappable("unfold", "Show more", () => {
    const folded = made.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!folded));
    button.textContent = folded ? "Show more" : "Show less";
  });
  button.setAttribute("aria-expanded", "false");
  made.append(fold, button);
  return made;
}

/** Hide the button of quotations that are short enough to be seen whole. */
export function settle(root) {
  for (const quote of root.querySelectorAll(".expandable.folded")) {
    const fold = quote.querySelector(".fold");
    quote.classList.toggle("whole", fold.scrollHeight <= fold.clientHeight + 1);
  }
}
