// Generated from specs/files/namespace_directory_action.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { chain } from "../../runtime/compiled/chain.ts";
import {
  directoryPath,
  encodedUri,
  filePath,
  fileUri,
  plusDirectory,
  plusPath,
  plusUri,
} from "../../runtime/compiled/file-path.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { QueryValue } from "../../runtime/http-client/request-plan.ts";
import { lazy } from "../../runtime/lazy.ts";
import { makeSince } from "../../runtime/per-line.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const listActionInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    path: z.string(),
    offset: z.number().check(integer).gte(0).default(0),
  }),
);

const listPresentInput = lazy(() => z.strictObject({ namespace: z.string(), path: z.string() }));
type ListPresentInput = z.output<ReturnType<typeof listPresentInput>>;

const listPresent = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: listPresentInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/stats`,
    query: {
      path: makeSince<QueryValue>(line, {
        "1.0": () => plusDirectory(input.path, "path"),
        "2.0": () => directoryPath(input.path, "path"),
      }),
    },
  }),
  read: json(
    () => z.object({ type: z.string().nullish() }),
    (answer) => ({ type: answer.type }),
  ),
  on: { 404: nothing(() => ({ type: "none" })) },
} satisfies Operation<ListPresentInput, object>;

const listListInput = lazy(() => z.strictObject({ namespace: z.string(), path: z.string() }));
type ListListInput = z.output<ReturnType<typeof listListInput>>;

const listList = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: listListInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/directory`,
    query: {
      path: makeSince<QueryValue>(line, {
        "1.0": () => plusDirectory(input.path, "path"),
        "2.0": () => directoryPath(input.path, "path"),
      }),
    },
  }),
  read: json(
    () =>
      z.array(
        z.object({
          type: z.string().nullish(),
          size: z.number().check(integer).nullish(),
          fileName: z.string().nullish(),
          lastModifiedTime: z.number().check(integer).nullish(),
          creationTime: z.number().check(integer).nullish(),
        }),
      ),
    (answer) => ({
      results: answer.map((it) => ({
        type: it.type,
        size: it.size,
        fileName: it.fileName,
        lastModifiedTime: it.lastModifiedTime,
        creationTime: it.creationTime,
      })),
    }),
  ),
  limit: { rows: "results" },
} satisfies Operation<ListListInput, object>;

const listActionCalls = { present: listPresent, list: listList };

const createInput = lazy(() => z.strictObject({ namespace: z.string(), path: z.string() }));

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

const createCreateInput = lazy(() => z.strictObject({ namespace: z.string(), path: z.string() }));
type CreateCreateInput = z.output<ReturnType<typeof createCreateInput>>;

const createCreate = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: createCreateInput,
  request: (input, { line }) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/directory`,
    query: {
      path: makeSince<QueryValue>(line, {
        "1.0": () => plusUri(input.path, "path"),
        "2.0": () => fileUri(input.path, "path"),
      }),
    },
  }),
  read: nothing(() => ({ status: "directory_created" })),
} satisfies Operation<CreateCreateInput, object>;

const createCalls = { present: createPresent, create: createCreate };

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
  read: nothing(() => ({ status: "directory_deleted" })),
  slow: true,
} satisfies Operation<DeleteDeleteInput, object>;

const deleteActionCalls = { present: deletePresent, delete: deleteDelete };

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
  read: nothing(() => ({ status: "directory_moved" })),
  on: { 404: nothing(() => ({ status: "none" })) },
  advice: { 500: "Look at both before you try again." },
  slow: true,
} satisfies Operation<MoveMoveInput, object>;

const moveCalls = { source: moveSource, target: moveTarget, move: moveMove };

export const namespaceDirectoryAction: ToolDefinition = {
  name: "namespace_directory_action",
  title: "Namespace directory action",
  toolset: "files",
  description:
    "List, create, delete or move a directory of a namespace's files. Delete and move take all that is in it. Create parents before their children: a list may not show them otherwise.",
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["list", "create", "delete", "move"], description: "What to do." },
      namespace: { type: "string", description: "Namespace, such as company.team." },
      path: {
        type: "string",
        description: "Path in the namespace, such as scripts; / is its root, for list only.",
      },
      offset: { type: "integer", minimum: 0, description: "Rows to skip.", default: 0 },
      to_path: { type: "string", description: "Path to move it to." },
    },
    required: ["action", "namespace", "path"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      results: {
        type: "array",
        items: {
          type: "object",
          properties: {
            type: { type: "string" },
            size: { type: "integer" },
            fileName: { type: "string" },
            lastModifiedTime: { type: "integer" },
            creationTime: { type: "integer" },
          },
        },
      },
      status: { type: "string" },
      message: { type: "string" },
    },
  },
  behaviour: {
    by: "action",
    actions: {
      list: {
        effect: "read",
        idempotent: true,
        lines: ["1.0", "1.3", "2.0"],
        input: listActionInput,
        calls: listActionCalls,
        steps: chain([
          {
            call: "present",
            takes: ["namespace", "path"],
            needs: { type: ["Directory"] },
            else: "There is no directory '{path}' in namespace '{namespace}' (404): it does not exist, or is a file.",
          },
          { call: "list", takes: ["namespace", "path"], rows: "results" },
        ]),
        limit: { rows: "results", offset: "offset" },
      },
      create: {
        effect: "write",
        idempotent: false,
        lines: ["1.0", "1.3", "2.0"],
        input: createInput,
        calls: createCalls,
        steps: chain([
          {
            call: "present",
            takes: ["namespace", "path"],
            needs: { type: ["Directory", "none"] },
            else: "'{path}' is a file in namespace '{namespace}'.",
            note: {
              when: { type: ["Directory"] },
              message: "The directory '{path}' existed already, and stays as it was.",
            },
          },
          { call: "create", takes: ["namespace", "path"] },
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
            needs: { type: ["Directory"] },
            else: "The directory '{path}' does not exist in namespace '{namespace}', or is a file, which namespace_file_action deletes.",
          },
          { call: "delete", takes: ["namespace", "path"] },
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
            needs: { type: ["Directory"] },
            outside: { to_path: "path" },
            else: "The source directory '{path}' does not exist in namespace '{namespace}'.",
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
            else: "The destination parent directory of '{to_path}' does not exist in namespace '{namespace}' (404). Please create it first.",
          },
        ]),
      },
    },
  },
};
