// The list of chats, with what was said last and how much of it was not read.
import { clock, hidden, made, part } from "./dom.js";
import { fullTitle, isMine, isService, messagesOf, nameOf, places, unread, wordsOf } from "./world.js";

const SIGNS = { bot: "“", forum: "#" };

export function showList(openKey) {
  let all = 0;
  part("places").replaceChildren(...places().map((place) => {
    const count = unread(place);
    if (place.key !== openKey) all += count;
    return row(place, place.key === openKey, count);
  }));
  const badge = part("back-count");
  badge.textContent = all ? String(all) : "";
  part("back").setAttribute("aria-label", all ? `Chats, ${all} unread` : "Chats");
  document.title = all ? `(${all}) Verbatim · playground` : "Verbatim · playground";
}

function row(place, isOpen, count) {
  const last = messagesOf(place).pop();
  const words = last ? `${saidBy(last, place)}${wordsOf(last)}` : "Nothing said yet";
  const link = made("a", "place", avatar(place),
    made("span", "place-title", fullTitle(place)), made("span", "place-time", last ? clock(last.date) : ""),
    made("span", "place-words", words.slice(0, 120)));
  if (count) link.append(made("b", "count", String(count), hidden(" unread")));
  link.href = `#${place.key}`;
  if (isOpen) link.setAttribute("aria-current", "page");
  return made("li", "", link);
}

function saidBy(message, place) {
  if (isService(message) || (!isMine(message) && place.chat.kind === "bot")) return "";
  return `${isMine(message) ? "You" : nameOf(message)}: `;
}

export function avatar(place) {
  const sign = SIGNS[place.chat.kind] ?? place.title.slice(0, 1);
  const shown = made("span", `avatar ${place.chat.kind}`, sign);
  shown.setAttribute("aria-hidden", "true");
  return shown;
}
