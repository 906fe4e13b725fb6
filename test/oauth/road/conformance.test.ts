import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { conformance, isGood, scenariosIn } from "../../conformance/suite.ts";
import { until } from "../../http/support/serving.ts";
import { freePort } from "../server/support/free-port.ts";
import { register } from "./by-hand.ts";
import { logIn } from "./login.ts";
import { startWorld } from "./world.ts";

const scenarios = ["authorization-code-grant", "authorization-server-metadata-endpoint"];

it("passes what the official suite asks of an authorization server", { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-conformance-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const world = await startWorld(inject("bundle"));
  onTestFinished(() => world.close());
  const port = String(await freePort());
  const { origin } = new URL(world.url);
  const { id } = await register(world, `http://127.0.0.1:${port}/callback`);
  const client = ["--client-id", id, "--resource", world.url, "--port", port];
  const run = conformance(folder, "authorization", "--url", origin, ...client, "-o", folder);
  let isOver = false;
  void run.output.finally(() => (isOver = true));
  const link = () => /^http\S+\/oauth\/authorize\?\S+$/m.exec(run.said())?.[0];
  await until(() => isOver || link() !== undefined);
  const back = await logIn(link() ?? run.said(), "bob", port);
  expect((await fetch(back)).status).toBe(200);
  const output = await run.output;
  const found = await scenariosIn(folder, "authorization-server");
  expect(
    found
      .filter(isGood)
      .map(({ name }) => name)
      .toSorted(),
    output,
  ).toEqual(scenarios);
  expect(found).toHaveLength(scenarios.length);
});
