import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { root } from "../../support/source.ts";

/** The language server that editors use for YAML, as a process of its own, told to stay off the network. */
export interface LanguageServer {
  /** Opens a text as the file of a path, and gives what the server finds wrong in it. */
  readonly open: (path: string, text: string) => Promise<readonly Problem[]>;
  /** What the editor shows of the place; empty where nothing. */
  readonly hover: (path: string, at: Position) => Promise<string>;
  readonly complete: (path: string, at: Position) => Promise<readonly Completion[]>;
  readonly close: () => void;
}

/** From 0, as in the protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Problem {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly message: string;
}

export interface Completion {
  readonly label: string;
  readonly documentation: string;
}

const settings = {
  yaml: {
    validate: true,
    hover: true,
    completion: true,
    format: { enable: false },
    schemaStore: { enable: false },
    kubernetesCRDStore: { enable: false },
    hoverSchemaSource: false,
  },
  http: { proxy: "", proxyStrictSSL: true },
};

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Starts the server at the root of the project. Relative schemas are looked for beside the files that name them. */
export async function startLanguageServer(): Promise<LanguageServer> {
  const program = createRequire(import.meta.url).resolve("yaml-language-server/bin/yaml-language-server");
  const child = spawn(process.execPath, [program, "--stdio"], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting = new Map<number, (message: Message) => void>();
  const problems = new Map<string, (found: readonly Problem[]) => void>();
  let id = 0;

  const write = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const ask = async (method: string, params: object): Promise<unknown> =>
    new Promise((done, fail) => {
      waiting.set(++id, ({ result, error }) => {
        if (error === undefined) done(result);
        else fail(new Error(error.message));
      });
      write({ id, method, params });
    });

  readMessages(child.stdout, (message) => {
    if (message.method === undefined) {
      waiting.get(Number(message.id))?.(message);
    } else if (message.method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = message.params as { uri: string; diagnostics: readonly Problem[] };
      problems.get(uri)?.(diagnostics);
    } else if (message.id !== undefined) {
      write({
        id: message.id,
        result: message.method === "workspace/configuration" ? configured(message) : null,
      });
    }
  });

  await ask("initialize", {
    processId: process.pid,
    rootUri: uriOf("."),
    capabilities: {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: false } },
      textDocument: { completion: { completionItem: { documentationFormat: ["markdown"] } } },
    },
  });
  write({ method: "initialized", params: {} });
  write({ method: "workspace/didChangeConfiguration", params: { settings } });
  const open = new Map<string, number>();

  return {
    async open(path, text) {
      const uri = uriOf(path);
      const found = new Promise<readonly Problem[]>((done) => problems.set(uri, done));
      const version = (open.get(path) ?? 0) + 1;
      open.set(path, version);
      if (version === 1) {
        write({
          method: "textDocument/didOpen",
          params: { textDocument: { uri, languageId: "yaml", version, text } },
        });
      } else {
        const params = { textDocument: { uri, version }, contentChanges: [{ text }] };
        write({ method: "textDocument/didChange", params });
      }
      return found;
    },
    async hover(path, position) {
      const answer = await ask("textDocument/hover", { textDocument: { uri: uriOf(path) }, position });
      return (answer as { contents?: { value?: string } } | null)?.contents?.value?.trim() ?? "";
    },
    async complete(path, position) {
      const answer = await ask("textDocument/completion", { textDocument: { uri: uriOf(path) }, position });
      const items = (answer as { items?: readonly Item[] } | null)?.items ?? [];
      return items.map(({ label, documentation = "" }) => ({
        label,
        documentation: typeof documentation === "string" ? documentation : documentation.value,
      }));
    },
    close: () => child.kill(),
  };
}

interface Item {
  readonly label: string;
  readonly documentation?: string | { readonly value: string };
}

function uriOf(path: string): string {
  return pathToFileURL(join(root, path)).href;
}

function configured({ params }: Message): readonly unknown[] {
  const { items } = params as { items: readonly { section?: string }[] };
  const known: Readonly<Record<string, unknown>> = settings;
  return items.map(({ section = "" }) => known[section] ?? {});
}

/** Reads messages of the language server protocol: headers, an empty line, and so many bytes of JSON. */
function readMessages(stream: NodeJS.ReadableStream, each: (message: Message) => void): void {
  let rest = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf("\r\n\r\n");
      const length = Number(
        /Content-Length: (\d+)/iu.exec(rest.toString("latin1", 0, Math.max(0, end)))?.[1],
      );
      if (end < 0 || rest.length < end + 4 + length) return;
      const text = rest.toString("utf8", end + 4, end + 4 + length);
      rest = rest.subarray(end + 4 + length);
      each(JSON.parse(text) as Message);
    }
  });
}
