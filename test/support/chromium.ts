import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Where Debian puts it. */
const program = "/usr/bin/chromium";

/** Says why tests that need it are skipped. */
export const missing = existsSync(program) ? "" : `no Chromium at ${program} (apt install chromium)`;

/** A page of a real browser without a window. Each step waits until the page has what it needs, up to ten seconds. */
export interface Chromium {
  open(url: string): Promise<void>;
  /** Runs an expression in the page, again and again until what it gives is true. @returns that */
  until<T>(expression: string): Promise<T>;
  /** Clicks on what a CSS selector finds. */
  click(selector: string): Promise<void>;
  /** Types into what a CSS selector finds. */
  type(selector: string, text: string): Promise<void>;
  /** Waits until the browser is asked for an address that begins so, whether anybody answers there or not. @returns it whole */
  sentTo(start: string): Promise<string>;
  /** What the browser complained about, such as what the policy of a page forbids; errors of its scripts, and what they log as such. */
  readonly complaints: readonly string[];
  /** The addresses that it was asked for. */
  readonly asked: readonly string[];
  /** Runs an expression in the first frame of the page, likewise. */
  untilInside<T>(expression: string): Promise<T>;
  /** Shows the page in a window of that size, in pixels, to people who prefer these. */
  appear(size: { readonly width: number; readonly height: number }, preferred?: Preferred): Promise<void>;
  /** Presses a key, such as `Enter`. */
  press(key: string): Promise<void>;
  /** A picture of the whole page, as PNG. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

/** What a person has chosen in the system. */
export interface Preferred {
  readonly colors?: "light" | "dark";
  readonly reducedMotion?: boolean;
}

const flags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A frame of the page is looked into like the page.
  "--disable-features=IsolateSandboxedIframes",
  "--hide-scrollbars",
  "--remote-debugging-port=0",
];

/** Node 22 has it, and the types of Node 20 do not. */
interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(name: string, heard: (event: { readonly data: string }) => void): void;
}

export async function startChromium(): Promise<Chromium> {
  const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-chromium-"));
  const child = spawn(program, [...flags, `--user-data-dir=${folder}`, "about:blank"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("close", () => {
      reject(new Error(`Chromium did not start: ${said}`));
    });
  });
  const { WebSocket } = globalThis as unknown as { WebSocket: new (url: string) => Socket };
  const socket = new WebSocket(address);
  await new Promise<void>((resolve) => {
    socket.addEventListener("open", () => {
      resolve();
    });
  });
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  const asked: string[] = [];
  const complaints: string[] = [];
  /** Where scripts run -> in which frame. */
  const contexts = new Map<number, string>();
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data) as Message;
    const { id = 0, result, error, method, params } = message;
    if (error === undefined) waiting.get(id)?.resolve(result as never);
    else waiting.get(id)?.reject(new Error(error.message));
    waiting.delete(id);
    if (method === "Network.requestWillBeSent" && params?.request !== undefined)
      asked.push(params.request.url);
    if (method === "Log.entryAdded" && params?.entry !== undefined) complaints.push(params.entry.text);
    if (method === "Runtime.exceptionThrown" && params?.exceptionDetails !== undefined)
      complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === "Runtime.consoleAPICalled" && params?.type === "error")
      complaints.push(JSON.stringify(params.args));
    if (method === "Runtime.executionContextCreated" && params?.context !== undefined)
      contexts.set(params.context.id, params.context.auxData?.frameId ?? "");
    if (method === "Runtime.executionContextsCleared") contexts.clear();
    if (method === "Runtime.executionContextDestroyed") contexts.delete(params?.executionContextId ?? 0);
  });
  let last = 0;
  const send = <T>(method: string, params: object = {}, sessionId?: string): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  const { targetId } = await send<{ targetId: string }>("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send<{ sessionId: string }>("Target.attachToTarget", {
    targetId,
    flatten: true,
  });
  for (const domain of ["Page", "Network", "Log", "Runtime"]) await send(`${domain}.enable`, {}, sessionId);
  const evaluate = async (expression: string, contextId?: number): Promise<unknown> => {
    const { result } = await send<{ result: { value?: unknown } }>(
      "Runtime.evaluate",
      { expression, returnByValue: true, contextId },
      sessionId,
    );
    return result.value;
  };
  const evaluateInside = async (expression: string): Promise<unknown> => {
    const { frameTree } = await send<{ frameTree: { childFrames?: readonly { frame: { id: string } }[] } }>(
      "Page.getFrameTree",
      {},
      sessionId,
    );
    const inside = frameTree.childFrames?.[0]?.frame.id;
    const [contextId] = [...contexts].findLast(([, frame]) => frame === inside) ?? [];
    return contextId === undefined ? undefined : evaluate(expression, contextId);
  };
  const patiently = async <T>(what: string, look: () => Promise<T> | T): Promise<NonNullable<T>> => {
    for (let tries = 0; tries < 200; tries++) {
      const found = await Promise.resolve(look()).catch(() => undefined);
      if (found) return found;
      await wait(50);
    }
    throw new Error(
      `${what} did not come; the page says: ${String(await evaluate("document.body?.innerText"))}`,
    );
  };
  const found = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`;
  return {
    complaints,
    asked,
    untilInside: <T>(expression: string) =>
      patiently(expression, () => evaluateInside(expression)) as Promise<T>,
    async appear({ width, height }, { colors = "light", reducedMotion = false } = {}) {
      const features = [
        { name: "prefers-color-scheme", value: colors },
        { name: "prefers-reduced-motion", value: reducedMotion ? "reduce" : "no-preference" },
      ];
      const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
      await send("Emulation.setDeviceMetricsOverride", metrics, sessionId);
      await send("Emulation.setEmulatedMedia", { features }, sessionId);
    },
    async press(key) {
      const text = key === "Enter" ? "\r" : undefined;
      await send("Input.dispatchKeyEvent", { type: "keyDown", key, code: key, text }, sessionId);
      await send("Input.dispatchKeyEvent", { type: "keyUp", key, code: key }, sessionId);
    },
    async picture() {
      const { data } = await send<{ data: string }>(
        "Page.captureScreenshot",
        { format: "png", captureBeyondViewport: true },
        sessionId,
      );
      return Buffer.from(data, "base64");
    },
    async open(url) {
      await send("Page.navigate", { url }, sessionId);
    },
    until: <T>(expression: string) => patiently(expression, () => evaluate(expression)) as Promise<T>,
    async click(selector) {
      await patiently(selector, () => evaluate(`!!${found(selector)}`));
      await evaluate(`setTimeout(() => ${found(selector)}.click())`);
    },
    async type(selector, text) {
      await patiently(selector, () => evaluate(`!!${found(selector)}`));
      await evaluate(`${found(selector)}.value = ${JSON.stringify(text)}`);
    },
    sentTo: (start) => patiently(`a request to ${start}`, () => asked.find((url) => url.startsWith(start))),
    async close() {
      const ended = new Promise((resolve) => child.once("close", resolve));
      await send("Browser.close").catch(() => child.kill("SIGKILL"));
      socket.close();
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: {
    readonly request?: { readonly url: string };
    readonly entry?: { readonly text: string };
    readonly exceptionDetails?: {
      readonly text: string;
      readonly exception?: { readonly description?: string };
    };
    readonly type?: string;
    readonly args?: unknown;
    readonly context?: { readonly id: number; readonly auxData?: { readonly frameId?: string } };
    readonly executionContextId?: number;
  };
}
