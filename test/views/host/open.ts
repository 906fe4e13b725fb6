import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { startChromium, type Chromium, type Preferred } from "../../support/chromium.ts";

/** The strictest policy under which a page can run at all: nothing but what stands in it. */
const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";

/** A result of `tools/call`. */
export interface ShownResult {
  readonly content: readonly { readonly type: "text"; readonly text: string }[];
  readonly structuredContent?: object;
  readonly isError?: boolean;
}

/** A view, and how it is shown. */
export interface Shown {
  readonly html: string;
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly variables?: Readonly<Record<string, string>>;
  readonly capabilities?: object;
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly preferred?: Preferred;
  /** What the tool gave first. */
  readonly result: () => ShownResult | Promise<ShownResult>;
  /** What it gives to the view's own calls. */
  readonly call?: (params: CallParameters) => ShownResult | Promise<ShownResult>;
}

export interface CallParameters {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

/** A client that shows views: the official bridge in a real browser. */
export interface ViewHost {
  readonly chromium: Chromium;
  /** Shows a view, and waits until it has drawn what it was told. */
  show(view: Shown): Promise<void>;
  /** What the browser complained about since the view is shown. */
  complaints(): readonly string[];
  /** What the view asked the network for. */
  asked(): readonly string[];
  close(): Promise<void>;
}

export async function openHost(): Promise<ViewHost> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "browser/page.ts")],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "error",
  });
  const script = outputFiles[0]?.text ?? "";
  let shown: Shown | undefined;
  const server = createServer((request, response) => {
    void answer(request, shown, script).then(({ type, body, headers = {} }) => {
      response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const chromium = await startChromium();
  let [complained, asked] = [0, 0];
  return {
    chromium,
    async show(view) {
      shown = view;
      [complained, asked] = [chromium.complaints.length, chromium.asked.length];
      const width = view.width ?? 900;
      await chromium.appear({ width, height: 600 }, view.preferred);
      await chromium.open(`${origin}/?${asked}`);
      await chromium.until("window.seen?.initialized === 1");
      await chromium.untilInside("document.getElementById('page').childElementCount > 0");
      // The frame is as tall as the view says.
      await chromium.until(
        "seen.sizes.length > 0 && document.querySelector('iframe').clientHeight === seen.sizes.at(-1).height",
      );
      const height = await chromium.until<number>("document.body.scrollHeight");
      await chromium.appear({ width, height: Math.min(height, 4000) }, view.preferred);
    },
    complaints: () => chromium.complaints.slice(complained),
    asked: () => chromium.asked.slice(asked).filter((url) => !url.startsWith(`${origin}/`)),
    async close() {
      await chromium.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answered {
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function answer(request: IncomingMessage, shown: Shown | undefined, script: string): Promise<Answered> {
  const { pathname } = new URL(request.url ?? "/", "http://host");
  const json = (value: unknown): Answered => ({ type: "application/json", body: JSON.stringify(value) });
  if (shown === undefined || pathname === "/favicon.ico") return json({});
  if (pathname === "/told") {
    const { theme = "light", variables = {}, width = 900, arguments: given = {} } = shown;
    const { capabilities = { openLinks: {}, serverTools: {} } } = shown;
    return json({ theme, variables, width, arguments: given, capabilities });
  }
  if (pathname === "/result") return json(await shown.result());
  if (pathname === "/call") {
    const params = JSON.parse(await text(request)) as CallParameters;
    return json(await (shown.call ?? shown.result)(params));
  }
  if (pathname === "/host.js") return { type: "text/javascript", body: script };
  if (pathname === "/view")
    return { type: "text/html", body: shown.html, headers: { "content-security-policy": policy } };
  return {
    type: "text/html",
    body: `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/host.js"></script>`,
  };
}
