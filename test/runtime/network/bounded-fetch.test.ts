import { expect, test } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { boundedFetch, NotFetched, type FetchBounds } from "../../../runtime/network/bounded-fetch.ts";
import { deadUrl, httpServer, tcpServer, type Respond } from "../support/server.ts";

function fetching(bounds?: Partial<FetchBounds>, env: Readonly<Record<string, string>> = {}) {
  const { connection } = readConfig({
    KESTRA_BASE_URL: "http://127.0.0.1:9",
    KESTRA_USERNAME: "ada",
    KESTRA_PASSWORD: "kestras-own",
    KESTRA_MCP_EXTRA_HEADERS: "X-Pass: kestras-own",
    ...env,
  });
  return boundedFetch(connection, "the identity provider", { time: 5000, bytes: 1000, ...bounds });
}

const hello: Respond = (_, response) => {
  response.writeHead(200, { "Content-Type": "text/plain", "X-Twice": ["a", "b"] }).end("hello");
};

test("It sends what it is given, and gives what came", async () => {
  const { url, asked } = await httpServer(hello);
  const answer = await fetching()(`${url}/token?a=b`, {
    method: "POST",
    headers: new Headers({ authorization: "Basic abc" }),
    body: new URLSearchParams({ code: "ä" }),
  });
  expect([answer.status, answer.headers.get("x-twice"), await answer.text()]).toEqual([200, "a, b", "hello"]);
  const [one] = asked;
  expect([one?.method, one?.url, String(one?.body)]).toEqual(["POST", "/token?a=b", "code=%C3%A4"]);
  expect(one?.headers).toMatchObject({ authorization: "Basic abc", "content-length": "11" });
  expect(JSON.stringify(one?.headers)).not.toContain("kestras-own");
});

test("It follows no redirect", async () => {
  const { url, asked } = await httpServer((_, response) => {
    response.writeHead(302, { Location: "/elsewhere" }).end();
  });
  expect((await fetching()(url)).status).toBe(302);
  expect(asked).toHaveLength(1);
});

test("It takes no more than so many bytes, and waits no longer than so long", async () => {
  const large = await httpServer((_, response) => response.end("x".repeat(1001)));
  await expect(fetching()(large.url)).rejects.toThrow("Its answer has more than 1000 bytes.");
  const silent = await httpServer(() => undefined);
  await expect(fetching({ time: 20 })(silent.url)).rejects.toThrow("It took longer than 0.02 s.");
  const halting = await httpServer((_, response) => response.write("x"));
  await expect(fetching({ time: 20 })(halting.url)).rejects.toThrow("It took longer than 0.02 s.");
});

test("It has no answer of a server that goes over to another protocol", async () => {
  const { url } = await httpServer((_, response) => {
    response.socket?.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
  });
  await expect(fetching()(url)).rejects.toThrow("It cannot be reached.");
});

test("It goes by https, or to this machine, and with no credentials in a URL", async () => {
  for (const url of ["http://example.com", "file:///etc/passwd", "http://127.0.0.1.example.com"])
    await expect(fetching()(url)).rejects.toThrow("It is not at https://, and not on this machine.");
  await expect(fetching()("https://a:b@127.0.0.1")).rejects.toThrow("Its URL holds credentials.");
});

test("Where nothing answers it says what to look at, and nothing of what was sent", async () => {
  const url = await deadUrl();
  const gone = fetching()(`${url}/secret`, { headers: { authorization: "secret" } });
  await expect(gone).rejects.toThrow(NotFetched);
  await expect(gone).rejects.toThrow(/^It cannot be reached: ECONNREFUSED\.$/);
  const rude = await tcpServer((socket) => socket.end("not HTTP\r\n\r\n"));
  await expect(fetching()(rude)).rejects.toThrow(/^It cannot be reached: HPE_INVALID_CONSTANT\.$/);
});

test("It goes through the proxy that the environment names", async () => {
  const proxy = await httpServer(hello);
  const answer = await fetching({}, { HTTP_PROXY: proxy.url })("http://localhost:1/jwks");
  expect(answer.status).toBe(200);
  expect(proxy.asked.map(({ url }) => url)).toEqual(["http://localhost:1/jwks"]);
});

test("Who gives it up ends it", async () => {
  const silent = await httpServer(() => undefined);
  const given = AbortSignal.abort();
  await expect(fetching()(silent.url, { signal: given })).rejects.toThrow("It cannot be reached.");
});
