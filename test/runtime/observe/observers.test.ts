import { describe, expect, test } from "vitest";
import { nobody } from "../../../runtime/auth/principal.ts";
import { jsonLine, createLog } from "../../../runtime/log.ts";
import { createSession } from "../../../runtime/mcp/session.ts";
import { logObserver } from "../../../runtime/observe/log-observer.ts";
import { observeAll } from "../../../runtime/observe/observe-all.ts";
import type { CallMade, HttpServed, Observer, RequestSent } from "../../../runtime/observe/observer.ts";
import { own, say } from "../../../runtime/text/said.ts";
import { callAsking, sessionFor } from "../support/session.ts";
import { httpServer, json, configs } from "../support/server.ts";

/** The lines of a log, as a machine reads them. */
function logging() {
  const lines: string[] = [];
  const mask = (text: string) => text.replaceAll("canary", "***");
  const log = createLog(
    "debug",
    (line) => lines.push(line),
    mask,
    () => new Date(0),
    jsonLine,
  );
  return {
    log,
    lines,
    written: () => lines.map((line) => line.replace('"time":"1970-01-01T00:00:00.000Z",', "")),
  };
}

describe("the log observer", () => {
  const argument: string = "canary";
  const sent: RequestSent = {
    method: "GET",
    request: () => say`GET /boxes/${argument}`,
    status: 200,
    ms: 3,
    principal: nobody,
    requestId: "r",
  };
  const served: HttpServed = {
    requestId: "r",
    method: "POST",
    route: "/mcp",
    rpc: "tools/call",
    status: 200,
    ms: 4,
  };

  test("writes a request to Kestra with what came of it", () => {
    const { log, written } = logging();
    const { request } = observeAll([logObserver(log)], log);
    request(sent);
    const { status, ...unanswered } = sent;
    request({ ...unanswered, requestId: undefined, failure: new Error(String(status)) });
    expect(written()).toEqual([
      '{"level":"debug","message":"GET /boxes/***: 200, 3 ms","requestId":"r"}\n',
      '{"level":"debug","message":"GET /boxes/***: no answer, 3 ms"}\n',
    ]);
  });

  test("writes a request that was served, and why one was refused", () => {
    const { log, written } = logging();
    const { http } = observeAll([logObserver(log)], log);
    http(served);
    http({ ...served, status: 413, refused: { status: 413, reason: "Too large: canary" } });
    http({ ...served, status: 401, refused: { status: 401, reason: "A bearer token is needed." } });
    http({ route: "another", status: 400, refused: { status: 400, reason: own("Not HTTP.") } });
    const about = '"requestId":"r","method":"POST","path":"/mcp","rpc":"tools/call"';
    expect(written()).toEqual([
      `{"level":"info","message":"request",${about},"status":200,"ms":4}\n`,
      `{"level":"info","message":"request",${about},"reason":"Too large: ***","status":413,"ms":4}\n`,
      '{"level":"warning","message":"A bearer token is needed.","requestId":"r","path":"/mcp"}\n',
      `{"level":"info","message":"request",${about},"status":401,"ms":4}\n`,
      '{"level":"info","message":"request","path":"another","status":400,"reason":"Not HTTP."}\n',
    ]);
  });

  test("writes what nobody foresaw", () => {
    const { log, lines } = logging();
    logObserver(log).http?.({ ...served, status: 500, error: new TypeError("inside") });
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "error", requestId: "r" });
    expect(lines[0]).toContain("TypeError: inside\\n    at ");
    expect(lines[1]).not.toContain("inside");
  });
});

test("an observer that fails is logged, and keeps nothing from the others", () => {
  const { log, lines } = logging();
  const heard: CallMade[] = [];
  const failing: Observer = {
    call() {
      throw new Error("no metrics");
    },
  };
  const made: CallMade = { tool: "t", outcome: "done", ms: 1, principal: nobody, requestId: undefined };
  observeAll([failing, {}, { call: (one) => void heard.push(one) }], log).call(made);
  expect(heard).toEqual([made]);
  expect(lines.join("")).toContain("no metrics");
});

describe("observers of a session", () => {
  const ann = {
    subject: "ann",
    issuer: "https://id",
    roles: ["r"],
    scopes: [],
    proof: "static token",
    permission: "all",
  } as const;

  async function observed(env: Readonly<Record<string, string>> = {}) {
    const kestra = await httpServer(({ url }, response) => {
      if (url === "/api/v1/configs") json(response, configs);
      else json(response, url.endsWith("missing") ? {} : { id: "a" });
    });
    const calls: CallMade[] = [];
    const requests: RequestSent[] = [];
    const observer: Observer = {
      call: (made) => void calls.push(made),
      request: (sent) => void requests.push(sent),
    };
    const { compiled, config, log } = sessionFor(kestra.url, env);
    const session = createSession(compiled, config, log, { observers: [observer] });
    return { session, calls, requests };
  }

  test("hear what became of a call, who made it and what it sent", async () => {
    const { session, calls, requests } = await observed();
    const given = { principal: ann, requestId: "r" };
    await callAsking(session, "get_box", { box_id: "a" }, given);
    await callAsking(session, "get_box", { box_id: "missing" }, given);
    await callAsking(session, "manage_box", { action: "canary" }, given);
    await expect(callAsking(session, "canary", {}, given)).rejects.toThrow();
    const whole = { principal: ann, requestId: "r", ms: expect.any(Number) as number };
    expect(calls).toEqual([
      { ...whole, tool: "get_box", action: undefined, outcome: "done" },
      {
        ...whole,
        tool: "get_box",
        action: undefined,
        outcome: "failed",
        reason:
          "ContractError: Kestra's answer to GET /api/v1/main/boxes/… is not what its contract says, at …: ….",
      },
      {
        ...whole,
        tool: "manage_box",
        action: undefined,
        outcome: "failed",
        reason: "InputError: action must be one of get, put, drop, not ….",
      },
    ]);
    expect(requests.map(({ request, ...rest }) => ({ ...rest, request: String(request()) }))).toEqual([
      { ...whole, method: "GET", status: 200, request: "GET /api/v1/main/boxes/a" },
      { ...whole, method: "GET", status: 200, request: "GET /api/v1/main/boxes/missing" },
    ]);
    session.close();
  });

  test("hear of a question, of a cancelled call, and of no answer", async () => {
    const { session, calls, requests } = await observed({
      KESTRA_MCP_CONFIRM: "write",
      KESTRA_API_VERSION: "2.0",
    });
    const clientCapabilities = { elicitation: {} };
    const drop = { action: "drop", box_id: "a" };
    await callAsking(session, "manage_box", drop, { clientCapabilities });
    const signal = AbortSignal.abort();
    await expect(callAsking(session, "get_box", { box_id: "a" }, { signal })).rejects.toThrow();
    expect(calls.map(({ tool, action, outcome }) => [tool, action, outcome])).toEqual([
      ["manage_box", "drop", "asked"],
      ["get_box", undefined, "cancelled"],
    ]);
    expect(requests.filter(({ status }) => status !== undefined)).toEqual([]);
    session.close();
  });
});
