import { AppBridge, PostMessageTransport } from "@modelcontextprotocol/ext-apps/app-bridge";

/* The page of a client: it shows a view as clients do, by the official bridge. What happens is kept in `seen`. */

interface Seen {
  initialized: number;
  sizes: { width?: number | undefined; height?: number | undefined }[];
  calls: unknown[];
  links: string[];
}

interface Told {
  readonly theme: "light" | "dark";
  readonly variables: Record<string, string>;
  readonly capabilities: object;
  readonly arguments: Record<string, unknown>;
  readonly width: number;
}

const seen: Seen = { initialized: 0, sizes: [], calls: [], links: [] };

/** Asks the test, as a client asks the server. */
async function ask(path: string, body: unknown = {}): Promise<never> {
  const answer = await fetch(path, { method: "POST", body: JSON.stringify(body) });
  return (await answer.json()) as never;
}

const told: Told = await ask("/told");
document.body.style.cssText = `margin: 0; background: ${told.theme === "dark" ? "#12171f" : "#fff"}`;
const frame = document.createElement("iframe");
frame.setAttribute("sandbox", "allow-scripts");
frame.style.cssText = `display: block; border: 0; width: ${told.width}px; height: 100px`;
document.body.append(frame);
const { contentWindow } = frame;
if (contentWindow === null) throw new Error("The frame has no window.");

const bridge = new AppBridge(null, { name: "test-host", version: "1.0.0" }, told.capabilities, {
  hostContext: {
    theme: told.theme,
    locale: "en-GB",
    timeZone: "UTC",
    styles: { variables: told.variables as never },
    containerDimensions: { width: told.width },
  },
});
bridge.oncalltool = async (params) => {
  seen.calls.push(params);
  return ask("/call", params);
};
bridge.onopenlink = ({ url }) => {
  seen.links.push(url);
  return Promise.resolve({});
};
bridge.addEventListener("sizechange", ({ width, height }) => {
  seen.sizes.push({ width, height });
  if (height !== undefined) frame.style.height = `${height}px`;
});
bridge.addEventListener("initialized", () => {
  seen.initialized += 1;
  void bridge
    .sendToolInput({ arguments: told.arguments })
    .then(async () => bridge.sendToolResult(await ask("/result")));
});
await bridge.connect(new PostMessageTransport(contentWindow, contentWindow));
frame.src = "/view";
Object.assign(window, {
  seen,
  bridge,
  /** Hands over another result, as where the tool was called again. */
  again: async () => bridge.sendToolResult(await ask("/result")),
  teardown: () => bridge.teardownResource({}),
});
