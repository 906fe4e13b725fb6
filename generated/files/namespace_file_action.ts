// Generated from specs/files/namespace_file_action.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import {
  encodedUri,
  filePath,
  liesIn,
  namesDirectory,
  plusPath,
  plusUri,
} from "../../runtime/compiled/file-path.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { file, json, nothing } from "../../runtime/compiled/read.ts";
import { filePart, form, path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { InputError } from "../../runtime/errors.ts";
import type { QueryValue } from "../../runtime/http-client/request-plan.ts";
import { makeForRelease } from "../../runtime/per-line.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { kindOfPath, kindOfTarget } from "../operations/files.ts";

export const namespaceFileAction: Tool = {
  name: "namespace_file_action",
  toolset: "files",
  longTexts: ["file_content", "file_base64"],
  behaviour: {
    by: "action",
    default: "get",
    actions: {
      get: composite({
        where: { namespaces: ["namespace"] },
        input: () =>
          z.strictObject({
            namespace: z.string(),
            path: z.string(),
            offset: z.number().check(integer).gte(0).default(0),
          }),
        calls: {
          content: operation({
            method: "GET",
            effect: "read",
            where: { namespaces: ["namespace"] },
            input: () => z.strictObject({ namespace: z.string(), path: z.string() }),
            request: (input, { line }) => ({
              path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files`,
              query: {
                path: makeForRelease<QueryValue>(line, {
                  "1.0": () => plusPath(input.path, "path"),
                  "2.0": () => filePath(input.path, "path"),
                }),
              },
            }),
            read: file(),
            on: { 404: nothing(() => ({ content: "", encoding: "none" })) },
            limit: { text: "content" },
            excerpt: "file",
          }),
        },
        steps: async ({ namespace, path }, kestra) => {
          const content = await kestra.content({ namespace, path });
          if (content.encoding === "none")
            throw new InputError(
              say`There is no file '${path}' in namespace '${namespace}' (404): it does not exist, or is a directory. Action search finds those that there are.`,
            );
          return content;
        },
        limit: { text: "content", offset: "offset" },
      }),
      create: composite({
        where: { namespaces: ["namespace"] },
        input: () =>
          z.strictObject({
            namespace: z.string(),
            path: z.string(),
            file_content: z.string().optional(),
            file_base64: z.string().optional(),
          }),
        calls: {
          present: kindOfPath,
          upload: operation({
            method: "POST",
            effect: "destructive",
            where: { namespaces: ["namespace"] },
            input: () =>
              z.strictObject({
                namespace: z.string(),
                path: z.string(),
                file_content: z.string().optional(),
                file_base64: z.string().optional(),
              }),
            request: (input, { line }) => ({
              path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files`,
              query: {
                path: makeForRelease<QueryValue>(line, {
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
          }),
        },
        steps: async ({ namespace, path, file_content, file_base64 }, kestra, { mask }) => {
          if (namesDirectory(path))
            throw new InputError(
              say`'${path}' ends with a slash, which names a directory: \`namespace_directory_action\` creates one. Leave the slash out for a file.`,
            );
          const present = await kestra.present({ namespace, path });
          if (present.type !== "File" && present.type !== "none")
            throw new InputError(say`'${path}' is a directory in namespace '${namespace}'.`);
          const message =
            present.type === "File"
              ? say`The file '${path}' existed, and was overwritten.`.masked(mask)
              : undefined;
          return { ...(await kestra.upload({ namespace, path, file_content, file_base64 })), message };
        },
      }),
      move: composite({
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), path: z.string(), to_path: z.string() }),
        calls: {
          source: kindOfPath,
          target: kindOfTarget,
          move: operation({
            method: "PUT",
            effect: "write",
            where: { namespaces: ["namespace"] },
            input: () => z.strictObject({ namespace: z.string(), path: z.string(), to_path: z.string() }),
            request: (input, { line }) => ({
              path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files`,
              query: {
                from: makeForRelease<QueryValue>(line, {
                  "1.0": () => plusUri(input.path, "path"),
                  "2.0": () => encodedUri(input.path, "path"),
                }),
                to: makeForRelease<QueryValue>(line, {
                  "1.0": () => plusUri(input.to_path, "to_path"),
                  "2.0": () => encodedUri(input.to_path, "to_path"),
                }),
              },
            }),
            read: nothing(() => ({ status: "moved" })),
            on: { 404: nothing(() => ({ status: "none" })) },
            advice: {
              500: "Look at both before you try again, or create the file anew and delete the old one.",
            },
          }),
        },
        steps: async ({ namespace, path, to_path }, kestra) => {
          if (liesIn(to_path, path))
            throw new InputError(say`to_path ('${to_path}') is path ('${path}') or lies in it.`);
          if (namesDirectory(to_path))
            throw new InputError(
              say`to_path '${to_path}' ends with a slash, which names a directory: give the whole new path, with the name of the file.`,
            );
          const source = await kestra.source({ namespace, path });
          if (source.type !== "File" && source.type !== "Directory")
            throw new InputError(say`The source file '${path}' does not exist in namespace '${namespace}'.`);
          const target = await kestra.target({ namespace, to_path });
          if (target.type !== "none")
            throw new InputError(
              say`The target '${to_path}' exists already in namespace '${namespace}', so nothing was moved.`,
            );
          const move = await kestra.move({ namespace, path, to_path });
          if (move.status === "none")
            throw new InputError(
              say`The destination directory of '${to_path}' does not exist in namespace '${namespace}' (404). Please create it first.`,
            );
          return move;
        },
      }),
      delete: composite({
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), path: z.string() }),
        calls: {
          present: kindOfPath,
          delete: operation({
            method: "DELETE",
            effect: "destructive",
            where: { namespaces: ["namespace"] },
            input: () => z.strictObject({ namespace: z.string(), path: z.string() }),
            request: (input, { line }) => ({
              path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files`,
              query: {
                path: makeForRelease<QueryValue>(line, {
                  "1.0": () => plusPath(input.path, "path"),
                  "2.0": () => filePath(input.path, "path"),
                }),
              },
            }),
            read: nothing(() => ({ status: "deleted" })),
          }),
        },
        steps: async ({ namespace, path }, kestra) => {
          if (namesDirectory(path))
            throw new InputError(
              say`'${path}' ends with a slash, which names a directory: \`namespace_directory_action\` deletes one. Leave the slash out for a file.`,
            );
          const present = await kestra.present({ namespace, path });
          if (present.type !== "File")
            throw new InputError(
              say`There is no file '${path}' to delete in namespace '${namespace}': it does not exist, or is a directory, which namespace_directory_action deletes.`,
            );
          return kestra.delete({ namespace, path });
        },
      }),
      search: operation({
        method: "GET",
        effect: "read",
        where: { namespaces: ["namespace"] },
        input: () =>
          z.strictObject({
            namespace: z.string(),
            q: z.string().min(1),
            offset: z.number().check(integer).gte(0).default(0),
          }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/search`,
          query: { q: input.q },
        }),
        read: json(
          () => z.array(z.string()),
          (answer) => ({ results: answer }),
        ),
        limit: { rows: "results", offset: "offset" },
      }),
    },
  },
};
