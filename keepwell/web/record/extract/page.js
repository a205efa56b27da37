"use strict";
const $ = (id) => document.getElementById(id);
const head = $("head").textContent, facts = JSON.parse(head);
const SHOWN = 50, QUIET = 15 * 60 * 1000;
let children = [], index = [], quiet;

const day = (iso) => new Date(iso.length > 10 ? iso : iso + "T12:00").toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
const time = (iso) => day(iso) + ", " + new Date(iso).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

// When it was made, and whether it is still to be trusted ---------------------------------------------------------
$("whose").textContent = facts.controller;
$("age").textContent = `Made ${time(facts.made)}. To be trusted until ${time(facts.until)}; to be destroyed by ${day(facts.destroy)}.`;
const now = Date.now();
if (now > Date.parse(facts.destroy + "T23:59:59")) warn("This file is past the day on which it had to be destroyed. Find a newer one, and destroy this one.");
else if (now > Date.parse(facts.until)) warn("This file is old: people may have moved and plans may have changed. Look for a newer one, and check what you read by telephone.");
function warn(words) { $("old").textContent = words; $("old").hidden = false; }

// Opening it ------------------------------------------------------------------------------------------------------
const bytes = (id) => Uint8Array.from(atob($(id).textContent.trim()), (sign) => sign.charCodeAt(0));

async function decrypt(key, id) {
  const closed = bytes(id), about = new TextEncoder().encode(head);
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: closed.subarray(0, 12), additionalData: about }, key, closed.subarray(12));
}

async function unlock(passphrase) {
  const said = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase), "PBKDF2", false, ["deriveKey"]);
  const salt = Uint8Array.from(atob(facts.salt), (sign) => sign.charCodeAt(0));
  const outer = await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: facts.rounds }, said, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  return crypto.subtle.importKey("raw", await decrypt(outer, "lock"), "AES-GCM", false, ["decrypt"]);
}

async function read(key) {
  const plain = new Blob([await decrypt(key, "content")]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(plain).text());
}

$("open").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!globalThis.crypto?.subtle || !globalThis.DecompressionStream) return say("This browser is too old to open the file. Use a current Chrome, Edge, Firefox or Safari.");
  say("");
  let key;
  try {
    key = await unlock($("passphrase").value.trim());
  } catch {
    $("passphrase").focus();
    return say("It does not open. Check the passphrase. If it is certainly right, the top of this file was changed: do not trust it.");
  }
  try {
    children = await read(key);
  } catch {
    return say("The passphrase is right, but the file was changed or is damaged since it was made. Do not trust it: use another copy.");
  }
  $("passphrase").value = "";
  index = children.map(words);
  $("open").hidden = true;
  $("record").hidden = false;
  $("count").textContent = `Open: ${children.length} children. Nobody is shown until you look for somebody.`;
  $("words").focus();
  stay();
});
function say(words) { $("said").textContent = words; }
$("show").addEventListener("change", (event) => { $("passphrase").type = event.target.checked ? "text" : "password"; });

// Finding somebody ------------------------------------------------------------------------------------------------
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
function words(child) {
  const people = [...(child.family ?? []), ...(child.workers ?? [])].map((one) => one.name);
  return fold([child.name, child.known_as, ...child.also, child.number, ...people].join(" ")).split(/[\s'’-]+/).concat(fold(child.number ?? ""));
}
$("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const sought = fold($("words").value).split(/[\s'’-]+/).filter(Boolean);
  if (sought.join("").length < 2) return show([], "Enter at least two letters.");
  const found = children.filter((_, at) => sought.every((word) => index[at].some((one) => one.startsWith(word))));
  const more = found.length > SHOWN ? ` The first ${SHOWN} are shown: enter more of the name.` : "";
  show(found.slice(0, SHOWN), found.length ? `${found.length} found.${more}` : "Nobody of that name is in this file. Not every child is: closed and sealed records are left out.");
});
$("all").addEventListener("click", () => show(children, `All ${children.length} are shown.`));
$("print").addEventListener("click", () => window.print());
$("close").addEventListener("click", () => location.reload());
function show(some, count) {
  $("children").replaceChildren(...some.map(drawn));
  $("count").textContent = count;
  stay();
}
// An open record that nobody uses closes itself.
function stay() { clearTimeout(quiet); quiet = setTimeout(() => location.reload(), QUIET); }
for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => children.length && stay());

// One child -------------------------------------------------------------------------------------------------------
function el(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}
function drawn(child) {
  const card = el("article"), title = el("h2", child.name + (child.known_as ? `, known as ${child.known_as}` : ""));
  const who = [child.age === null ? "age not known" : `aged ${child.age}`, child.born && `born ${day(child.born)}`, `number ${child.number}`];
  card.append(title, el("p", who.filter(Boolean).join(", ")));
  if (child.also.length) card.append(el("p", `Also: ${child.also.join("; ")}`, "small"));
  const tags = el("p");
  tags.append(...child.tags.flatMap((tag) => [el("span", tag, "tag"), " "]));
  card.append(tags);
  for (const one of child.warnings ?? []) card.append(el("p", `Warning. ${[one.kind, one.text].filter(Boolean).join(": ")}${one.review ? ` (to be looked at again by ${day(one.review)})` : ""}`, "danger"));
  part(card, "Where they live", [...(child.placements ?? []).map(since), ...(child.addresses ?? []).map(address)], child.addresses || child.placements);
  part(card, "Their telephone", child.phones.map(phone), child.phones.length);
  part(card, "Legal status", (child.legal ?? []).map(since), child.legal?.length);
  part(card, "Plans", [...(child.protection ?? []).map((one) => "Child protection plan: " + since(one)), ...(child.need ?? []).map((one) => "Child in need plan" + since(one))], child.protection || child.need);
  part(card, "Family and carers", (child.family ?? []).map(relative), child.family);
  part(card, "Who works with them", (child.workers ?? []).map(worker), child.workers);
  part(card, "Next duties (of the kinds in this file)", child.duties ? child.duties.map((one) => `${one.due ? day(one.due) : "no date"}: ${one.what}`) : ["Not available in this file: the part of Keepwell that keeps duties did not give any."], true);
  return card;
}
function part(card, title, lines, there) {
  if (!there) return;
  const list = el("ul");
  list.append(...(lines.length ? lines : ["Nothing recorded."]).map((line) => el("li", line)));
  card.append(el("h3", title), list);
}
const since = (one) => `${one.what || ""}${one.since ? ` since ${day(one.since)}` : ""}`;
const address = (one) => `${one.kind}: ${one.secret ? "KEPT SECRET. Tell nobody. " : ""}${one.lines.length ? one.lines.join(", ") : one.secret ? "It is not in this file: ask the manager on call." : "not recorded"}`;
const phone = (one) => `${one.never ? "DO NOT CONTACT " : ""}${one.number}${one.note ? ` (${one.note})` : ""}`;
const relative = (one) => `${one.name}, ${one.who.toLowerCase()}${one.responsible ? ", has parental responsibility" : ""}${phones(one)}`;
const worker = (one) => `${one.name}${one.role ? `, ${one.role}` : ""}${one.where.length ? `, ${one.where.join(", ")}` : ""}${phones(one)}`;
const phones = (one) => (one.phones.length ? `: ${one.phones.map(phone).join("; ")}` : "");
