import { beforeAll, describe, expect } from "vitest";
import { createFlow, execute, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const reading = `
tasks:
  - id: hold
    type: io.kestra.plugin.core.flow.Pause
    onResume:
      - id: report
        type: FILE
  - id: show
    type: io.kestra.plugin.core.debug.Return
    format: "{{ read(outputs.hold.onResume.report) }}"
outputs:
  - id: shown
    type: STRING
    value: "{{ outputs.show.value }}"
`;

beforeAll(async () => {
  await createFlow("reading", reading);
});

describe("a file for a paused execution", () => {
  for (const name of ["plain.csv", "orders 2024.csv", "a#b.csv", "50%.csv"]) {
    check(`arrives whatever its name: ${name}`, async () => {
      const { id } = await execute("reading");
      await waitFor(id, ["PAUSED"]);
      const report = { $file: name, text: `in ${name}` };
      await kestra.get("resume_execution", { execution_ids: [id], on_resume: { report } });
      const { outputs } = await waitFor(id, ["SUCCESS"]);
      expect(outputs).toEqual({ shown: `in ${name}` });
    });
  }
});
