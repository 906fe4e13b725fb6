import { createServer, type RequestListener } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { createClientDocuments } from "../../../runtime/oauth/clients/client-documents.ts";
import {
  guardedFetch,
  type FetchOptions,
  type GuardedFetch,
} from "../../../runtime/oauth/clients/guarded-fetch.ts";
import { isGoodDocumentUrl } from "../../../runtime/oauth/clients/document-url.ts";
import { isPublicAddress } from "../../../runtime/oauth/clients/public-address.ts";
import { certificates, type Certificates } from "../../runtime/support/certificates.ts";
import {
  asking,
  authorize,
  codeFor,
  dataOf,
  redeeming,
  redirectUri,
  refreshing,
  token,
  tokensIn,
} from "../server/support/flow.ts";
import { day, served } from "../server/support/served.ts";

let certified: Certificates;
beforeAll(async () => {
  certified = await certificates();
});

const url = "https://kestra.example/client.json";
const good = {
  client_id: url,
  client_name: "An app",
  redirect_uris: ["http://localhost/callback", redirectUri],
};

/** A web of one host, at this machine. */
async function web(respond: RequestListener, options: FetchOptions = {}) {
  const server = createHttps(certified.server, respond);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const lookup = ((_: string, __: object, done: (error: null, all: object[]) => void) => {
    done(null, [{ address: "127.0.0.1", family: 4 }]);
  }) as unknown as NonNullable<FetchOptions["lookup"]>;
  const { port } = server.address() as AddressInfo;
  return guardedFetch({ lookup, isPublic: () => true, ca: certified.ca, port, ...options });
}

