import { openWire, type Params, type Wire } from "./wire.ts";

/** The revision of MCP Apps that pages speak. */
const protocolVersion = "2026-01-26";

/** What a page does with what it is told. */
export interface Page<Output> {
  /** The tool whose results it shows. */
  readonly tool: string;
  /** Draws a result; it may come again and again. */
  readonly draw: (output: Output, host: Host) => void;
  /** Draws what went wrong instead. */
  readonly tell: (message: string) => void;
  /** Whether a result may change, so that it is asked for again. */
  readonly isLive: (output: Output) => boolean;
}

/** What a page may ask of the client that shows it. */
export interface Host {
  /** Absent where the client opens no links. */
  readonly openLink?: ((url: string) => void) | undefined;
  /** How a date is written here. */
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
  /** Whether the page asks again until the result stays. */
  readonly isAsking: boolean;
}

/**
 * The time between two questions, in milliseconds: it grows while nothing changes, and after so many questions in vain none is
 * asked until somebody looks at the page again.
 */
const pace = { first: 2_000, most: 30_000, factor: 1.6, inVain: 60 };

/** Shows a page: shakes hands with the client, follows its theme, tells how tall the page is, and asks again while it is live. */
export async function show<Output extends object>(page: Page<Output>): Promise<void> {
  let input: Params | undefined;
  let context: Params = {};
  let capabilities: Params = {};
  let shown = "";
  let wait = pace.first;
  let inVain = 0;
  let isWaiting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Output | undefined;

  const host = (): Host => ({
    openLink: "openLinks" in capabilities ? (url) => void openLink(wire, url) : undefined,
    locale: textAt(context, "locale"),
    timeZone: textAt(context, "timeZone"),
    isAsking: timer !== undefined,
  });
  const take = (result: Params): void => {
    const output = result.structuredContent;
    if (result.isError === true || typeof output !== "object" || output === null) {
      if (last === undefined) page.tell(textOf(result));
      return;
    }
    last = output as Output;
    const text = essenceOf(output);
    inVain = text === shown ? inVain + 1 : 0;
    wait = text === shown ? Math.min(pace.most, wait * pace.factor) : pace.first;
    shown = text;
    plan();
    page.draw(last, host());
  };
  const plan = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (last === undefined || input === undefined || inVain >= pace.inVain) return;
    if (!("serverTools" in capabilities) || !page.isLive(last)) return;
    timer = setTimeout(() => void ask(), wait);
  };
  const ask = async (): Promise<void> => {
    // Nobody sees it: it is asked for when somebody does.
    if (document.hidden || isWaiting) return;
    isWaiting = true;
    try {
      take((await wire.request("tools/call", { name: page.tool, arguments: input })) as Params);
    } catch {
      inVain += 1;
      wait = Math.min(pace.most, wait * pace.factor);
      plan();
    } finally {
      isWaiting = false;
    }
  };
  const follow = (changed: Params): void => {
    context = { ...context, ...changed };
    applyTheme(context);
    if (last !== undefined) page.draw(last, host());
  };

  const wire: Wire = openWire({
    ping: () => ({}),
    "ui/notifications/tool-input": (params) => {
      input = (params.arguments ?? {}) as Params;
      plan();
    },
    "ui/notifications/tool-result": take,
    "ui/notifications/tool-cancelled": () => {
      page.tell("The call was cancelled.");
    },
    "ui/notifications/host-context-changed": follow,
    "ui/resource-teardown": () => {
      clearTimeout(timer);
      // The answer goes out before.
      setTimeout(() => {
        wire.close();
      });
    },
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || last === undefined || !page.isLive(last)) return;
    inVain = 0;
    plan();
    if (timer !== undefined) void ask();
  });
  const answer = (await wire.request("ui/initialize", {
    protocolVersion,
    appInfo: { name: `kestra-${page.tool}`, version: "1.0.0" },
    appCapabilities: { availableDisplayModes: ["inline"] },
  })) as Params;
  capabilities = (answer.hostCapabilities ?? {}) as Params;
  follow((answer.hostContext ?? {}) as Params);
  wire.notify("ui/notifications/initialized");
  tellSize(wire);
  plan();
}

async function openLink(wire: Wire, url: string): Promise<void> {
  try {
    await wire.request("ui/open-link", { url });
  } catch {
    // The client has told its user why.
  }
}

/** The client's colours and fonts, where it gives them; the page has its own of both themes. */
function applyTheme({ theme, styles }: Params): void {
  const root = document.documentElement;
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const { variables } = (styles ?? {}) as { variables?: Params };
  for (const [name, value] of Object.entries(variables ?? {}))
    if (/^--[a-z0-9-]+$/.test(name) && typeof value === "string") root.style.setProperty(name, value);
}

/** Tells the client how much room the page needs, whenever that changes. */
function tellSize(wire: Wire): void {
  let told = "";
  const tell = (): void => {
    const { width, height } = document.documentElement.getBoundingClientRect();
    const size = { width: Math.ceil(width), height: Math.ceil(height) };
    const text = JSON.stringify(size);
    if (text === told) return;
    told = text;
    wire.notify("ui/notifications/size-changed", size);
  };
  new ResizeObserver(tell).observe(document.documentElement);
  tell();
}

/** What of a result is news: not that time goes by. */
function essenceOf(output: object): string {
  return JSON.stringify(output, (key, value: unknown) =>
    key === "summary" || typeof value === "number" ? undefined : value,
  );
}

function textAt(of: Params, key: string): string | undefined {
  const value = of[key];
  return typeof value === "string" ? value : undefined;
}

function textOf({ content }: Params): string {
  const [first] = Array.isArray(content) ? (content as readonly { readonly text?: unknown }[]) : [];
  return typeof first?.text === "string" ? first.text : "There is no result.";
}
