import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { nobody } from "../../../runtime/auth/principal.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import type { HttpServed } from "../../../runtime/observe/observer.ts";
import { principalOf } from "../../../runtime/transport/http/checks/authenticated.ts";
import type { Visit } from "../../../runtime/transport/http/checks/check.ts";
import { createRouter } from "../../../runtime/transport/http/router.ts";
import { at, type HttpRoute } from "../../../runtime/transport/http/routes/route.ts";
import { table, type House } from "../../../runtime/transport/http/table.ts";
import { clientAddress } from "../../../runtime/transport/http/wire/client-address.ts";
import { createOutbox } from "../../../runtime/transport/http/wire/outbox.ts";
import { sendJson } from "../../../runtime/transport/http/wire/reply.ts";
import { HttpRefusal } from "../../../runtime/transport/http/wire/refusal.ts";

/** A server of these routes alone, and what its observer heard. */
async function routed(routes: readonly HttpRoute[]) {
  const heard: HttpServed[] = [];
  const observer = { http: (served: HttpServed) => void heard.push(served) };
  const router = createRouter(routes, {
    outbox: createOutbox({ unread: 1e6, unreadTime: 1000 }),
    observer,
    addressOf: clientAddress([]),
    prefix: "",
    place: "/mcp",
  });
  const server = createServer((request, response) => void router(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { heard, origin: `http://127.0.0.1:${port}` };
}

/** A request that this server may take. @param path of it */
function visitTo(path: string): Visit {
  const request = { headers: { host: "localhost" }, rawHeaders: ["Host", "localhost"], method: "GET" };
  const response = {} as ServerResponse;
  return { request: request as unknown as IncomingMessage, response, id: "1", path, address: "" };
}

describe("a route", () => {
  const fine: HttpRoute["serve"] = ({ response }) => {
    sendJson(response, 200, { fine: true });
  };

  test("is a row: its checks, its methods and its handler have their order, and its name is told", async () => {
    const steps: string[] = [];
    const check = (name: string) => () => {
      steps.push(name);
      return undefined;
    };
    const { origin, heard } = await routed([
      { ...at("/a"), checks: [check("one"), check("two")], methods: ["GET"], serve: fine },
      { name: "letters", matches: (path) => /^\/[a-z]$/.test(path), checks: [], serve: fine },
    ]);
    const wrong = await fetch(`${origin}/a`, { method: "PUT" });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET"]);
    expect(steps).toEqual(["one", "two"]);
    expect((await fetch(`${origin}/a/?b=c`)).status).toBe(200);
    expect((await fetch(`${origin}/b`, { method: "PUT" })).status).toBe(200);
    expect((await fetch(`${origin}/bb`)).status).toBe(404);
    const told = heard.map(({ route, method, status }) => [route, method, status]);
    expect(told).toEqual([
      ["/a", "PUT", 405],
      ["/a", "GET", 200],
      ["letters", "PUT", 200],
      ["another", "GET", 404],
    ]);
  });

  test("is not reached where a check answers or refuses, and both are told", async () => {
    const never: HttpRoute["serve"] = () => {
      throw new Error("reached");
    };
    const { origin, heard } = await routed([
      {
        ...at("/answered"),
        checks: [
          (visit) => {
            visit.principal = nobody;
            visit.response.writeHead(204).end();
            return "answered";
          },
        ],
        serve: never,
      },
      {
        ...at("/refused"),
        checks: [() => Promise.reject(new HttpRefusal(403, "Not you."))],
        serve: never,
      },
      { ...at("/broken"), checks: [], serve: never },
    ]);
    for (const path of ["answered", "refused", "broken"]) await fetch(`${origin}/${path}`);
    expect(heard).toMatchObject([
      { route: "/answered", status: 204, principal: nobody },
      { route: "/refused", status: 403, refused: { status: 403, reason: "Not you." } },
      { route: "/broken", status: 500, error: { message: "reached" } },
    ]);
  });
});

describe("the table", () => {
  /** Open to everybody: they tell nothing of the operator's Kestra, and do nothing there. */
  const open = ["/healthz", "/readyz", "a neighbour"];

  test("asks who calls on every route, but for those that are open to everybody", async () => {
    const { endpoint } = readConfig({ KESTRA_BASE_URL: "http://localhost" });
    const house = {
      endpoint,
      stopping: new AbortController().signal,
      authenticate: () => Promise.reject(new Error("asked")),
      routes: [],
      rates: { check: () => undefined },
      metrics: {},
    } as unknown as House;
    const unasked: string[] = [];
    for (const { name, checks } of table(house)) {
      const visit = visitTo(name);
      try {
        for (const check of checks) await check(visit);
        unasked.push(name);
      } catch (error) {
        expect(error).toMatchObject({ message: "asked" });
      }
    }
    expect(unasked).toEqual(open);
  });

  test("serves nobody as somebody whom no check has proved", () => {
    expect(() => principalOf(visitTo("/mcp"))).toThrow("does not ask who sends it");
  });
});
