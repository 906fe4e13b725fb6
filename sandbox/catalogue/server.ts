import type { IncomingMessage, ServerResponse } from "node:http";
import { empty, json } from "../http/answers.ts";
import { faultList, undergo, type Fault, type Faults } from "../http/fault.ts";
import { listen } from "../http/listen.ts";
import { respond } from "../http/respond.ts";
import type { Method, SandboxAnswer } from "../http/route.ts";
import { realClock, type Clock } from "../values/clock.ts";
import { registry as madeUp, type Registry } from "./registry.ts";
import { missing, routes } from "./routes.ts";

export interface CatalogueOptions {
  /** The small one where absent. */
  readonly registry?: Registry;
  /** Any free one where absent. */
  readonly port?: number;
  readonly clock?: Clock;
  readonly faults?: readonly Fault[];
}

/** What somebody asked, as it came. */
export interface AskedCatalogue {
  readonly method: Method;
  /** As sent, with the query. */
  readonly href: string;
  /** Names in lower case, and every value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A stand-in of Kestra's public catalogue. */
export interface Catalogue {
  /** `http://127.0.0.1:PORT`; once it is closed, nobody answers there. */
  readonly url: string;
  readonly faults: Faults;
  /** Every request so far. */
  readonly requests: readonly AskedCatalogue[];
  close(): Promise<void>;
}

/** A page for people, which stands in the way of an answer: a login, a proxy, a maintenance. */
export const htmlPage: SandboxAnswer = {
  status: 200,
  body: { kind: "text", type: "text/html", text: "<!doctype html><title>Sign in</title><h1>Sign in</h1>" },
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function answerTo(method: string, { pathname, searchParams }: URL, registry: Registry): SandboxAnswer {
  if (method !== "GET") return json({ message: "Method Not Allowed" }, 405);
  if (!pathname.startsWith("/v1/")) return missing;
  const path = pathname.slice("/v1".length);
  for (const route of routes) {
    const match = route.path.exec(path);
    if (match === null) continue;
    const groups = Object.entries(match.groups ?? {}) as readonly (readonly [string, string | undefined])[];
    const params = Object.fromEntries(groups.map(([name, value]) => [name, value && decoded(value)]));
    return route.answer({ params, query: searchParams }, registry) ?? missing;
  }
  return missing;
}

/** Starts one on loopback, which knows what a registry says. */
export async function startCatalogue(options: CatalogueOptions = {}): Promise<Catalogue> {
  const { registry = madeUp, port = 0, clock = realClock } = options;
  const faults = faultList(options.faults);
  const requests: AskedCatalogue[] = [];
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const method = (message.method ?? "GET") as Method;
    const href = message.url ?? "/";
    const headers = Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    );
    requests.push({ method, href, headers, body: Buffer.concat(chunks).toString("utf8") });
    const url = new URL(href, "http://127.0.0.1");
    const fault = faults.befalling({ method, path: url.pathname, query: url.searchParams });
    if (!(await undergo(fault, clock, message.socket))) return;
    const delivery = { withoutBody: method === "HEAD", truncate: fault.connection === "truncate" };
    const instead =
      fault.status === undefined
        ? undefined
        : fault.status < 400
          ? empty(fault.status)
          : json({ message: "Service Unavailable" }, fault.status);
    const answer = fault.answer ?? instead ?? answerTo(method, url, registry);
    await respond(response, { ...answer, headers: { ...answer.headers, ...fault.headers } }, delivery);
  };
  const listening = await listen(serve, port);
  return { url: listening.url, faults, requests, close: () => listening.close() };
}
