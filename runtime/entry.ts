/*
 * The program that clients start. It says in one line that a Node is too old, before anything is loaded that such a Node
 * cannot read: here stands nothing that Node 12 does not know.
 */

/** The first releases with all that is used: `parseEnv` of `node:util` came last. */
const oldest = { 20: 12, 21: 7 } as Readonly<Record<number, number>>;

const [major, minor] = process.version.slice(1).split(".").map(Number) as [number, number];
const least = oldest[major];

if (least === undefined ? major > 21 : minor >= least) {
  void start();
} else {
  refuse(
    "kestra-mcp needs Node 20.12 or newer (21 from 21.7 on), and this is " +
      process.version +
      ". Install a newer one, or name its path as the command in the configuration of your client.",
  );
}

async function start(): Promise<void> {
  const { loadFrom } = await import("./loader.ts");
  loadFrom(__dirname, process.env, process.platform);
  await import("./main.ts");
}

/** Tells it to who reads stderr, and to the client that waits for an answer. */
function refuse(message: string): void {
  process.stderr.write(message + "\n");
  process.exitCode = 2;
  const others =
    /^(list|describe|call|doctor|sandbox|pull|help|version|users|list-users|generate-key|add-token|remove-token|revoke|rotate-keys|import-tokens|-h|-v|-V|--help|--version|http|--transport=http)$/;
  if (process.stdin.isTTY || process.argv.some((word) => others.test(word))) return;
  let text = "";
  const end = () => {
    process.stdin.destroy();
  };
  const timer = setTimeout(end, 3000);
  process.stdin.setEncoding("utf8");
  process.stdin.on("data", (chunk) => {
    text += String(chunk);
    const lines = text.split("\n");
    text = lines.pop() as string;
    const ids = lines.map(idOf).filter((id) => id !== undefined);
    if (ids.length === 0) return;
    const error = { code: -32603, message };
    clearTimeout(timer);
    process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id: ids[0], error }) + "\n", end);
  });
  process.stdin.on("end", () => {
    clearTimeout(timer);
  });
}

function idOf(line: string): unknown {
  try {
    const message = JSON.parse(line) as { readonly id?: unknown; readonly method?: unknown } | null;
    return message !== null && typeof message.method === "string" ? message.id : undefined;
  } catch {
    return undefined;
  }
}
