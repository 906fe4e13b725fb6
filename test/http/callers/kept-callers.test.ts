import { request } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { tokenHolder, type Principal } from "../../../runtime/auth/principal.ts";
import { credentialCallers } from "../../../runtime/transport/http/callers/credential-callers.ts";
import { callWith, initialize, openSession, rpc, send } from "../support/raw.ts";
import { box, serving, until } from "../support/serving.ts";

/** Who was proved to call, of this name. */
function principal(subject: string): Principal {
  return { ...tokenHolder, subject };
}

describe("callers that are kept", () => {
  const caller = (name: string) => ({ "x-kestra-token": `canary-${name}` });

  test("have keys from which nothing is read, that another process does not share", async () => {
    const { session } = await serving(box);
    const [here, there] = [credentialCallers(session), credentialCallers(session)];
    onTestFinished(() => {
      here.close();
      there.close();
    });
    const key = async (callers: typeof here, headers: Record<string, string>, who = principal("p")) =>
      (await callers.callerOf(headers, who)).key;
    const ann = await key(here, caller("ann"));
    expect(ann).toMatch(/^[\w-]{43}$/);
    expect(await key(here, caller("ann"))).toBe(ann);
    const others = [
      await key(there, caller("ann")),
      await key(here, caller("bob")),
      await key(here, caller("ann"), principal("q")),
      await key(here, { ...caller("ann"), "x-kestra-tenant": "t" }),
      await key(here, {}),
    ];
    expect(new Set([ann, ...others]).size).toBe(6);
  });

  test("are bounded: the one that rested longest gives way, those who are held do not", async () => {
    const { session } = await serving(box);
    const callers = credentialCallers(session, { most: 2 });
    onTestFinished(() => {
      callers.close();
    });
    const come = (name: string) => callers.callerOf(caller(name), principal("p"));
    const ann = await come("ann");
    const release = ann.hold();
    const bob = await come("bob");
    await come("eve");
    expect((await come("ann")).session).toBe(ann.session);
    const second = await come("bob");
    expect(second.session).not.toBe(bob.session);
    expect(second.key).toBe(bob.key);
    second.hold();
    await expect(async () => come("joe")).rejects.toMatchObject({ status: 503 });
    release();
    release();
    await come("joe");
    expect((await come("bob")).session).toBe(second.session);
  });

  test("are closed when nobody hears of them, and come back", async () => {
    const { session } = await serving(box);
    const callers = credentialCallers(session, { idle: 60 });
    onTestFinished(() => {
      callers.close();
    });
    const ann = await callers.callerOf(caller("ann"), principal("p"));
    const bob = await callers.callerOf(caller("bob"), principal("p"));
    bob.hold();
    let closed = false;
    const { http } = ann.session.clients.kestra;
    const close = http.close.bind(http);
    Object.assign(http, {
      close: () => {
        closed = true;
        close();
      },
    });
    await until(() => closed);
    expect((await callers.callerOf(caller("bob"), principal("p"))).session).toBe(bob.session);
    expect((await callers.callerOf(caller("ann"), principal("p"))).session).not.toBe(ann.session);
  });

  test("of a session stay as long as it does", async () => {
    const { url, sessions } = await serving(box, {
      callers: (operator) => credentialCallers(operator, { idle: 50, most: 2 }),
    });
    const ann = { "X-Kestra-Token": "ann" };
    const id = await openSession(url, ann);
    for (const name of ["b", "c", "d"]) await callWith(url, { "X-Kestra-Token": name });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { status } = await send(url, { headers: { ...ann, "Mcp-Session-Id": id }, body: rpc("ping") });
    expect([status, sessions()]).toEqual([200, 1]);
  });

  test("take no place while their request is still coming in", async () => {
    let checked = 0;
    const { url } = await serving(box, {
      callers: (operator) => {
        const callers = credentialCallers(operator, { most: 2 });
        return {
          ...callers,
          check(headers) {
            checked++;
            callers.check?.(headers);
          },
        };
      },
    });
    const body = JSON.stringify(initialize);
    const headers = {
      "X-Kestra-Token": "ann",
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
      "Content-Length": body.length,
    };
    const slow = request(url, { method: "POST", headers, agent: false });
    const status = new Promise((resolve) => {
      slow.once("response", (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    slow.write(body.slice(0, 5));
    await until(() => checked === 1);
    const bob = { headers: { "X-Kestra-Token": "bob" }, body: initialize };
    expect((await send(url, bob)).status).toBe(200);
    slow.end(body.slice(5));
    expect(await status).toBe(200);
  });

  test("share one list for each line and edition", async () => {
    const { session } = await serving(box);
    const callers = credentialCallers(session);
    onTestFinished(() => {
      callers.close();
    });
    const [ann, bob] = [
      await callers.callerOf(caller("ann"), principal("p")),
      await callers.callerOf(caller("bob"), principal("p")),
    ];
    expect(ann.session).not.toBe(bob.session);
    expect(ann.session.shown()).toBe(bob.session.shown());
    const before = ann.session.shown();
    await ann.session.detector.instance(new AbortController().signal);
    expect(ann.session.shown()).not.toBe(before);
    expect(ann.session.shown()).toBe(bob.session.shown());
  });
});
