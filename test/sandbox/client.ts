import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { parseForeign } from "../../runtime/json/foreign-json.ts";
import type { ActualResponse } from "./replay/comparer.ts";
import type { Json, RecordedRequest } from "./replay/recording.ts";

export interface Client {
  send(wanted: RecordedRequest): Promise<ActualResponse>;
  close(): void;
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** The headers that the recordings keep. */
const kept = [
  "content-type",
  "location",
  "content-disposition",
  "www-authenticate",
  "allow",
  "set-cookie",
  "retry-after",
];

/** How long a stream that the server keeps open is listened to after its last event, in milliseconds. */
const patience = 100;

interface Payload {
  readonly bytes: Buffer;
  readonly type?: string;
}

interface RecordedPart {
  readonly name: string;
  readonly value?: string;
  readonly base64?: string;
  readonly filename?: string;
  readonly contentType?: string;
}

function isMultipart(body: Json): body is { readonly multipart: readonly Json[] } {
  return typeof body === "object" && body !== null && "multipart" in body;
}

function partOf(part: RecordedPart): Buffer {
  const file = part.filename === undefined ? "" : `; filename="${part.filename}"`;
  const type = part.contentType === undefined ? "" : `content-type: ${part.contentType}\r\n`;
  const head = `content-disposition: form-data; name="${part.name}"${file}\r\n${type}\r\n`;
  const content =
    part.base64 === undefined ? Buffer.from(part.value ?? "") : Buffer.from(part.base64, "base64");
  return Buffer.concat([Buffer.from(head), content]);
}

function payloadOf(body: Json | undefined): Payload {
  if (body === undefined) return { bytes: Buffer.alloc(0) };
  if (typeof body === "string") return { bytes: Buffer.from(body) };
  if (!isMultipart(body)) return { bytes: Buffer.from(JSON.stringify(body)) };
  const boundary = "replayed-part";
  const parts = (body.multipart as unknown as readonly RecordedPart[]).flatMap((part) => [
    Buffer.from(`--${boundary}\r\n`),
    partOf(part),
    Buffer.from("\r\n"),
  ]);
  return {
    bytes: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}

/** A text of JSON is recorded without its quotes; broken JSON as it is. */
function isJsonText(body: Json | undefined, type: string | undefined): boolean {
  return typeof body === "string" && type === "application/json" && /^[^[{]/.test(body);
}

function bodyOf({ body, headers = {} }: RecordedRequest): Payload {
  const text = isJsonText(body, headers["content-type"]);
  const payload = payloadOf(text ? JSON.stringify(body) : body);
  const type = payload.type ?? headers["content-type"];
  return type === undefined ? { bytes: payload.bytes } : { bytes: payload.bytes, type };
}

function headersOf(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]];
    }),
  );
}

function read(answer: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const end = (): void => {
      resolve(Buffer.concat(chunks));
    };
    const isStream = answer.headers["content-type"] === "text/event-stream";
    let silence: NodeJS.Timeout | undefined;
    const listen = (): void => {
      if (!isStream) return;
      clearTimeout(silence);
      silence = setTimeout(() => {
        end();
        answer.destroy();
      }, patience);
    };
    listen();
    answer.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      listen();
    });
    answer.on("end", () => {
      clearTimeout(silence);
      end();
    });
    answer.on("error", reject);
  });
}

function parsed(text: string): Json {
  try {
    return parseForeign(text) as Json;
  } catch {
    return text;
  }
}

function eventsOf(text: string): Json {
  return text
    .split("\n\n")
    .filter((block) => block.trim() !== "")
    .map((block) => {
      const fields = block.split("\n").map((line): [string, Json] => {
        const colon = line.indexOf(":");
        const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trimStart()];
        return [name, name === "data" ? parsed(value) : value];
      });
      return Object.fromEntries(fields);
    });
}

function isReadable(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString("utf8"), "utf8").equals(bytes);
}

function contentOf(bytes: Buffer, type: string): Json {
  if (bytes.length === 0) return null;
  if (type.startsWith("application/json") || type.startsWith("text/json"))
    return parsed(bytes.toString("utf8"));
  if (type.startsWith("text/event-stream")) return eventsOf(bytes.toString("utf8"));
  return isReadable(bytes) ? bytes.toString("utf8") : { base64: bytes.toString("base64") };
}

function authorization(
  { auth = "basic" }: RecordedRequest,
  { username, password }: Login,
): string | undefined {
  if (auth === "none") return undefined;
  const pair = auth === "wrong" ? `${username}:not-${password}` : `${username}:${password}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

/** Sends requests to one server exactly as they were recorded. */
export function client(url: string, login: Login): Client {
  const agent = new Agent({ keepAlive: true });
  return {
    send: (wanted) =>
      new Promise((resolve, reject) => {
        const { bytes, type } = bodyOf(wanted);
        const pass = authorization(wanted, login);
        const query = (wanted.query ?? "") === "" ? "" : `?${wanted.query ?? ""}`;
        const outgoing = request(
          `${url}${wanted.path}`,
          {
            agent,
            method: wanted.method,
            path: `${wanted.path}${query}`,
            headers: {
              accept: "*/*",
              ...wanted.headers,
              ...(type === undefined ? {} : { "content-type": type }),
              ...(pass === undefined ? {} : { authorization: pass }),
              ...(wanted.method === "GET" && bytes.length === 0 ? {} : { "content-length": bytes.length }),
            },
          },
          (answer) => {
            read(answer)
              .then((content) => {
                resolve({
                  status: answer.statusCode ?? 0,
                  headers: headersOf(answer.headers),
                  body: contentOf(content, answer.headers["content-type"] ?? ""),
                });
              })
              .catch(reject);
          },
        );
        outgoing.on("error", reject);
        outgoing.end(bytes);
      }),
    close: () => {
      agent.destroy();
    },
  };
}
