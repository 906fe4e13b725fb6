import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { operation } from "../../../runtime/compiled/operation.ts";
import { json as reads } from "../../../runtime/compiled/read.ts";
import { path } from "../../../runtime/compiled/request.ts";
import type { Environment } from "../../../runtime/environment.ts";
import type { PullOf } from "../../../runtime/tool/pull.ts";
import { kestraMcp } from "../support/command-line.ts";
import { deadUrl, httpServer, json, type Respond } from "../support/server.ts";
import { compiled } from "../support/tools.ts";

const calls = {
  box: operation({
    ...{ service: "shop", method: "GET", effect: "read", read: reads(() => z.looseObject({})) },
    input: () => z.strictObject({ id: z.string() }),
    request: ({ id }) => ({ path: path`/v1/boxes/${id}` }),
  }),
};
const pull: PullOf<typeof calls> = {
  calls,
  // eslint-disable-next-line @typescript-eslint/require-await -- it needs to know nothing before
  async *asks(shop) {
    yield Array.from({ length: 450 }, (_, i) => () => shop.box({ id: `b${i}` }));
  },
};
const services = {
  shop: {
    ...{ title: "the shop", variable: "KESTRA_SHOP_URL", default: "https://shop.invalid" },
    keeps: true as const,
  },
};
const all = { ...compiled, services, pulls: { shop: () => Promise.resolve(pull) } };
const boxes: Respond = ({ url }, response) => {
  if (url.endsWith("b7")) response.writeHead(404).end();
  else json(response, { url });
};

function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pull-")));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

async function pulled(
  argv: readonly string[],
  more: Environment & { readonly respond?: Respond } = {},
  isTerminal = false,
) {
  const { respond = boxes, ...env } = more as { respond?: Respond } & Record<string, string>;
  const { url, asked } = await httpServer(respond);
  const folder = emptyFolder();
  const given = { KESTRA_SHOP_URL: url, KESTRA_API_TOKEN: "canary-token", KESTRA_TENANT_ID: "acme", ...env };
  const printed = await kestraMcp(argv, given, { compiled: all, folder, isTerminal });
  return { ...printed, asked, folder };
}

describe("kestra-mcp shop pull FILE", () => {
  test("writes a file, and tells how far it is and what is missing", async () => {
    const { out, err, exitCode, asked, folder } = await pulled(["shop", "pull", "boxes"]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      new RegExp(
        `^${folder}/boxes has 449 answers, \\d+ kB\\.\nSkipped are 1:\n  shop refused GET /v1/boxes/b7 \\(404\\).*\n$`,
      ),
    );
    expect(err).toMatch(/^200 of 450 requests, \d+ kB\n400 of 450 requests, \d+ kB\n$/);
    expect(readdirSync(folder)).toEqual(["boxes"]);
    expect(asked).toHaveLength(450);
    expect(JSON.stringify(asked.map(({ headers }) => headers))).not.toMatch(
      /canary|acme|x-kestra|authorization/i,
    );
  });

  test("on a terminal it is one line that changes", async () => {
    const { err } = await pulled(["shop", "pull", "boxes"], {}, true);
    expect(err.split("\r\u{1b}[K")).toHaveLength(451);
    expect(err).toMatch(/450 of 450 requests, \d+ kB\n$/);
    expect(err.match(/\n/g)).toHaveLength(1);
  });

  test("that cannot go on keeps what came, and goes on when it is run again", async () => {
    const folder = emptyFolder();
    const page: Respond = (one, response) => {
      if (one.url.endsWith("b300")) response.setHeader("Content-Type", "text/html").end("<html></html>");
      else boxes(one, response);
    };
    const first = await httpServer(page);
    const file = join(folder, "boxes");
    const run = (url: string) =>
      kestraMcp(["shop", "pull", file], { KESTRA_SHOP_URL: url }, { compiled: all });
    const stopped = await run(first.url);
    expect(stopped).toMatchObject({ out: "", exitCode: 1 });
    expect(stopped.err).toContain(`What came stays in ${file}.part. Run the same again to go on.\n`);
    expect(stopped.err).toContain("an HTML page answered");
    expect(existsSync(file)).toBe(false);
    const second = await httpServer(boxes);
    const { out, exitCode } = await run(second.url);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/has 449 answers, \d+ kB, \d+ of them from an earlier attempt\./);
    expect(second.asked.length).toBeLessThan(200);
  });

  test("that is stopped says so, and how to go on", async () => {
    const stop = new AbortController();
    const { url } = await httpServer((one, response) => {
      if (one.url.endsWith("b50")) stop.abort();
      else boxes(one, response);
    });
    const folder = emptyFolder();
    const more = { compiled: all, folder, signal: stop.signal };
    const { err, exitCode } = await kestraMcp(["shop", "pull", "boxes"], { KESTRA_SHOP_URL: url }, more);
    expect(exitCode).toBe(1);
    expect(err).toBe(`Stopped. What came stays in ${folder}/boxes.part. Run the same again to go on.\n`);
  });

  test.each<[readonly string[], Environment, string]>([
    [["shop"], {}, "kestra-mcp shop takes pull and a file: kestra-mcp shop pull FILE."],
    [["shop", "pull"], {}, "kestra-mcp shop takes pull and a file: kestra-mcp shop pull FILE."],
    [["shop", "push", "a"], {}, "kestra-mcp shop takes pull and a file"],
    [["shop", "pull", "a", "b"], {}, "kestra-mcp shop pull takes no b."],
    [["pull", "a"], {}, "There is no command pull."],
    [["shp", "pull", "a"], {}, "There is no command shp. Did you mean shop?"],
    [
      ["shop", "pull", "a"],
      { KESTRA_SHOP: "offline" },
      "KESTRA_SHOP is offline, so that the shop is not asked.",
    ],
    [["shop", "pull", "/nowhere/a"], {}, "/nowhere/a cannot be written (ENOENT)."],
  ])("refuses %j with %j", async (argv, env, message) => {
    const { err, exitCode, asked } = await pulled(argv, env);
    expect(err).toContain(message);
    expect(exitCode).toBe(2);
    expect(asked).toEqual([]);
  });

  test("refuses a folder", async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "boxes"));
    const env = { KESTRA_SHOP_URL: await deadUrl() };
    const { err } = await kestraMcp(["shop", "pull", "boxes"], env, { compiled: all, folder });
    expect(err).toBe(`${folder}/boxes cannot be written (EISDIR).\n`);
  });

  test("stands in the help, where there is something to pull", async () => {
    const { out } = await kestraMcp(["--help"], {}, { compiled: all });
    expect(out).toMatch(/\n {2}shop pull FILE +keep what the shop answers in a file\n/);
    const shop = await kestraMcp(["shop", "--help"], {}, { compiled: all });
    expect(shop.out).toContain("Usage: kestra-mcp shop pull FILE\n");
    expect(await kestraMcp(["help", "shop", "pull"], {}, { compiled: all })).toEqual(shop);
    expect((await kestraMcp(["--help"])).out).not.toContain("pull");
  });
});

test("a file that is not there is told by doctor", async () => {
  const env = { KESTRA_BASE_URL: await deadUrl(), KESTRA_SHOP_FILE: "/nowhere/boxes" };
  const { out } = await kestraMcp(["doctor"], env, { compiled: all });
  expect(out).toMatch(
    /ignored +KESTRA_SHOP_FILE names \/nowhere\/boxes, which cannot be used \(ENOENT\)\.\n/,
  );
});
