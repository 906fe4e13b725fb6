// Generated from specs/files/namespace_file_action.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { chain } from "../../runtime/compiled/chain.ts";
import { encodedUri, filePath, plusPath, plusUri } from "../../runtime/compiled/file-path.ts";
import { file, json, nothing } from "../../runtime/compiled/read.ts";
import { filePart, form, path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { QueryValue } from "../../runtime/http-client/request-plan.ts";
import { lazy } from "../../runtime/lazy.ts";
import { makeSince } from "../../runtime/per-line.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const getInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    path: z.string(),
    offset: z.number().check(integer).gte(0).default(0),
  }),
);

const getContentInput = lazy(() => z.strictObject({ namespace: z.string(), path: z.string() }));
type GetContentInput = z.output<ReturnType<typeof getContentInput>>;

const getContent = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: getContentInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files`,
    query: {
      path: makeSince<QueryValue>(line, {
        "1.0": () => plusPath(input.path, "path"),
        "2.0": () => filePath(input.path, "path"),
      }),
    },
  }),
  read: file((answer) => ({
    content: answer.content,
    encoding: answer.encoding,
    mediaType: answer.mediaType,
  })),
  on: { 404: nothing(() => ({ content: "", encoding: "none" })) },
  limit: { text: "content" },
  excerpt: "file",
} satisfies Operation<GetContentInput, object>;

const getCalls = { content: getContent };

const createInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    path: z.string(),
    file_content: z.string().optional(),
    file_base64: z.string().optional(),
  }),
);

const createPresentInput = lazy(() => z.strictObject({ namespace: z.string(), path: z.string() }));
type CreatePresentInput = z.output<ReturnType<typeof createPresentInput>>;

const createPresent = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: createPresentInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/stats`,
    query: {
      path: makeSince<QueryValue>(line, {
        "1.0": () => plusPath(input.path, "path"),
        "2.0": () => filePath(input.path, "path"),
      }),
    },
  }),
  read: json(
    () => z.object({ type: z.string().nullish() }),
    (answer) => ({ type: answer.type }),
  ),
  on: { 404: nothing(() => ({ type: "none" })) },
} satisfies Operation<CreatePresentInput, object>;

const createUploadInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    path: z.string(),
    file_content: z.string().optional(),
    file_base64: z.string().optional(),
  }),
);
type CreateUploadInput = z.output<ReturnType<typeof createUploadInput>>;

const createUpload = {
  effect: "destructive",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: createUploadInput,
  request: (input, { line }) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files`,
    query: {
      path: makeSince<QueryValue>(line, {
        "1.0": () => plusPath(input.path, "path"),
        "2.0": () => filePath(input.path, "path"),
      }),
    },
    body: form({
      fileContent: filePart(
        { text: input.file_content, base64: input.file_base64 },
        "file_content or file_base64",
      ),
    }),
  }),
  read: nothing(() => ({ status: "created" })),
} satisfies Operation<CreateUploadInput, object>;

const createCalls = { present: createPresent, upload: createUpload };

const moveInput = lazy(() =>
  z.strictObject({ namespace: z.string(), path: z.string(), to_path: z.string() }),
);

const moveSourceInput = lazy(() => z.strictObject({ namespace: z.string(), path: z.string() }));
type MoveSourceInput = z.output<ReturnType<typeof moveSourceInput>>;

const moveSource = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: moveSourceInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/stats`,
    query: {
      path: makeSince<QueryValue>(line, {
        "1.0": () => plusPath(input.path, "path"),
        "2.0": () => filePath(input.path, "path"),
      }),
    },
  }),
  read: json(
    () => z.object({ type: z.string().nullish() }),
    (answer) => ({ type: answer.type }),
  ),
  on: { 404: nothing(() => ({ type: "none" })) },
} satisfies Operation<MoveSourceInput, object>;

const moveTargetInput = lazy(() => z.strictObject({ namespace: z.string(), to_path: z.string() }));
type MoveTargetInput = z.output<ReturnType<typeof moveTargetInput>>;

