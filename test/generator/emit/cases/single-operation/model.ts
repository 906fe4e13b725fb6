import type { ToolModel } from "../../../../../generator/model.ts";

export const model: ToolModel = {
  name: "pause_execution",
  title: "Pause execution",
  toolset: "execution",
  source: "specs/execution/pause_execution.yaml",
  description: "Pause a running execution.\nIts task runs go on to their end.",
  aliases: ["stop_execution"],
  inputSchema: {
    type: "object",
    properties: {
      execution_id: { type: "string", minLength: 1, description: "Id of an execution." },
      reason: { type: "string", description: "Why." },
    },
    required: ["execution_id"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: { message: { type: "string" } }, required: ["message"] },
  behaviour: {
    kind: "operation",
    where: "tenant",
    effect: "write",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    inputSchema: {
      type: "object",
      properties: {
        execution_id: { type: "string", minLength: 1, description: "Id of an execution." },
        reason: { type: "string", description: "Why." },
      },
      required: ["execution_id"],
      additionalProperties: false,
    },
    method: "POST",
    request: [
      {
        from: "1.0",
        value: {
          path: ["/api/v1/{tenant}/executions/", { argument: "execution_id" }, "/pause"],
          query: [
            { name: "reason", value: { kind: "argument", argument: "reason", as: "plain", omitEmpty: true } },
          ],
        },
      },
    ],
    siblings: [],
    read: [
      {
        from: "1.0",
        value: {
          from: "nothing",
          project: {
            kind: "object",
            entries: [
              {
                key: "message",
                value: {
                  kind: "sentence",
                  texts: [
                    "Paused execution ",
                    { argument: "execution_id" },
                    " (",
                    { argument: "reason" },
                    ").",
                  ],
                },
              },
            ],
          },
        },
      },
    ],
    on: [
      {
        status: 404,
        read: {
          from: "nothing",
          project: {
            kind: "object",
            entries: [
              { key: "message", value: { kind: "sentence", texts: ["There is no such execution."] } },
            ],
          },
        },
      },
    ],
    advice: [
      { from: "1.0", value: { 409: "The execution is not running; look at its state first.", 423: "Wait." } },
    ],
  },
};
