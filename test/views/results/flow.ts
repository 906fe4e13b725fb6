import type { Output as Flow } from "../../../generated/views/show_flow.ts";

const log = "io.kestra.plugin.core.log.Log";
const flowable = "io.kestra.plugin.core.flow";

/** A flow with all that a diagram knows. */
export const flow: Flow = {
  summary:
    "Set to run: every_morning is enabled, due at 2026-11-21T06:00:00Z. Its last execution is 4XsQ: FAILED, started at 2026-11-20T21:35:25Z.",
  namespace: "company.team",
  flowId: "etl",
  revision: 4,
  isSetToRun: true,
  tasks: [
    {
      id: "extract",
      type: "io.kestra.plugin.core.http.Download",
      retries: true,
      state: "SUCCESS",
      seconds: 12,
    },
    {
      id: "is_full",
      type: `${flowable}.If`,
      kind: "choice",
      when: "{{ inputs.full }}",
      state: "SUCCESS",
      seconds: 20,
    },
    {
      id: "each_table",
      type: `${flowable}.ForEach`,
      kind: "loop",
      when: "{{ outputs.extract.tables }}",
      depth: 1,
      branch: "then",
      state: "SUCCESS",
      seconds: 20,
    },
    { id: "copy", type: "io.kestra.plugin.jdbc.duckdb.Query", depth: 2, state: "SUCCESS", runs: 12 },
    { id: "check", type: log, depth: 2, state: "WARNING", runs: 12 },
    { id: "skip", type: log, depth: 1, branch: "else" },
    { id: "both", type: `${flowable}.Parallel`, kind: "parallel", state: "SUCCESS", seconds: 4 },
    {
      id: "notify",
      type: `${flowable}.Subflow`,
      flow: "company.team/notify",
      depth: 1,
      state: "SUCCESS",
      seconds: 4,
    },
    { id: "archive", type: log, depth: 1, disabled: true },
    { id: "graph", type: `${flowable}.Dag`, kind: "dag", state: "SUCCESS", seconds: 3 },
    { id: "a", type: log, depth: 1, state: "SUCCESS", seconds: 1 },
    { id: "b", type: log, depth: 1, after: ["a"], state: "SUCCESS", seconds: 1 },
    { id: "c", type: log, depth: 1, after: ["a"], state: "SUCCESS", seconds: 1 },
    { id: "d", type: log, depth: 1, after: ["b", "c"], state: "SUCCESS", seconds: 1 },
    {
      id: "load",
      type: "io.kestra.plugin.scripts.python.Script",
      retries: true,
      state: "FAILED",
      seconds: 17,
    },
    { id: "alert", type: log, branch: "errors", state: "SUCCESS", seconds: 1.6 },
    { id: "clean", type: log, branch: "finally", state: "SUCCESS", seconds: 0.2 },
  ],
  triggers: [
    {
      id: "every_morning",
      type: "io.kestra.plugin.core.trigger.Schedule",
      cron: "0 6 * * *",
      disabled: false,
      state: "ENABLED",
      nextDate: "2026-11-21T06:00:00Z",
    },
    { id: "on_upload", type: "io.kestra.plugin.core.trigger.Webhook", disabled: true },
  ],
  executions: [
    {
      id: "4XsQqA9bTzVbYk0n3mWcPf",
      state: "FAILED",
      startDate: "2026-11-20T21:35:25.511Z",
      seconds: 64,
      revision: 4,
    },
    {
      id: "3XsQqA9bTzVbYk0n3mWcPf",
      state: "SUCCESS",
      startDate: "2026-11-19T21:35:25.511Z",
      seconds: 58,
      revision: 4,
    },
  ],
  url: "http://localhost:8080/ui/main/flows/edit/company.team/etl",
};
