// Generated from specs/flow/chained.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { liesIn, namesDirectory } from "../../../../../runtime/compiled/file-path.ts";
import { composite, operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path, plain } from "../../../../../runtime/compiled/request.ts";
import { anyJson, integer } from "../../../../../runtime/compiled/zod-json.ts";
import { InputError } from "../../../../../runtime/errors.ts";
import { say } from "../../../../../runtime/text/said.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const chained: Tool = {
  name: "chained",
  toolset: "flow",
  behaviour: {
    by: "action",
    actions: {
      move: composite({
        where: "tenant",
        input: () => z.strictObject({ path: z.string(), to_path: z.string() }),
        calls: {
          stats: operation({
            method: "GET",
            effect: "read",
            where: "tenant",
            input: () => z.strictObject({ path: z.string() }),
            request: (input) => ({ path: path`/api/v1/{tenant}/files`, query: { path: input.path } }),
            read: json(() => z.object({ type: z.string(), size: z.number().check(integer).optional() })),
          }),
          delete: operation({
            method: "POST",
            effect: "write",
            where: "tenant",
            input: () => z.strictObject({ path: z.string(), to_path: z.string() }),
            request: (input) => ({
              path: path`/api/v1/{tenant}/files`,
              query: { path: input.path, to_path: input.to_path },
            }),
            read: json(() => z.object({ status: z.string() })),
          }),
        },
        steps: async ({ path, to_path }, kestra, { mask }) => {
          if (liesIn(to_path, path))
            throw new InputError(say`to_path ('${to_path}') is path ('${path}') or lies in it.`);
          if (namesDirectory(to_path)) throw new InputError(say`'${to_path}' is a \`directory\`.`);
          const stats = await kestra.stats({ path });
          if ((stats.type !== "File" && stats.type !== "Directory") || stats.size === 0)
            throw new InputError(say`${path} of ${plain(stats.size ?? null)} is ${stats.type}.`);
          const message =
            stats.type === "Directory" ? say`${path} was a ${plain(stats.type)}.`.masked(mask) : undefined;
          const deleteAnswer = await kestra.delete({ path, to_path });
          if (deleteAnswer.status === "none") throw new InputError(say`${path} is gone.`);
          return { ...deleteAnswer, message };
        },
      }),
      change: composite({
        where: "tenant",
        input: () => z.strictObject({ id: z.string(), run: z.string().default("") }),
        calls: {
          find: operation({
            method: "GET",
            effect: "read",
            where: "tenant",
            input: () => z.strictObject({ id: z.string() }),
            request: (input) => ({ path: path`/api/v1/{tenant}/files`, query: { id: input.id } }),
            read: json(() =>
              z.object({
                runs: z
                  .array(z.object({ run: z.string(), state: z.string() }).catchall(anyJson()))
                  .optional(),
              }),
            ),
          }),
          change: operation({
            method: "POST",
            effect: "write",
            where: "tenant",
            input: () => z.strictObject({ id: z.string(), run: z.string() }),
            request: (input) => ({
              path: path`/api/v1/{tenant}/files`,
              query: { id: input.id, run: input.run },
            }),
            read: json(() => z.object({ status: z.string() })),
          }),
        },
        steps: async ({ id, run }, kestra) => {
          let runMeant = run;
          if (runMeant === "") {
            const find = await kestra.find({ id });
            const found = find.runs?.findLast((it) => it.state === "FAILED");
            if (found === undefined) throw new InputError(say`None of ${id} failed.`);
            runMeant = found.run;
          }
          return kestra.change({ id, run: runMeant });
        },
      }),
    },
  },
};
