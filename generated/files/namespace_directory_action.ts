// Generated from specs/files/namespace_directory_action.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import {
  directoryPath,
  encodedUri,
  filePath,
  fileUri,
  liesIn,
  plusDirectory,
  plusPath,
  plusUri,
} from "../../runtime/compiled/file-path.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { InputError } from "../../runtime/errors.ts";
import type { QueryValue } from "../../runtime/http-client/request-plan.ts";
import { makeForRelease } from "../../runtime/per-line.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { kindOfPath, kindOfTarget } from "../operations/files.ts";

export const namespaceDirectoryAction: Tool = {
  name: "namespace_directory_action",
  toolset: "files",
  behaviour: {
    by: "action",
    actions: {
      list: composite({
        where: { namespaces: ["namespace"] },
        input: () =>
          z.strictObject({
            namespace: z.string(),
            path: z.string(),
            offset: z.number().check(integer).gte(0).default(0),
          }),
        calls: {
          present: operation({
            method: "GET",
            effect: "read",
            where: { namespaces: ["namespace"] },
            input: () => z.strictObject({ namespace: z.string(), path: z.string() }),
            request: (input, { line }) => ({
              path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/stats`,
              query: {
                path: makeForRelease<QueryValue>(line, {
                  "1.0": () => plusDirectory(input.path, "path"),
                  "2.0": () => directoryPath(input.path, "path"),
                }),
              },
            }),
            read: json(() => z.object({ type: z.string().nullish() })),
            on: { 404: nothing(() => ({ type: "none" })) },
          }),
          list: operation({
            method: "GET",
            effect: "read",
            where: { namespaces: ["namespace"] },
            input: () => z.strictObject({ namespace: z.string(), path: z.string() }),
            request: (input, { line }) => ({
              path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/directory`,
              query: {
                path: makeForRelease<QueryValue>(line, {
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
              (answer) => ({ results: answer }),
            ),
            limit: { rows: "results" },
          }),
        },
        steps: async ({ namespace, path }, kestra) => {
          const present = await kestra.present({ namespace, path });
          if (present.type !== "Directory")
            throw new InputError(
              say`There is no directory '${path}' in namespace '${namespace}' (404): it does not exist, or is a file.`,
            );
          return kestra.list({ namespace, path });
        },
        limit: { rows: "results", offset: "offset" },
      }),
      create: composite({
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), path: z.string() }),
        calls: {
          present: kindOfPath,
          create: operation({
            method: "POST",
            effect: "write",
            where: { namespaces: ["namespace"] },
            input: () => z.strictObject({ namespace: z.string(), path: z.string() }),
            request: (input, { line }) => ({
              path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/directory`,
              query: {
                path: makeForRelease<QueryValue>(line, {
                  "1.0": () => plusUri(input.path, "path"),
                  "2.0": () => fileUri(input.path, "path"),
                }),
              },
            }),
            read: nothing(() => ({ status: "directory_created" })),
          }),
        },
        steps: async ({ namespace, path }, kestra, { mask }) => {
          const present = await kestra.present({ namespace, path });
          if (present.type !== "Directory" && present.type !== "none")
            throw new InputError(say`'${path}' is a file in namespace '${namespace}'.`);
          const message =
            present.type === "Directory"
              ? say`The directory '${path}' existed already, and stays as it was.`.masked(mask)
              : undefined;
          return { ...(await kestra.create({ namespace, path })), message };
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
            read: nothing(() => ({ status: "directory_deleted" })),
            slow: true,
          }),
        },
        steps: async ({ namespace, path }, kestra) => {
          const present = await kestra.present({ namespace, path });
          if (present.type !== "Directory")
            throw new InputError(
              say`The directory '${path}' does not exist in namespace '${namespace}', or is a file, which namespace_file_action deletes.`,
            );
          return kestra.delete({ namespace, path });
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
            read: nothing(() => ({ status: "directory_moved" })),
            on: { 404: nothing(() => ({ status: "none" })) },
            advice: { 500: "Look at both before you try again." },
            slow: true,
          }),
        },
        steps: async ({ namespace, path, to_path }, kestra) => {
          if (liesIn(to_path, path))
            throw new InputError(say`to_path ('${to_path}') is path ('${path}') or lies in it.`);
          const source = await kestra.source({ namespace, path });
          if (source.type !== "Directory")
            throw new InputError(
              say`The source directory '${path}' does not exist in namespace '${namespace}'.`,
            );
          const target = await kestra.target({ namespace, to_path });
          if (target.type !== "none")
            throw new InputError(
              say`The target '${to_path}' exists already in namespace '${namespace}', so nothing was moved.`,
            );
          const move = await kestra.move({ namespace, path, to_path });
          if (move.status === "none")
            throw new InputError(
              say`The destination parent directory of '${to_path}' does not exist in namespace '${namespace}' (404). Please create it first.`,
            );
          return move;
        },
      }),
    },
  },
};
