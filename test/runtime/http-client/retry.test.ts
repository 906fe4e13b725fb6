import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { httpTo, plan, send } from "../support/http.ts";
import { httpServer, json } from "../support/server.ts";

describe("retries", () => {
  test.each([429, 502, 503, 504])("a read is repeated after %i", async (status) => {
    let left = 2;
    const { url, asked } = await httpServer((_, response) => {
      json(response, { left }, left-- > 0 ? status : 200);
    });
    expect(await send(httpTo(url), plan, true)).toMatchObject({ status: 200 });
    expect(asked).toHaveLength(3);
  });

  test("three attempts, then the answer is what it is", async () => {
    const { url, asked } = await httpServer((_, response) => {
      json(response, {}, 503);
    });
    expect(await send(httpTo(url), plan, true)).toMatchObject({ status: 503 });
    expect(asked).toHaveLength(3);
  });

  test.each([400, 401, 404, 408, 409, 422, 500, 501])("nothing is repeated after %i", async (status) => {
    const { url, asked } = await httpServer((_, response) => {
      json(response, {}, status);
    });
    expect(await send(httpTo(url), plan, true)).toMatchObject({ status });
    expect(asked).toHaveLength(1);
  });

  test("what may change something is never repeated", async () => {
    const sockets: Socket[] = [];
    const { url, asked } = await httpServer(({ socket }, response) => {
      sockets.push(socket);
      if (sockets.length === 1) json(response, {}, 503);
      else socket.destroy();
    });
    const http = httpTo(url);
    expect(await send(http, { method: "POST", path: "/a" })).toMatchObject({ status: 503 });
    await expect(send(http, { method: "POST", path: "/a" })).rejects.toThrow("closed without an answer");
    expect(asked).toHaveLength(2);
  });

  test("a read is repeated after the connection broke, also in the middle of the body", async () => {
    let turn = 0;
    const { url } = await httpServer(({ socket }, response) => {
      turn++;
      if (turn === 1) socket.destroy();
      else if (turn === 2) {
        response.writeHead(200, { "Content-Length": 100 }).write("half");
        setTimeout(() => socket.destroy(), 20);
      } else json(response, { turn });
    });
    expect(await send(httpTo(url), plan, true)).toMatchObject({ status: 200, text: '{"turn":3}' });
  });

  test("Retry-After is honoured, but not beyond the deadline", async () => {
    const times: number[] = [];
    const { url } = await httpServer((_, response) => {
      times.push(Date.now());
      response.writeHead(times.length === 1 ? 429 : 200, { "Retry-After": "1" }).end();
    });
    await send(httpTo(url), plan, true);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);

    const patient = await httpServer((_, response) => {
      response.writeHead(429, { "Retry-After": "3600" }).end();
    });
    expect(await send(httpTo(patient.url), plan, true)).toMatchObject({ status: 429 });
    expect(patient.asked).toHaveLength(1);
  });
});
