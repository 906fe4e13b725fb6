/** A message of JSON-RPC as a page and its host send it. */
interface Message {
  readonly jsonrpc: "2.0";
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export type Params = Readonly<Record<string, unknown>>;

/** What the host asks or tells, by method. What it asks is answered with what the function returns. */
export type Heard = Readonly<Record<string, (params: Params) => unknown>>;

/** How a page speaks to the frame that it is shown in. */
export interface Wire {
  request(method: string, params: Params): Promise<unknown>;
  notify(method: string, params?: Params): void;
  /** Hears nothing more. */
  close(): void;
}

/** How long the host may take for an answer, in milliseconds. */
const patience = 60_000;

/** Opens the wire to the host: messages of anybody else are not read. */
export function openWire(heard: Heard): Wire {
  const host = window.parent;
  const waiting = new Map<number, (message: Message) => void>();
  let last = 0;
  const send = (message: Omit<Message, "jsonrpc">): void => {
    host.postMessage({ jsonrpc: "2.0", ...message }, "*");
  };
  const listener = ({ source, data }: MessageEvent<unknown>): void => {
    if (source !== host || !isMessage(data)) return;
    const { id, method, params } = data;
    if (method === undefined) {
      waiting.get(Number(id))?.(data);
      return;
    }
    const hear = Object.hasOwn(heard, method) ? heard[method] : undefined;
    const result = hear?.(params ?? {});
    if (id === undefined) return;
    if (hear !== undefined) send({ id, result: result ?? {} });
    else send({ id, error: { code: -32601, message: "Method not found" } });
  };
  window.addEventListener("message", listener);
  return {
    request: (method, params) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error(`The host did not answer ${method}.`));
        }, patience);
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          clearTimeout(timer);
          if (error === undefined) resolve(result);
          else reject(new Error(error.message));
        });
        send({ id, method, params });
      }),
    notify: (method, params = {}) => {
      send({ method, params });
    },
    close: () => {
      window.removeEventListener("message", listener);
    },
  };
}

function isMessage(data: unknown): data is Message {
  return typeof data === "object" && data !== null && "jsonrpc" in data && data.jsonrpc === "2.0";
}
