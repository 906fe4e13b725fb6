import { createServer, type ClientRequest, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Connection } from "../../../runtime/network/connection.ts";
import { shareSockets } from "../../../runtime/network/shared-sockets.ts";
import type { Sockets } from "../../../runtime/network/sockets.ts";

/** A server that leaves `/slow` open. */
async function counting() {
  let connections = 0;
  const slow: ServerResponse[] = [];
  const server = createServer((request, response) => {
    if (request.url === "/slow") slow.push(response);
    else response.end(request.headers.authorization);
  });
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection: Connection = {
    baseUrl: origin,
    tenant: "main",
    credentials: { kind: "none" },
    timeout: 1000,
  };
  const shared = shareSockets(connection, 2);
  onTestFinished(() => {
    shared.close();
  });
  return { origin, shared, slow, connections: () => connections };
}

function asked(
  sockets: Sockets,
  origin: string,
  target: string,
  who: string,
): { sent: ClientRequest; answer: Promise<string> } {
  const sent = sockets.request({ method: "GET", origin, target, headers: { Authorization: who } });
  const answer = new Promise<string>((resolve) => {
    sent.on("error", () => {
      resolve("cut off");
    });
    sent.on("response", (response) => {
      response.setEncoding("utf8").on("data", resolve);
    });
    sent.end();
  });
  return { sent, answer };
}

test("Who comes later sends by the socket of who came before, with credentials of their own", async () => {
  const { origin, shared, connections } = await counting();
  const [ann, bob] = [await shared.lease(), await shared.lease()];
  for (const [who, sockets] of [
    ["ann", ann],
    ["bob", bob],
    ["ann", ann],
  ] as const) {
    const { sent, answer } = asked(sockets, origin, "/", who);
    expect(await answer).toBe(who);
    if (!sent.closed) await new Promise((resolve) => sent.once("close", resolve));
  }
  expect(connections()).toBe(1);
});

test("Who closes ends their own requests, and nothing of others", async () => {
  const { origin, shared, slow } = await counting();
  const [ann, bob] = [await shared.lease(), await shared.lease()];
  const [hers, his] = [asked(ann, origin, "/slow", "ann"), asked(bob, origin, "/slow", "bob")];
  while (slow.length < 2) await new Promise((resolve) => setImmediate(resolve));
  ann.close();
  expect(await hers.answer).toBe("cut off");
  for (const response of slow) response.end("done");
  expect(await his.answer).toBe("done");
  const { answer } = asked(await shared.lease(), origin, "/", "eve");
  expect(await answer).toBe("eve");
});
