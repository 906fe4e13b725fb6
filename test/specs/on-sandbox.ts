import { nobody } from "../../runtime/auth/principal.ts";
import { encodeQuery } from "../../runtime/http-client/wire.ts";
import { inputOf } from "../../runtime/call/arguments/input.ts";
import { run } from "../../runtime/call/run.ts";
import { choose } from "../../runtime/tool/choose.ts";
import type { Context } from "../../runtime/tool/context.ts";
import type { Catalogue } from "../../sandbox/catalogue/server.ts";
import type { Fault } from "../../sandbox/http/fault.ts";
import type { Edition } from "../../sandbox/line/line.ts";
import type { Seed } from "../../sandbox/seed/seed.ts";
import { startSandbox } from "../../sandbox/server.ts";
import { testHost } from "../support/host.ts";
import { definitionOf } from "./fake-kestra.ts";

/** What a call answered, and what it asked for. */
export interface Answered<Output> {
  readonly output: Output;
  /** `METHOD /path` of each request, in the order in which they were sent; before it the service, where it is not Kestra. */
  readonly requests: readonly string[];
  /** How many times it had to wait for answers before it could ask on. */
  readonly rounds: number;
}

/** Calls a tool on a sandbox in a state, which is there for this call alone. */
export async function onSandbox<Output>(
  name: string,
  values: Readonly<Record<string, unknown>>,
  {
    line,
    edition = "oss",
    seed,
    faults = [],
    catalogue,
  }: {
    readonly line: string;
    readonly edition?: Edition;
    readonly seed?: Seed;
    readonly faults?: readonly Fault[];
    /** What answers as Kestra's public catalogue; absent: the instance alone is asked. */
    readonly catalogue?: Pick<Catalogue, "url">;
  },
): Promise<Answered<Output>> {
  const [username, password] = ["tests@kestra.io", "Tests-only-123"];
  const sandbox = await startSandbox({
    line,
    edition,
    username,
    password,
    faults,
    ...(seed === undefined ? {} : { seed }),
  });
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  const alone = testHost();
  const requests: string[] = [];
  let rounds = 0;
  const inRounds = gate(() => {
    rounds += 1;
  });
  const context: Context = {
    tenant: "main",
    instance: { line, edition },
    signal: new AbortController().signal,
    now: () => new Date(),
    uuid: () => "0b2f7a52-6a3c-4c50-9d0e-7a4f0a9a1c11",
    principal: nobody,
    host: catalogue === undefined ? alone : { ...alone, kept: { ...alone.kept, sources: () => "auto" } },
    progress: () => undefined,
    mask: (text: string) => text,
    async send({ service, method, path, query = {}, body }) {
      const place = String(path).replace("{tenant}", "main");
      requests.push([service, method, place].filter(Boolean).join(" "));
      const origin = service === undefined ? sandbox.url : catalogue?.url;
      if (origin === undefined) throw new Error(`Nobody answers for ${service}.`);
      const json = body?.kind === "json" ? { body: JSON.stringify(body.value) } : {};
      const { answer, text } = await inRounds(async () => {
        const sent = await fetch(`${origin}${place}?${encodeQuery(query)}`, {
          method,
          headers: {
            ...(service === undefined ? { authorization } : {}),
            "content-type": "application/json",
          },
          ...json,
        });
        return { answer: sent, text: await sent.text() };
      });
      return {
        status: answer.status,
        mediaType: text === "" ? "" : (answer.headers.get("content-type") ?? ""),
        text,
      };
    },
  };
  const tool = definitionOf(name);
  const chosen = choose(tool, values);
  try {
    const { output } = await run(chosen.behaviour, inputOf(tool, chosen, values), context);
    return { output: output as Output, requests, rounds };
  } finally {
    await sandbox.close();
  }
}

/**
 * Answers requests in rounds: those that are sent before any answer has come are answered together, so that only what needs an
 * answer is sent in the next round.
 */
function gate(onRound: () => void): <T>(send: () => Promise<T>) => Promise<T> {
  let round: Promise<unknown>[] | undefined;
  let isOver: Promise<void> = Promise.resolve();
  return async (send) => {
    if (round === undefined) {
      const own: Promise<unknown>[] = [];
      round = own;
      onRound();
      isOver = new Promise((resolve) => {
        setImmediate(() => {
          round = undefined;
          void Promise.allSettled(own).then(() => {
            resolve();
          });
        });
      });
    }
    const answer = send();
    round.push(answer);
    await isOver;
    return answer;
  };
}
