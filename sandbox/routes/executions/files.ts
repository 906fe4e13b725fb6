import { json } from "../../http/answers.ts";
import type { Execution } from "../../executions/execution.ts";
import { executionFolder } from "../../executions/file-store.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { valuesIn } from "../../kv/ion-value.ts";
import { printed } from "../../pebble/value.ts";
import { integerOf, requiredOf } from "../../http/paging.ts";
import type { Route, SandboxAnswer, SandboxRequest } from "../../http/route.ts";
import { executionOf } from "./request.ts";

/** A file of the execution that the path names, or where the file of another one is. */
type Found = { readonly uri: string; readonly bytes: Uint8Array } | { readonly moved: SandboxAnswer };

function movedTo(uri: string, { tenant }: Kestra, execution: Execution): SandboxAnswer | undefined {
  const owner = /\/executions\/([^/]+)\//.exec(uri)?.[1];
  if (owner === undefined || owner === execution.id) return undefined;
  const location = `/api/v1/${tenant}/executions/${owner}/file?path=${uri}`;
  return { status: 301, headers: { location }, body: { kind: "empty" } };
}

function find(request: SandboxRequest, kestra: Kestra): Found {
  const uri = requiredOf(request.query, "path");
  const execution = executionOf(request, kestra, (id) => `Unable to find execution id '${id}'`);
  if (!uri.startsWith("kestra://")) throw new Refusal(422, "Illegal argument: Invalid prefix path");
  const moved = movedTo(uri, kestra, execution);
  if (moved !== undefined) return { moved };
  const bytes = uri.startsWith(`${executionFolder(execution)}/`) ? kestra.engine.files.get(uri) : undefined;
  if (bytes === undefined) {
    const place = `/app/storage/${kestra.tenant}/${uri.replace("kestra:///", "")}`;
    throw new Refusal(404, `Not Found: ${place} (No such file or directory)`);
  }
  return { uri, bytes };
}

function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf("/") + 1);
}

const download: Route["handle"] = (request, kestra) => {
  const found = find(request, kestra);
  if ("moved" in found) return found.moved;
  if (kestra.line === "2.0" && request.query.get("format") === "JSONL" && !found.uri.endsWith(".ion")) {
    throw new Refusal(400, "Bad Request: JSONL format is only supported for Ion files");
  }
  const name = nameOf(found.uri);
  // A header holds no other characters.
  const ascii = name.replace(/[^\x20-\x7e]/g, "");
  return {
    status: 200,
    headers: {
      "content-disposition": `attachment; filename="${ascii}"; filename*=utf-8''${encodeURIComponent(name)}`,
    },
    body: { kind: "bytes", bytes: found.bytes, type: "application/octet-stream" },
  };
};

const size: Route["handle"] = (request, kestra) => {
  const found = find(request, kestra);
  return "moved" in found ? found.moved : json({ size: found.bytes.length });
};

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    throw new Refusal(422, `Illegal argument: Unable to preview using encoding '${encoding}'`);
  }
}

interface Preview {
  readonly type: "IMAGE" | "LIST" | "MARKDOWN" | "TEXT";
  readonly content: unknown;
  readonly truncated: boolean;
}

function textPreview(text: string, most: number, type: "MARKDOWN" | "TEXT"): Preview {
  const lines = text.replace(/\n$/, "").split("\n");
  const truncated = lines.length > most;
  const shown = truncated
    ? lines
        .slice(0, most)
        .map((line) => `${line}\n`)
        .join("")
    : lines.join("\n");
  return { type, content: shown, truncated };
}

/** Rows that are lists or maps; values of any other kind are shown as texts. Throws a `Refusal` for what is no Ion. */
function ionPreview(text: string, most: number): Preview {
  const rows = valuesIn(text, most + 1);
  const truncated = rows.length > most;
  const shown = rows.slice(0, most);
  return shown.every((row) => typeof row === "object" && row !== null)
    ? { type: "LIST", content: shown, truncated }
    : { type: "TEXT", content: shown.map(printed).join("\n"), truncated };
}

const images = ["bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"];

function previewOf(bytes: Uint8Array, extension: string, encoding: string, most: number): Preview {
  if (images.includes(extension)) {
    return { type: "IMAGE", content: Buffer.from(bytes).toString("base64"), truncated: false };
  }
  if (extension === "ion") return ionPreview(decoded(bytes, "UTF-8"), most);
  return textPreview(decoded(bytes, encoding), most, extension === "md" ? "MARKDOWN" : "TEXT");
}

const preview: Route["handle"] = (request, kestra) => {
  const found = find(request, kestra);
  if ("moved" in found) return found.moved;
  const most = integerOf(request.query, "maxRows") ?? 100;
  const extension = nameOf(found.uri).split(".").at(-1) ?? "";
  const encoding = request.query.get("encoding") ?? "UTF-8";
  const { truncated, ...shown } = previewOf(found.bytes, extension, encoding, most);
  const limit = kestra.line === "2.0" ? {} : { maxLine: most };
  return json({ extension, ...shown, ...limit, truncated });
};

const base = "/api/v1/{tenant}/executions/{executionId}/file";

export const executionFileRoutes: readonly Route[] = [
  { method: "GET", path: base, handle: download },
  { method: "GET", path: `${base}/metas`, handle: size },
  { method: "GET", path: `${base}/preview`, handle: preview },
];