const moveTarget = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: moveTargetInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/stats`,
    query: {
      path: makeSince<QueryValue>(line, {
        "1.0": () => plusPath(input.to_path, "to_path"),
        "2.0": () => filePath(input.to_path, "to_path"),
      }),
    },
  }),
  read: json(
    () => z.object({ type: z.string().nullish() }),
    (answer) => ({ type: answer.type }),
  ),
  on: { 404: nothing(() => ({ type: "none" })) },
} satisfies Operation<MoveTargetInput, object>;

const moveMoveInput = lazy(() =>
  z.strictObject({ namespace: z.string(), path: z.string(), to_path: z.string() }),
);
type MoveMoveInput = z.output<ReturnType<typeof moveMoveInput>>;

const moveMove = {
  effect: "write",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: moveMoveInput,
  request: (input, { line }) => ({
    method: "PUT",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files`,
    query: {
      from: makeSince<QueryValue>(line, {
        "1.0": () => plusUri(input.path, "path"),
        "2.0": () => encodedUri(input.path, "path"),
      }),
      to: makeSince<QueryValue>(line, {
        "1.0": () => plusUri(input.to_path, "to_path"),
        "2.0": () => encodedUri(input.to_path, "to_path"),
      }),
    },
  }),
  read: nothing(() => ({ status: "moved" })),
  on: { 404: nothing(() => ({ status: "none" })) },
  advice: { 500: "Look at both before you try again, or create the file anew and delete the old one." },
} satisfies Operation<MoveMoveInput, object>;

const moveCalls = { source: moveSource, target: moveTarget, move: moveMove };

const deleteActionInput = lazy(() => z.strictObject({ namespace: z.string(), path: z.string() }));

const deletePresentInput = lazy(() => z.strictObject({ namespace: z.string(), path: z.string() }));
type DeletePresentInput = z.output<ReturnType<typeof deletePresentInput>>;

const deletePresent = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: deletePresentInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/stats`,
    query: {
      path: makeSince<QueryValue>(line, {
        "1.0": () => plusPath(input.path, "path"),
        "2.0": () => filePath(input.path, "path"),
      }),
    },
  }),
  read: json(
    () => z.object({ type: z.string().nullish() }),
    (answer) => ({ type: answer.type }),
  ),
  on: { 404: nothing(() => ({ type: "none" })) },
} satisfies Operation<DeletePresentInput, object>;

const deleteDeleteInput = lazy(() => z.strictObject({ namespace: z.string(), path: z.string() }));
type DeleteDeleteInput = z.output<ReturnType<typeof deleteDeleteInput>>;

const deleteDelete = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: deleteDeleteInput,
  request: (input, { line }) => ({
    method: "DELETE",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files`,
    query: {
      path: makeSince<QueryValue>(line, {
        "1.0": () => plusPath(input.path, "path"),
        "2.0": () => filePath(input.path, "path"),
      }),
    },
  }),
  read: nothing(() => ({ status: "deleted" })),
} satisfies Operation<DeleteDeleteInput, object>;

const deleteActionCalls = { present: deletePresent, delete: deleteDelete };

const searchInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    q: z.string().min(1),
    offset: z.number().check(integer).gte(0).default(0),
  }),
);
type SearchInput = z.output<ReturnType<typeof searchInput>>;

