// How does a message of blocks (a rich message) look? As in entities.js, foreign text is never read as HTML.
import { element } from "./entities.js";

/** Elements for blocks; `on` is that of `rendered`. */
export function blocksShown(blocks, on) {
  const parts = document.createDocumentFragment();
  for (const block of blocks) parts.append(shown(block, on));
  return parts;
}

function shown(block, on) {
  if (block.type === "heading") return filled(`h${block.size}`, said(block.text, on));
  if (block.type === "blockquote") return filled("blockquote", blocksShown(block.blocks, on));
  if (block.type === "divider") return document.createElement("hr");
  if (block.type !== "details") return filled("p", said(block.text, on));
  const made = filled("details", filled("summary", said(block.summary, on)), blocksShown(block.blocks, on));
  made.open = Boolean(block.is_open);
  return made;
}

function said(text, on) {
  if (typeof text === "string") return document.createTextNode(text);
  const parts = document.createDocumentFragment();
  if (Array.isArray(text)) {
    parts.append(...text.map((part) => said(part, on)));
  } else {
    const entity = text.type === "url" ? { ...text, type: "text_link" } : text;
    parts.append(element(entity, words(text.text), said(text.text, on), on));
  }
  return parts;
}

function words(text) {
  if (typeof text === "string") return text;
  return Array.isArray(text) ? text.map(words).join("") : words(text.text);
}

function filled(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}
