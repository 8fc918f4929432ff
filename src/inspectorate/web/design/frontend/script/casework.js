// The page of one standard of one case: saves each answer as it is given, and shows what is saved and what is not.
import { Outbox } from "./outbox.js";

const TYPING = 1200;
const LOOK = 20000;

const form = document.getElementById("answers");
const bar = form.querySelector("[data-saving]");
const status = form.querySelector("[data-status]");
const next = form.querySelector("[data-next]");
const sections = [...form.querySelectorAll("[data-question]")].filter((one) => one.querySelector("fieldset"));
const bySection = new Map(sections.map((one) => [one.dataset.question, one]));
const typing = new Map();
const refused = new Set();
let leaving = false;

const outbox = new Outbox({
  address: form.dataset.save,
  stateAddress: form.dataset.state,
  owner: form.dataset.owner,
  token: form.querySelector("[name=csrfmiddlewaretoken]").value,
  tell,
});

const parts = {
  fields: (section) => section.querySelector("fieldset"),
  radios: (section) => [...section.querySelectorAll("input[type=radio]")],
  note: (section) => section.querySelector("textarea"),
  said: (section) => section.querySelector("[data-said]"),
  clash: (section) => section.querySelector("[data-clash]"),
  seen: (section, kind) => section.querySelector(`[data-seen=${kind}]`),
};

function give(section, kind) {
  const value =
    kind === "judgement" ? parts.radios(section).find((one) => one.checked)?.value : parts.note(section).value;
  if (value === undefined) return;
  const seen = Number(parts.seen(section, kind).value) || null;
  outbox.put({ question: section.dataset.question, kind, value, seen });
}

function tell({ state, items, said, problems, wait }) {
  bar.dataset.state = state === "failed" ? "failed" : state === "refused" ? "failed" : state;
  const words = (problems ?? []).flatMap((one) => [one.message, one.remedy]).filter(Boolean).map(sentence).join(" ");
  if (state === "saving") status.textContent = "Saving…";
  if (state === "saved") status.textContent = `Saved at ${said.saved.clock}`;
  if (state === "failed") {
    status.textContent = `Not saved: ${words} It stays on this page and is tried again in ${wait / 1000} s.`;
  }
  if (state === "refused") status.textContent = `Not saved: ${words}`;
  for (const item of items) {
    const section = bySection.get(item.question);
    if (!section) continue;
    const line = parts.said(section);
    if (state === "saving" && !said) line.textContent = "Saving…";
    if (state === "failed") line.textContent = "Not saved yet.";
    if (state === "refused") {
      line.textContent = `Not saved: ${words}`;
      refused.add(`${item.kind} ${item.question}`);
    }
    if (said) {
      refused.delete(`${item.kind} ${item.question}`);
      parts.seen(section, item.kind).value = said.saved.sequence;
      line.textContent = `Saved at ${said.saved.clock}`;
      if (said.clashes[item.kind].includes(item.question)) parts.clash(section).hidden = false;
    }
  }
}

function sentence(words) {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

// Others' answers, as they come: shown where nothing of one's own waits to be saved.
async function look() {
  if (document.hidden || !outbox.isEmpty || leaving) return;
  try {
    const response = await fetch(form.dataset.state, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (!response.ok) return;
    const { questions, is_open: isOpen, status: now } = await response.json();
    if (!outbox.isEmpty) return;
    for (const [question, shown] of Object.entries(questions)) {
      const section = bySection.get(question);
      if (section) show(section, shown);
    }
    if (!isOpen) status.textContent = `The case is ${now.toLowerCase()} now; what you change undoes the sign-off.`;
  } catch {
    // the next look may succeed; saving has its own words for a lost connection
  }
}

function show(section, shown) {
  for (const kind of ["judgement", "note"]) {
    const stands = shown[kind];
    const seen = parts.seen(section, kind);
    if (!stands || Number(seen.value) === stands.seen) continue;
    const note = parts.note(section);
    const isTyping = kind === "note" && (document.activeElement === note || typing.has(section));
    if (isTyping) continue;
    if (!stands.clash) {
      seen.value = stands.seen;
      if (kind === "note") note.value = stands.value;
      else for (const radio of parts.radios(section)) radio.checked = radio.value === stands.value;
      parts.said(section).textContent = `Saved at ${stands.clock}${stands.by ? ` by ${stands.by}` : ""}`;
    }
  }
  parts.clash(section).hidden = !(shown.judgement?.clash || shown.note?.clash);
}

function isLeft(section) {
  const answered = parts.radios(section).some((one) => one.checked);
  return !answered || ("key" in section.dataset && !parts.note(section).value.trim());
}

function goToNext(from) {
  const start = sections.indexOf(from) + 1;
  const ordered = [...sections.slice(start), ...sections.slice(0, start)];
  const left = ordered.find(isLeft);
  if (!left) {
    status.textContent = "Every question on this page is answered.";
    return;
  }
  const answered = parts.radios(left).some((one) => one.checked);
  const target = answered ? parts.note(left) : parts.radios(left)[0];
  target.focus({ preventScroll: true });
  left.scrollIntoView({ block: "center", behavior: "instant" });
}

for (const section of sections) {
  const note = parts.note(section);
  for (const radio of parts.radios(section)) radio.addEventListener("change", () => give(section, "judgement"));
  const save = () => {
    clearTimeout(typing.get(section));
    if (typing.delete(section)) give(section, "note");
  };
  note.addEventListener("input", () => {
    clearTimeout(typing.get(section));
    typing.set(section, setTimeout(save, TYPING));
    parts.said(section).textContent = "Not saved yet.";
  });
  note.addEventListener("change", save);
  parts.fields(section).addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.type !== "radio") return;
    const key = event.key.toLowerCase();
    if (key === "j") {
      event.preventDefault();
      goToNext(section);
      return;
    }
    const radio = parts.radios(section).find((one) => one.dataset.key === key);
    if (!radio) return;
    event.preventDefault();
    if (!radio.checked) {
      radio.checked = true;
      give(section, "judgement");
    }
    if ("key" in section.dataset && !note.value.trim()) note.focus();
    else goToNext(section);
  });
}

next.hidden = false;
document.querySelector("[data-keys]").hidden = false;
next.addEventListener("click", () => goToNext(document.activeElement.closest?.("[data-question]")));

// What waited in this browser is what the person last gave: it is shown until it is saved.
for (const item of outbox.left) {
  const section = bySection.get(item.question);
  if (!section) continue;
  if (item.kind === "note") parts.note(section).value = item.value;
  else for (const radio of parts.radios(section)) radio.checked = radio.value === item.value;
  parts.said(section).textContent = "Not saved yet.";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  for (const [section, timer] of [...typing]) {
    clearTimeout(timer);
    typing.delete(section);
    give(section, "note");
  }
  try {
    await outbox.flush();
  } catch {
    return; // the bar says why, and what was given is still here
  }
  leaving = true;
  if (event.submitter?.name === "stay") {
    leaving = false;
    return;
  }
  form.querySelector("[name=csrfmiddlewaretoken]").value = outbox.token;
  form.submit();
});

addEventListener("beforeunload", (event) => {
  if (!leaving && (!outbox.isEmpty || typing.size > 0 || refused.size > 0)) event.preventDefault();
});

setInterval(look, LOOK);
addEventListener("visibilitychange", look);
