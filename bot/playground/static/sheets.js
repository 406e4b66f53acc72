// Sheets over the page: what can be done with a message, where to send it, and who one is.
import { closeSheet, copy, day, knob, made, openSheet, part, showToast, clock } from "./dom.js";
import { tell } from "./wires.js";
import { fullTitle, isMine, places, wordsOf, world } from "./world.js";

const LANGUAGES = {
  en: "English", de: "Deutsch", es: "Español", fr: "Français", pt: "Português", ru: "Русский", uk: "Українська",
};

/** What can be done with a message; `on` does it. */
export function messageSheet(message, on) {
  const does = (run) => () => { closeSheet(); run(); };
  const marked = selectedIn(message);
  if (message.ephemeral_message_id) {
    openSheet("Only you see this", made("div", "knobs", knob("", does(() => copy(message.text ?? "")), "Copy text")));
    return;
  }
  const knobs = [knob("", does(() => on.reply(message, marked)), marked ? "Reply with the selected words" : "Reply")];
  if (message.text) knobs.push(knob("", () => quoteSheet(message, on.reply), "Quote a part …"));
  if (isMine(message) && message.text && !message.forward_origin && !message.via_bot) knobs.push(knob("", does(() => on.edit(message)), "Edit"));
  knobs.push(knob("", () => placeSheet("Forward to …", places(), (place) => on.forward(message, place)), "Forward …"));
  if (message.text) knobs.push(knob("", does(() => copy(message.text)), "Copy text"));
  openSheet("Message", made("p", "excerpt", wordsOf(message).slice(0, 160)), made("div", "knobs", ...knobs));
}

/** The words of a message that are marked on the page, where they are its own. */
function selectedIn(message) {
  const selection = getSelection();
  const shown = part("chat").querySelector(`[data-id="${message.message_id}"] .words`);
  const words = selection.toString().trim();
  return words && shown?.contains(selection.anchorNode) && message.text?.includes(words) ? words : "";
}

function quoteSheet(message, reply) {
  const field = made("textarea", "quoted");
  Object.assign(field, { value: message.text, readOnly: true, rows: 8, id: "quoted" });
  const label = made("label", "", "Select the words to quote");
  label.htmlFor = "quoted";
  const chosen = () => message.text.slice(field.selectionStart, field.selectionEnd).trim();
  const button = knob("main", () => { closeSheet(); reply(message, chosen()); }, "Quote the selected words");
  const check = () => { button.disabled = !chosen(); };
  for (const happened of ["select", "keyup", "pointerup"]) field.addEventListener(happened, check);
  check();
  openSheet("Quote a part", label, field, button);
  field.focus();
}

/** Choose one of some places. */
export function placeSheet(title, offered, run) {
  const knobs = offered.map((place) => knob("", () => { closeSheet(); run(place); }, fullTitle(place)));
  openSheet(title, made("div", "knobs", ...knobs));
}

/** Who one is: which of the two people, their name and language, operator or not, and what time it is. */
export function whoSheet(fill) {
  const parts = [peopleKnobs(), nameForm(), operatorSwitch(), timeBox()];
  if (world.offers_articles) parts.push(knob("wide", () => { closeSheet(); fill(); }, "Fill with demo articles"));
  parts.push(
    knob("wide", () => act("restart", {}, "The bot starts again"), "Restart the bot"),
    knob("wide danger", leave, "Start over as somebody new"),
  );
  openSheet("Who am I", ...parts);
}

async function act(action, body, said) {
  if (await tell(action, body)) { closeSheet(); showToast(said); }
}

async function leave() {
  if (await tell("leave", {})) { location.hash = ""; location.reload(); }
}

function peopleKnobs() {
  const knobs = world.people.map((person) => {
    const button = knob("", () => act("be", { person_id: person.id }, `You write as ${person.first_name}`), person.first_name);
    button.setAttribute("aria-pressed", String(person.id === world.me.id));
    return button;
  });
  const box = made("fieldset", "people", made("legend", "", "Write as"), ...knobs);
  box.append(made("p", "quiet", "The first owns the group, the forum and the channel; the other is a member."));
  return box;
}

function nameForm() {
  const name = made("input", "");
  Object.assign(name, { id: "who-name", value: world.me.first_name, maxLength: 64, required: true, autocomplete: "off" });
  const language = made("select", "", ...Object.entries(LANGUAGES).map(([code, words]) => new Option(words, code)));
  language.id = "who-language";
  language.value = world.me.language_code in LANGUAGES ? world.me.language_code : "en";
  const form = made("form", "who", labelled(name, "Name"), labelled(language, "Language of the app"));
  const save = made("button", "main", "Save");
  form.append(save);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act("profile", { name: name.value, language: language.value }, "Saved");
  });
  return form;
}

function labelled(field, words) {
  const label = made("label", "", words);
  label.htmlFor = field.id;
  return made("p", "", label, field);
}

function operatorSwitch() {
  const box = made("input", "");
  Object.assign(box, { type: "checkbox", id: "who-operator", checked: world.status.is_operator });
  box.addEventListener("change", () => act("operator", { is_operator: box.checked }, "The bot starts again with that"));
  const label = made("label", "", "I run this bot: it takes my files in, and /sources, /stats … are mine");
  label.htmlFor = "who-operator";
  return made("p", "switch", box, label);
}

function timeBox() {
  const now = Date.now() / 1000 + world.status.ahead_s;
  const days = Math.round(world.status.ahead_s / 86400);
  const ahead = days ? ` (${days} ${days === 1 ? "day" : "days"} ahead)` : "";
  return made("div", "time-box", made("p", "", `It is ${day(now)}, ${clock(now)}${ahead}. `),
    knob("", () => act("clock", { days: 1 }, "A day has passed"), "A day ahead"),
    made("p", "quiet", "For digests and quiet hours. The clock never goes back."));
}
