import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { maximumBytes } from "../../../generator/commands/import/document.ts";
import { readSource } from "../../../generator/commands/import/source.ts";

let server: Server | undefined;

afterEach(async () => {
  const running = server;
  server = undefined;
  if (running === undefined) return;
  running.closeAllConnections();
  await new Promise((closed) => {
    running.close(closed);
  });
});

/** Serves on loopback; gives the base URL. */
async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((ready) => started.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const secret = { KESTRA_USERNAME: "me@example.com", KESTRA_PASSWORD: "Hush1234" };
const ask = (place: string, environment: Record<string, string> = {}) =>
  readSource(place, { fetch, environment });

test.each([
  ["basic, before a token", { ...secret, KESTRA_API_TOKEN: "t" }, "Basic bWVAZXhhbXBsZS5jb206SHVzaDEyMzQ="],
  ["a token", { KESTRA_API_TOKEN: "t0k" }, "Bearer t0k"],
  ["none", {}, undefined],
])("reads the document of a running Kestra, credentials: %s", async (_, environment, sent) => {
  const base = await serve((request, response) => {
    response.end(`${request.url ?? ""} ${request.headers.authorization ?? "undefined"}`);
  });
  for (const written of [base, `${base}/`, `${base}/api/v1`, `${base}/api/v1/`]) {
    const { name, text } = await ask(written, environment);
    expect(name).toBe(`${base}/swagger/kestra.yml`);
    expect(text).toBe(`/swagger/kestra.yml ${sent ?? "undefined"}`);
  }
  expect((await ask(`${base}/kestra/api/v1`)).name).toBe(`${base}/kestra/swagger/kestra.yml`);
});

test("a redirect is not followed, and 401 says what to set, without a credential", async () => {
  let status = 302;
  const base = await serve((_, response) => {
    response.writeHead(status, { location: "http://127.0.0.1:9/elsewhere" }).end();
  });
  await expect(ask(base, secret)).rejects.toThrow(
    `${base}/swagger/kestra.yml answers 302, not an OpenAPI document.`,
  );
  status = 401;
  const refused = await ask(base, secret).catch((error: unknown) => String(error));
  expect(refused).toContain("answers 401: set KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN.");
  expect(refused).not.toContain("Hush");
});

test("a download is bounded: by its announced length, and while it is read", async () => {
  let announced = true;
  const base = await serve((_, response) => {
    if (announced) response.writeHead(200, { "content-length": maximumBytes + 1 });
    const chunk = Buffer.alloc(1_000_000, " ");
    const more = (): void => {
      if (response.destroyed) return;
      response.write(chunk);
      setTimeout(more, 1);
    };
    more();
  });
  await expect(ask(base)).rejects.toThrow(/has 20000001 bytes: more than 20000000 are not read\.$/);
  announced = false;
  await expect(ask(base)).rejects.toThrow(/has \d+ bytes: more than 20000000 are not read\.$/);
});

test("an answer that breaks off, and no answer, are told", async () => {
  const base = await serve((_, response) => {
    response.writeHead(200, { "content-length": 100 });
    response.write("openapi");
    setTimeout(() => response.destroy(), 20);
  });
  await expect(ask(base)).rejects.toThrow(/kestra\.yml broke off after \d bytes\.$/);
  await expect(ask("http://127.0.0.1:9")).rejects.toThrow(
    "http://127.0.0.1:9/swagger/kestra.yml does not answer.",
  );
});

test("a query in the URL is dropped, and what is no URL is told", async () => {
  const base = await serve((request, response) => response.end(request.url));
  expect(await ask(`${base}/kestra/?a=b#c`)).toEqual({
    name: `${base}/kestra/swagger/kestra.yml`,
    text: "/kestra/swagger/kestra.yml",
  });
  await expect(ask("http://")).rejects.toThrow("The URL of Kestra is not a URL.");
});

test("credentials in the URL are refused, and not repeated", async () => {
  const refused = await ask("http://me:Hush1234@127.0.0.1:9").catch((error: unknown) => String(error));
  expect(refused).toContain("credentials belong in KESTRA_USERNAME and KESTRA_PASSWORD, not in the URL.");
  expect(refused).not.toContain("Hush");
});

test("a file is refused by its size before it is read; a missing one and a folder are told", async () => {
  const folder = mkdtempSync(join(tmpdir(), "import-"));
  try {
    const large = join(folder, "large.yml");
    writeFileSync(large, "");
    // Sparse: reading it would give 40 GB of zeros.
    truncateSync(large, 40e9);
    await expect(ask(large)).rejects.toThrow(
      "large.yml has 40000000000 bytes: more than 20000000 are not read.",
    );
    await expect(ask(join(folder, "none.yml"))).rejects.toThrow("none.yml does not exist.");
    await expect(ask(folder)).rejects.toThrow("is not a file.");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