const search = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: searchInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/search`,
    query: { q: input.q },
  }),
  read: json(
    () => z.array(z.string()),
    (answer) => ({ results: answer }),
  ),
  limit: { rows: "results", offset: "offset" },
} satisfies Operation<SearchInput, object>;

export const namespaceFileAction: ToolDefinition = {
  name: "namespace_file_action",
  title: "Namespace file action",
  toolset: "files",
  description:
    "Get, create (or overwrite), move, delete or search files of a namespace. Bytes that are no text come as base64, with `encoding` and `mediaType`. Up to Kestra 1.3 a space of a name is stored as `+`, and names with `%`, `#`, `?` or brackets are refused.",
  inputSchema: {
    type: "object",
    properties: {
      action: {
        type: "string",
        enum: ["get", "create", "move", "delete", "search"],
        description: "What to do.",
        default: "get",
      },
      namespace: { type: "string", description: "Namespace, such as company.team." },
      path: { type: "string", description: "Path in the namespace, such as scripts/etl.py." },
      offset: {
        type: "integer",
        minimum: 0,
        description: "Characters (of search: rows) to skip, to read on after a cut answer.",
        default: 0,
      },
      file_content: { type: "string", description: "Content, as text." },
      file_base64: { type: "string", description: "Content, as base64 of its bytes." },
      to_path: { type: "string", description: "Path to move it to." },
      q: { type: "string", minLength: 1, description: "Part of the path." },
    },
    required: ["namespace"],
    additionalProperties: false,
  },
  longTexts: ["file_content", "file_base64"],
  outputSchema: {
    type: "object",
    properties: {
      content: { type: "string" },
      encoding: { type: "string" },
      mediaType: { type: "string" },
      status: { type: "string" },
      message: { type: "string" },
      results: { type: "array", items: { type: "string" } },
    },
  },
  behaviour: {
    by: "action",
    default: "get",
    actions: {
      get: {
        effect: "read",
        idempotent: true,
        lines: ["1.0", "1.3", "2.0"],
        input: getInput,
        calls: getCalls,
        steps: chain([
          {
            call: "content",
            takes: ["namespace", "path"],
            not: { encoding: ["none"] },
            else: "There is no file '{path}' in namespace '{namespace}' (404): it does not exist, or is a directory. Action search finds those that there are.",
          },
        ]),
        limit: { text: "content", offset: "offset" },
      },
      create: {
        effect: "destructive",
        idempotent: false,
        lines: ["1.0", "1.3", "2.0"],
        input: createInput,
        calls: createCalls,
        steps: chain([
          {
            call: "present",
            takes: ["namespace", "path"],
            needs: { type: ["File", "none"] },
            files: {
              path: "'{path}' ends with a slash, which names a directory: `namespace_directory_action` creates one. Leave the slash out for a file.",
            },
            else: "'{path}' is a directory in namespace '{namespace}'.",
            note: { when: { type: ["File"] }, message: "The file '{path}' existed, and was overwritten." },
          },
          { call: "upload", takes: ["namespace", "path", "file_content", "file_base64"] },
        ]),
      },
      move: {
        effect: "write",
        idempotent: true,
        lines: ["1.0", "1.3", "2.0"],
        input: moveInput,
        calls: moveCalls,
        steps: chain([
          {
            call: "source",
            takes: ["namespace", "path"],
            needs: { type: ["File", "Directory"] },
            outside: { to_path: "path" },
            files: {
              to_path:
                "to_path '{to_path}' ends with a slash, which names a directory: give the whole new path, with the name of the file.",
            },
            else: "The source file '{path}' does not exist in namespace '{namespace}'.",
          },
          {
            call: "target",
            takes: ["namespace", "to_path"],
            needs: { type: ["none"] },
            else: "The target '{to_path}' exists already in namespace '{namespace}', so nothing was moved.",
          },
          {
            call: "move",
            takes: ["namespace", "path", "to_path"],
            not: { status: ["none"] },
            else: "The destination directory of '{to_path}' does not exist in namespace '{namespace}' (404). Please create it first.",
          },
        ]),
      },
      delete: {
        effect: "destructive",
        idempotent: true,
        lines: ["1.0", "1.3", "2.0"],
        input: deleteActionInput,
        calls: deleteActionCalls,
        steps: chain([
          {
            call: "present",
            takes: ["namespace", "path"],
            needs: { type: ["File"] },
            files: {
              path: "'{path}' ends with a slash, which names a directory: `namespace_directory_action` deletes one. Leave the slash out for a file.",
            },
            else: "There is no file '{path}' to delete in namespace '{namespace}': it does not exist, or is a directory, which namespace_directory_action deletes.",
          },
          { call: "delete", takes: ["namespace", "path"] },
        ]),
      },
      search,
    },
  },
};
