// What is typed and not yet saved: kept in the browser, sent one request at a time, sent again until the server has
// committed it. A request keeps its identifier however often it is sent, so that the server keeps it once.

const WAITS = [1000, 2000, 5000, 10000, 15000];
const PATIENCE = 15000;
const SOMEBODY_ELSE = {
  message: "Somebody else is signed in in this browser now.",
  remedy: "Sign in again as yourself in another tab.",
};

export class Outbox {
  // `tell` is called with what became of it: {state, ...}; see casework.js
  constructor({ address, stateAddress, owner, token, tell }) {
    Object.assign(this, { address, stateAddress, token, tell });
    this.key = `inspectorate/outbox/${owner}`;
    this.person = owner.split("/")[0];
    this.waiting = new Map();
    this.sending = null;
    this.failures = 0;
    this.isRenewed = false;
    this.trouble = null; // why the last request failed, until one succeeds
    this.timer = null;
    this.recover();
    addEventListener("online", () => this.hurry());
    addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  // What an earlier page could not send: after a crash of the browser it is sent now.
  recover() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
      this.sending = kept?.sending ?? null;
      for (const item of kept?.waiting ?? []) this.waiting.set(name(item), item);
    } catch (error) {
      console.warn("What this browser kept of unsaved answers cannot be read.", error);
    }
    this.left = [...(this.sending?.items ?? []), ...this.waiting.values()];
    if (!this.isEmpty) queueMicrotask(() => this.hurry());
  }

  get isEmpty() {
    return this.sending === null && this.waiting.size === 0;
  }

  put(item) {
    this.waiting.set(name(item), item);
    this.keep();
    if (this.trouble) this.tell({ state: "failed", items: [item], ...this.trouble });
    else this.tell({ state: "saving", items: [item] });
    if (this.sending === null) this.send();
  }

  keep() {
    try {
      if (this.isEmpty) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify({ sending: this.sending, waiting: [...this.waiting.values()] }));
    } catch (error) {
      console.warn("This browser keeps nothing; unsaved answers are on the page alone.", error);
    }
  }

  hurry() {
    clearTimeout(this.timer);
    if (this.busy) return;
    if (!this.isEmpty) this.send();
  }

  // Resolves once nothing is waiting; rejects on the first failure.
  flush() {
    if (this.isEmpty) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.flushed = { resolve, reject };
      this.hurry();
    });
  }

  async send() {
    clearTimeout(this.timer);
    if (this.busy) return;
    if (this.sending === null) {
      if (this.waiting.size === 0) return;
      this.sending = { client: crypto.randomUUID(), items: [...this.waiting.values()] };
      this.waiting.clear();
      this.keep();
    }
    this.busy = true;
    let answer;
    try {
      answer = await this.post(this.sending);
    } finally {
      this.busy = false;
    }
    if (answer.ok) this.done(answer.said);
    else if (answer.final) this.refused(answer.problems);
    else this.failed(answer);
  }

  async post({ client, items }) {
    const part = (kind) =>
      items.filter((item) => item.kind === kind).map(({ question, value, seen }) => ({ question, value, seen }));
    const body = JSON.stringify({ client, judgements: part("judgement"), notes: part("note") });
    try {
      const response = await fetch(this.address, {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": this.token },
        body,
        redirect: "manual",
        keepalive: body.length < 60000,
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.ok) return { ok: true, said: await response.json() };
      const problems = await problemsOf(response);
      if (response.status === 403 && problems.some((problem) => problem.code === "page-too-old")) {
        return { ok: false, ...(await this.renew(problems)) };
      }
      return { ok: false, final: [400, 403, 404, 405, 413, 422].includes(response.status), problems };
    } catch (error) {
      return { ok: false, final: false, problems: [{ message: "There is no connection.", remedy: "" }] };
    }
  }

  // A token is made anew at each sign-in; the page may be older. Whoever signed in meanwhile may be somebody else, in
  // whose name nothing of this page may be saved.
  async renew(problems) {
    try {
      const response = await fetch(this.stateAddress, { headers: { Accept: "application/json" }, redirect: "manual" });
      if (!response.ok) return { final: response.status === 403, problems: await problemsOf(response) };
      const { token, person } = await response.json();
      if (person !== this.person) return { final: false, problems: [SOMEBODY_ELSE] };
      this.token = token;
      if (!this.isRenewed) this.failures = 0;
      this.isRenewed = true;
    } catch {
      // no connection: tried again, like the saving
    }
    return { final: false, problems };
  }

  done(said) {
    const items = this.sending.items;
    this.sending = null;
    this.failures = 0;
    this.trouble = null;
    this.isRenewed = false;
    for (const item of this.waiting.values()) {
      // what was typed while this was sent has seen it
      if (items.some((one) => name(one) === name(item))) item.seen = said.saved.sequence;
    }
    this.keep();
    this.tell({ state: this.isEmpty ? "saved" : "saving", items, said });
    if (this.isEmpty) this.flushed?.resolve();
    else this.send();
    if (this.isEmpty) this.flushed = null;
  }

  refused(problems) {
    const items = this.sending.items;
    this.sending = null;
    this.trouble = null;
    if (items.length > 1) {
      // one of them is wrong: each is sent by itself, so that the others are kept
      const [first, ...others] = items;
      for (const item of others) if (!this.waiting.has(name(item))) this.waiting.set(name(item), item);
      this.sending = { client: crypto.randomUUID(), items: [first] };
      this.keep();
      this.send();
      return;
    }
    this.keep();
    this.tell({ state: "refused", items, problems });
    this.flushed?.reject(problems);
    this.flushed = null;
    if (!this.isEmpty) this.send();
  }

  failed({ problems }) {
    const wait = WAITS[Math.min(this.failures, WAITS.length - 1)];
    this.failures += 1;
    this.trouble = { problems, wait };
    this.tell({ state: "failed", items: [...this.sending.items, ...this.waiting.values()], ...this.trouble });
    this.timer = setTimeout(() => this.send(), wait);
    this.flushed?.reject(problems);
    this.flushed = null;
  }
}

function name(item) {
  return `${item.kind} ${item.question}`;
}

async function problemsOf(response) {
  if (response.type === "opaqueredirect") return [{ message: "You are signed out.", remedy: "Sign in in another tab." }];
  try {
    const { problems } = await response.json();
    if (Array.isArray(problems) && problems.length) return problems;
  } catch {
    // not JSON: something on the way answered, such as a proxy
  }
  return [{ message: `The server answered ${response.status}.`, remedy: "" }];
}
