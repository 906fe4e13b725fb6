import type { Line } from "../line/line.ts";
import { bytes, empty, json, notBuilt } from "../http/answers.ts";
import { rawPathOf } from "../executions/java-uri.ts";
import { Refusal } from "../executions/refusal.ts";
import type { Values } from "../values/values.ts";
import { filePathOf, movedPathOf } from "../files/file-path.ts";
import type { FileEntry } from "../files/namespace-files.ts";
import type { Kestra } from "../kestra/kestra.ts";
import { integerOf, requiredOf } from "../http/paging.ts";
import type { Part, Route, SandboxRequest } from "../http/route.ts";

function row({ type, name, size, created, modified }: FileEntry, line: Line): Values {
  return {
    type,
    size,
    fileName: name,
    lastModifiedTime: modified,
    creationTime: created,
    ...(line === "1.0" ? {} : { metadata: {} }),
  };
}

function namespaceOf({ params }: SandboxRequest): string {
  return params["namespace"] ?? "";
}

/** The path of a directory; the root where none was sent. */
function directoryOf(request: SandboxRequest, { line }: Kestra): string {
  return filePathOf(request.query.get("path"), line, namespaceOf(request));
}

function pathOf(request: SandboxRequest, { line }: Kestra): string {
  return filePathOf(requiredOf(request.query, "path"), line, namespaceOf(request));
}

function movedOf(request: SandboxRequest, { line }: Kestra, name: "from" | "to"): string {
  return movedPathOf(requiredOf(request.query, name), line, namespaceOf(request));
}

const list: Route["handle"] = (request, kestra) =>
  json(
    kestra.files
      .list(namespaceOf(request), directoryOf(request, kestra))
      .map((entry) => row(entry, kestra.line)),
  );

const stats: Route["handle"] = (request, kestra) =>
  json(row(kestra.files.stats(namespaceOf(request), directoryOf(request, kestra)), kestra.line));

const search: Route["handle"] = (request, { files }) =>
  json(files.find(namespaceOf(request), requiredOf(request.query, "q")));

const read: Route["handle"] = (request, kestra) => {
  const path = pathOf(request, kestra);
  const revision = kestra.line === "1.0" ? undefined : integerOf(request.query, "revision");
  return bytes(kestra.files.read(namespaceOf(request), path, revision));
};

const revisions: Route["handle"] = (request, kestra) =>
  json(
    kestra.files.revisions(namespaceOf(request), pathOf(request, kestra)).map((revision) => ({ revision })),
  );

const makeDirectory: Route["handle"] = (request, kestra) => {
  const path = directoryOf(request, kestra);
  // 2.0 makes a URI of a directory's path as it is.
  if (kestra.line === "2.0") rawPathOf(request.query.get("path") ?? "");
  kestra.files.makeDirectory(namespaceOf(request), path);
  return empty(200);
};

function isArchive({ filename = "" }: Part): boolean {
  return filename.toLowerCase().endsWith(".zip");
}

const upload: Route["handle"] = (request, kestra) => {
  const path = pathOf(request, kestra);
  const part = request.parts().find(({ name }) => name === "fileContent");
  if (part === undefined) {
    throw new Refusal(500, "Internal server error: Required Part [fileContent] not specified");
  }
  // Kestra unpacks an archive into the namespace, whatever the path says.
  if (isArchive(part)) return notBuilt("POST /namespaces/{namespace}/files of a ZIP archive");
  kestra.files.write(namespaceOf(request), path, part.bytes);
  return empty(200);
};

const move: Route["handle"] = (request, kestra) => {
  kestra.files.move(namespaceOf(request), movedOf(request, kestra, "from"), movedOf(request, kestra, "to"));
  return empty(200);
};

const remove: Route["handle"] = (request, kestra) => {
  kestra.files.delete(namespaceOf(request), pathOf(request, kestra));
  return empty(200);
};

const base = "/api/v1/{tenant}/namespaces/{namespace}/files";

export const fileRoutes: readonly Route[] = [
  { method: "GET", path: base, handle: read },
  { method: "POST", path: base, handle: upload },
  { method: "PUT", path: base, handle: move },
  { method: "DELETE", path: base, handle: remove },
  { method: "GET", path: `${base}/directory`, handle: list },
  { method: "POST", path: `${base}/directory`, handle: makeDirectory },
  { method: "GET", path: `${base}/revisions`, handle: revisions },
  { method: "GET", path: `${base}/search`, handle: search },
  { method: "GET", path: `${base}/stats`, handle: stats },
];
