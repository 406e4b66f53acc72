// Inline mode: words after the bot's name become cards, and a tapped card goes into the chat.
import { after, knob, made, part } from "./dom.js";
import { tell } from "./wires.js";
import { world } from "./world.js";

const WAIT_MS = 250;
const cards = part("cards");
let asked = 0;

/** The words of an inline query; null where there is none. */
function inlineWords(text) {
  const name = `@${world.bot.username}`;
  const [first] = text.split(/\s/, 1);
  const isNamed = [name, "@verbatim"].includes(first.toLowerCase()) && text.length > first.length;
  return isNamed ? text.slice(first.length).trim() : null;
}

/** Offer what fits what is being typed; `on.complete` puts words into the field, `on.sent` empties it. */
export function offer(text, place, on) {
  const name = `@${world.bot.username}`;
  const words = inlineWords(text);
  asked += 1;
  if (words !== null) {
    const mine = asked;
    after("inline", WAIT_MS, async () => {
      const found = await tell("inline", { chat_id: place.chat.id, words: words.slice(0, 256) });
      if (found && mine === asked) showCards(found, place, on);
    });
  } else if (text.startsWith("@") && name.startsWith(text.toLowerCase())) {
    show([card(name, "Type words after it to search the archive from here", () => on.complete(`${name} `))]);
  } else {
    hide();
  }
}

export function hide() {
  after("inline", 0, () => {});
  asked += 1;
  cards.hidden = true;
  cards.replaceChildren();
}

function showCards(found, place, on) {
  const shown = found.results.map((result) => card(result.title, result.description, async () => {
    const body = { chat_id: place.chat.id, topic: place.topic, query_id: found.query_id, result_id: result.id };
    if (await tell("choose", body)) on.sent();
  }));
  if (found.button) shown.unshift(card(found.button.text, "", () => on.start(found.button.start_parameter)));
  if (!shown.length) shown.push(made("li", "empty", "Nothing found"));
  show(shown);
}

function show(rows) {
  cards.replaceChildren(...rows);
  cards.hidden = false;
}

function card(title, description, run) {
  return made("li", "", knob("card", run, made("b", "", title), made("span", "", description)));
}