const sending =
  (body: object | string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, { "Content-Type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };

const documentsOf = (fetch: GuardedFetch, clock = { now: 0 }) =>
  createClientDocuments(fetch, () => clock.now);

test("An application that is known by its document goes the whole way, and refreshes without it", async () => {
  const clock = { now: 1_000_000_000_000 };
  let asked = 0;
  const fetch = await web((request, response) => {
    asked++;
    sending(good)(request, response);
  });
  const server = await served({ clock, documents: documentsOf(fetch, clock) });
  const page = await authorize(server, asking(url));
  expect(page.text).toContain("An app");
  expect(page.text).toContain("kestra.example");
  const code =
    (await codeFor(server, asking(url, { redirect_uri: "http://localhost:5/callback" }))).get("code") ?? "";
  const answer = await token(server, redeeming(url, code, { redirect_uri: "http://localhost:5/callback" }));
  expect(answer.status).toBe(200);
  clock.now += 2 * day;
  expect((await refreshing(server, tokensIn(url, answer))).status).toBe(200);
  expect(asked).toBe(1);
  expect(await server.store.count("client")).toBe(0);
  const secret = await token(server, {
    grant_type: "refresh_token",
    client_id: url,
    client_secret: "x",
    refresh_token: "x",
  });
  expect(dataOf(secret).error).toBe("invalid_client");
});

describe("A document is refused", () => {
  test.each<[string, RequestListener, string]>([
    ["that names another", sending({ ...good, client_id: `${url}x` }), "client_id"],
    ["that names none", sending({ redirect_uris: [redirectUri] }), "client_id"],
    ["with a secret", sending({ ...good, client_secret: "x" }), "secret"],
    ["with the expiry of one", sending({ ...good, client_secret_expires_at: 0 }), "secret"],
    [
      "with another authentication",
      sending({ ...good, token_endpoint_auth_method: "client_secret_post" }),
      "token_endpoint_auth_method",
    ],
    ["without redirects", sending({ client_id: url }), "redirect_uris"],
    [
      "with a bad one",
      sending({ ...good, redirect_uris: [redirectUri, "http://a.example/"] }),
      "redirect URI",
    ],
    ["that is no JSON", sending("<html>"), "JSON"],
    ["that is a list", sending([]), "JSON"],
    ["that is large", sending({ ...good, x: "a".repeat(5200) }), "5120 bytes"],
    [
      "that leads elsewhere",
      (_, response) => response.writeHead(302, { Location: "https://kestra.example/other" }).end(),
      "302",
    ],
    ["that is not there", (_, response) => response.writeHead(404).end(JSON.stringify(good)), "404"],
    ["that is not all of one", (_, response) => response.writeHead(206).end(JSON.stringify(good)), "206"],
    [
      "that breaks off",
      (_, response) => {
        response.writeHead(200, { "Content-Length": "100" }).write("{");
        setImmediate(() => response.destroy());
      },
      "reached",
    ],
    [
      "that goes over to another protocol",
      (_, response) =>
        response.socket?.write(
          "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        ),
      "reached",
    ],
  ])("%s", async (_, respond, told) => {
    const documents = documentsOf(await web(respond));
    await expect(documents.find(url, "198.51.100.1")).rejects.toThrow(told);
  });

  test("of a host that nobody certifies", async () => {
    const documents = documentsOf(await web(sending(good), { ca: certified.server.cert }));
    await expect(documents.find(url, "198.51.100.1")).rejects.toThrow("could not be reached");
  });

  test("that comes slowly, however busy it looks", async () => {
    vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
      expect(ms).toBe(5000);
      const given = new AbortController();
      setTimeout(() => {
        given.abort(new Error("late"));
      }, 50);
      return given.signal;
    });
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const fetch = await web((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 5);
      response.once("close", () => {
        clearInterval(drip);
      });
    });
    await expect(fetch(url)).rejects.toMatchObject({ kind: "network" });
  });

  test("of a private address, by name and by number, and is never asked for", async () => {
    let asked = 0;
    const fetch = await web(
      () => {
        asked++;
      },
      { isPublic: isPublicAddress },
    );
    await expect(fetch(url)).rejects.toMatchObject({ kind: "refused" });
    for (const host of ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0x7f000001", "2130706433", "127.1"])
      await expect(fetch(`https://${host}/client.json`)).rejects.toMatchObject({ kind: "refused" });
    expect(asked).toBe(0);
  });

  test("of a host with a public and a private address", async () => {
    const lookup = ((_: string, __: object, done: (error: null, all: object[]) => void) => {
      done(null, [
        { address: "8.8.8.8", family: 4 },
        { address: "10.0.0.1", family: 4 },
      ]);
    }) as unknown as NonNullable<FetchOptions["lookup"]>;
    await expect(guardedFetch({ lookup })(url)).rejects.toMatchObject({ kind: "refused" });
  });
});

test("The page says why, and shows no markup of an address", async () => {
  const documents = documentsOf(await web(sending({})));
  const server = await served({ documents });
  const page = await authorize(server, asking(url));
  expect([page.status, page.headers.location]).toEqual([400, undefined]);
  expect(page.text).toContain("Its client_id is not its own address.");
  const odd = await authorize(server, asking("https://kestra.example/<b>x"));
  expect(odd.text).not.toContain("<b>");
});

test.each([
  ["https://a.example/x", true],
  ["https://a.example/x/y.json", true],
  ["https://a.example:8443/x", true],
  ["https://a.example", false],
  ["https://a.example/", false],
  ["http://a.example/x", false],
  ["https://a.example/x?y", false],
  ["https://a.example/x#y", false],
  ["https://u@a.example/x", false],
  ["https://a.example/../x", false],
  ["https://a.example/%2e%2e/x", false],
  ["https://a.example/./x", false],
  ["https://A.example/x", false],
  ["https://a.example:443/x", false],
  ["https://a.example\\x", false],
  [`https://a.example/${"x".repeat(1000)}`, false],
])("The address %s is good: %s", (text, isGood) => {
  expect(isGoodDocumentUrl(text)).toBe(isGood);
});

test.each([
  ...["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"].map((address) => [address, true] as const),
  ...[
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.0.1", "192.168.1.1"],
    ...[
      "192.0.2.1",
      "198.18.0.1",
      "224.0.0.1",
      "255.255.255.255",
      "::",
      "::1",
      "fc00::1",
      "fe80::1",
      "ff02::1",
    ],
    ...[
      "::ffff:10.0.0.1",
      "::ffff:8.8.8.8",
      "64:ff9b::a00:1",
      "2002:a00:1::",
      "2001::1",
      "2001:db8::1",
      "nonsense",
    ],
  ].map((address) => [address, false] as const),
])("The address %s is public: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

test("Nothing of this machine is asked over http", async () => {
  let asked = 0;
  const server = createServer(() => {
    asked++;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  await expect(
    documentsOf(guardedFetch()).find(`http://127.0.0.1:${port}/x`, "198.51.100.1"),
  ).rejects.toThrow("form https");
  expect(asked).toBe(0);
});
