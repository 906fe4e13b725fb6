import { choose } from "../choose.ts";
import type { Context } from "../context.ts";
import type { Connection, Instance } from "../connection.ts";
import { InputError } from "../errors.ts";
import { inputOf, refuseUnknown } from "../input.ts";
import { toolNamed } from "../methods.ts";
import { reaches, requireReach } from "../reach.ts";
import { newestLine } from "../release.ts";
import type { RequestPlan } from "../request-plan.ts";
import { run } from "../run.ts";
import type { Session } from "../session.ts";
import { isComposite, type Behaviour } from "../tool-definition.ts";
import { wireRequest } from "../wire.ts";
import type { Printed } from "./call.ts";

/** Prints the request that a call would send first, and sends nothing. */
export async function dryRun(
  session: Session,
  lines: readonly string[],
  name: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Printed> {
  const { tool, refusal } = toolNamed(name, session);
  if (tool === undefined) return { err: `${refusal}\n`, exitCode: 1 };
  const { instance, note } = await instanceOrNewest(session, lines);
  try {
    refuseUnknown(tool, values);
    const chosen = choose(tool, values);
    const input = inputOf(tool, chosen, values);
    requireReach(chosen, instance);
    const asked: string[] = [];
    const behaviour = noting(chosen.behaviour, asked);
    const first = await firstPlan(session.connection, instance, (context) => run(behaviour, input, context));
    const request = first === undefined ? "It sends nothing.\n" : format(first, session.connection);
    const others = callsOf(behaviour, instance).filter((call) => call !== asked[0]);
    const then =
      others.length > 0
        ? `\nWhat follows depends on the answer. Its other calls: ${others.join(", ")}.\n`
        : "";
    return { out: request + then, ...(note === undefined ? {} : { err: `${note}\n` }), exitCode: 0 };
  } catch (error) {
    if (error instanceof InputError) return { err: `${tool.name}: ${error.message}\n`, exitCode: 1 };
    throw error;
  }
}

/** The behaviour, whose calls write their names down when their requests are made. */
function noting(behaviour: Behaviour, asked: string[]): Behaviour {
  if (!isComposite(behaviour)) return behaviour;
  const calls = Object.entries(behaviour.calls).map(([name, operation]) => {
    const request: typeof operation.request = (input, at) => {
      asked.push(name);
      return operation.request(input, at);
    };
    return [name, { ...operation, request }] as const;
  });
  return { ...behaviour, calls: Object.fromEntries(calls) };
}

/** The names of the calls that the instance has. */
function callsOf(behaviour: Behaviour, instance: Instance): readonly string[] {
  if (!isComposite(behaviour)) return [];
  const reached = Object.entries(behaviour.calls).filter(([, operation]) => reaches(operation, instance));
  return reached.map(([name]) => name);
}

async function instanceOrNewest(
  { detector }: Session,
  lines: readonly string[],
): Promise<{ readonly instance: Instance; readonly note?: string }> {
  try {
    return { instance: await detector.instance(AbortSignal.timeout(2000)) };
  } catch (error) {
    const line = newestLine(lines);
    const why = detector.failure?.message ?? (error instanceof Error ? error.message : "");
    return { instance: { line }, note: `As for Kestra ${line}, because it could not be asked: ${why}` };
  }
}

/** What is asked for first; undefined where the work ends without a request. */
async function firstPlan(
  connection: Connection,
  instance: Instance,
  work: (context: Context) => Promise<unknown>,
): Promise<RequestPlan | undefined> {
  return new Promise((resolve, reject) => {
    const context: Context = {
      instance,
      tenant: connection.tenant,
      signal: new AbortController().signal,
      now: () => new Date(),
      uuid: () => crypto.randomUUID(),
      progress: () => undefined,
      send: (plan) => {
        resolve(plan);
        return new Promise(() => undefined); // nothing answers, so nothing follows
      },
    };
    work(context).then(() => {
      resolve(undefined);
    }, reject);
  });
}

function format(plan: RequestPlan, connection: Connection): string {
  const { method, origin, target, headers, body } = wireRequest(plan, connection);
  const shown = Object.entries(headers).map(
    ([name, value]) => `${name}: ${name === "Authorization" ? masked(value) : value}\n`,
  );
  return `${method} ${origin}${target}\n${shown.join("")}${body === undefined ? "" : `\n${body.toString("utf8")}\n`}`;
}

/** `Basic ***` */
function masked(value: string): string {
  return value.replace(/ .*/s, " ***");
}
