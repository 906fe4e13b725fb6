import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, inject, it } from "vitest";
import { startSandbox } from "../../sandbox/server.ts";
import { aloneWith } from "../support/public-services.ts";
import { commandOf, startServer } from "../support/server.ts";

const execute = promisify(execFile);
const notSetUp = "The basic authentication of this Kestra is not set up yet";

it("says of a Kestra without a user that it has none, in each call, in doctor and in the log", async () => {
  const line = process.env.KESTRA_E2E_LINE ?? "1.3";
  const sandbox = await startSandbox({
    line: ["1.0", "1.3", "2.0"].includes(line) ? line : "1.3",
    isSetUp: false,
  });
  const program = [inject("bundle")];
  const [command, args] = commandOf(program);
  const env = {
    KESTRA_BASE_URL: sandbox.url,
    KESTRA_USERNAME: "admin@kestra.io",
    KESTRA_PASSWORD: "Set-up-later-1",
  };
  const server = await startServer({ program, env });
  try {
    for (const [tool, args] of [
      ["search_flows", { query: "a" }],
      ["execute_flow", { namespace: "company", flow_id: "hello", inputs: { a: 1 } }],
      ["manage_executions", { action: "kill", execution_id: "5xYz" }],
    ] as const) {
      const text = await server.refusal(tool, args);
      expect(text, tool).toContain(`401`);
      expect(text, tool).toContain(
        `${notSetUp}, so it refuses every user: create its user at ${sandbox.url}/ui`,
      );
    }
    const doctor = await execute(command, [...args, "doctor"], { env: aloneWith(env) }).catch(
      (error: unknown) => error as { readonly stdout: string },
    );
    expect(doctor.stdout).toContain(`FAIL  ${notSetUp}`);
    expect(doctor.stdout).not.toContain("are not accepted");
  } finally {
    await server.close();
    await sandbox.close();
  }
});
