import { nobody } from "../../../runtime/auth/principal.ts";
import type { CallNeeds } from "../../../runtime/call/call.ts";
import { keptFacts, testHost } from "../../support/host.ts";
import type { Downloads } from "../../../runtime/tool/downloads.ts";
import type { KeptFacts } from "../../../runtime/tool/kept.ts";
import type { Context } from "../../../runtime/tool/context.ts";

/** The moment at which every test over the tools takes place. */
export const noon = new Date("2026-05-01T12:00:00Z");

/** A folder that keeps nothing. */
const downloads: Downloads = {
  save: ({ name, content }) => Promise.resolve({ path: `/downloads/${name}`, size: content.length }),
};

/** Of services besides Kestra all are asked. */
const kept: KeptFacts = { ...keptFacts, sources: () => "auto" };

/** What the tools run in, on a Kestra of a line, reached by `send`: an Enterprise one, which has all of them. */
export function callerOn(line: string, send: Context["send"]): CallNeeds {
  const { signal } = new AbortController();
  const context: Context = {
    instance: { line, edition: "ee", version: `${line}.0` },
    tenant: "main",
    signal,
    now: () => noon,
    uuid: () => "00000000-0000-4000-8000-000000000000",
    principal: nobody,
    host: testHost({}, { downloads, kept }),
    progress: () => undefined,
    isWatched: true,
    mask: (text: string) => text,
    async send(plan, options) {
      const answer = await send(plan, options);
      if (answer.text.startsWith('{"events":')) options.onEvents?.(1);
      return answer;
    },
  };
  return { prepare: () => Promise.resolve(context), signal, log: () => undefined, mask: (text) => text };
}
