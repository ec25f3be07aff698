"use strict";
// What all parts of the page need: its data, its texts in the chosen language, elements, words to be found.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
let language = document.documentElement.lang;

/** A text of the page in the chosen language, with values for what stands in braces. */
function text(key, values = {}) {
  const found = data.texts[language][key] ?? key;
  return found.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A number with its thousands apart. */
const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** A share 0..1 in percent; a little is not shown as nothing, nor nearly all as all. */
function percent(share) {
  const rounded = Math.round(100 * share);
  if (share && !rounded) return "<\u00a01\u00a0%";
  return `${rounded === 100 && share < 1 ? 99 : rounded}\u00a0%`;
}

/** An element with attributes and children; children that are texts are shown as they are, never as HTML. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** A bar as long as its share of the width. */
function bar(share) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  set(svg, { "aria-hidden": "true", width: "100%", height: "12" });
  for (const [kind, width] of [["ground", 100], ["", 100 * share]]) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    svg.append(set(rect, { class: kind, width: `${width}%`, height: "12" }));
  }
  return svg;
}

/** Say something to those who listen to the page. */
function say(sentence) {
  byId("said").textContent = sentence;
}

/** Words as they sound, in plain letters: one spelling for all scripts, without accents and apostrophes. */
function fold(words) {
  let sound = words.normalize("NFC").toLowerCase().replace(/[^\u0000-\u007f]/g, (c) => data.letters[c] ?? c);
  sound = sound.normalize("NFKD").replace(/[\u0300-\u036f'`´‘’ʻʼʹ]/g, "");
  for (const [spelling, meeting] of data.meetings) sound = sound.replaceAll(spelling, meeting);
  return sound.replace(/([a-z])\1+/g, "$1").replaceAll("ie", "e").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Whether a folded text has a word that begins with each word of the folded question. */
function answers(folded, question) {
  const inside = ` ${folded}`;
  return question.split(" ").every((word) => inside.includes(` ${word}`));
}

/** Do something when nothing more is typed for a moment. */
function whenStill(input, act) {
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, 120);
  });
}

/** Put the texts of the chosen language into all elements that say which text they hold. */
function fillTexts() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-t]")) {
    const values = {};
    for (const { name, value } of element.attributes) {
      if (name.startsWith("data-v-")) values[name.slice(7)] = value;
    }
    element.textContent = text(element.dataset.t, values);
  }
  for (const [name, attribute] of [["t-label", "aria-label"], ["t-hint", "placeholder"]]) {
    for (const element of document.querySelectorAll(`[data-${name}]`)) {
      element.setAttribute(attribute, text(element.getAttribute(`data-${name}`)));
    }
  }
}

/** A reason in the chosen language: its phrases are known, what stands in brackets is left as it is. */
function reasonText(reason) {
  const phrases = data.reasons[language];
  if (!phrases) return reason;
  return reason.replace(REASONS, (whole, before, phrase) => before + phrases[phrase]);
}

const REASONS = (() => {
  const phrases = Object.keys(Object.values(data.reasons)[0]).sort((a, b) => b.length - a.length);
  const literally = phrases.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(^|; |, | (?=[=f]))(${literally.join("|")})(?=$|[;,]| )`, "g");
})();
