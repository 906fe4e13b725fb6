import type { OpenObject } from "../../../../../runtime/json/schema.ts";
import type { ToolModel } from "../../../../../generator/model.ts";
import { publishedArguments } from "../../../../../generator/resolve/request/published.ts";

const inputSchema: OpenObject = {
  type: "object",
  properties: {
    prompt: { type: "string", description: "What to write." },
    yaml: { type: "string", description: "A flow to begin from.", default: "" },
    labels: { type: "array", items: { type: "object" }, description: "Labels." },
    attempts: { type: "integer", description: "How often." },
    at: { type: "string", description: "When." },
    extra: { description: "Anything." },
  },
  required: ["prompt"],
  additionalProperties: false,
};

export const model: ToolModel = {
  name: "generate_flow",
  title: "Generate flow",
  toolset: "flow",
  source: "specs/flow/generate_flow.yaml",
  description: "Have Kestra's AI write a flow.",
  aliases: [],
  inputSchema: publishedArguments(inputSchema),
  outputSchema: { type: "object", properties: { result: { type: "string" } }, required: ["result"] },
  behaviour: {
    kind: "operation",
    where: "tenant",
    effect: "read",
    idempotent: false,
    lines: ["2.0"],
    inputSchema,
    method: "POST",
    request: [
      {
        from: "2.0",
        value: {
          path: ["/api/v1/{tenant}/ai/generate/flow"],
          query: [],
          body: {
            kind: "json",
            value: {
              kind: "object",
              entries: [
                { key: "conversationId", value: { kind: "uuid" } },
                { key: "userPrompt", value: { kind: "argument", argument: "prompt", as: "plain" } },
                {
                  key: "flowYaml",
                  value: { kind: "argument", argument: "yaml", as: "plain", omitEmpty: true },
                },
                {
                  key: "options",
                  value: {
                    kind: "object",
                    entries: [
                      { key: "attempts", value: { kind: "argument", argument: "attempts", as: "plain" } },
                      { key: "mode", value: { kind: "constant", value: { strict: true, "a-b": [1, null] } } },
                      { key: "at", value: { kind: "argument", argument: "at", as: "instant" } },
                      { key: "extra", value: { kind: "argument", argument: "extra", as: "plain" } },
                    ],
                  },
                },
                {
                  key: "all",
                  value: {
                    kind: "array",
                    items: [
                      { kind: "argument", argument: "labels", as: "plain" },
                      { kind: "argument", argument: "yaml", as: "plain", omitEmpty: true },
                      { kind: "argument", argument: "prompt", as: "plain" },
                    ],
                  },
                },
              ],
            },
          },
        },
      },
    ],
    read: [
      {
        from: "2.0",
        value: {
          from: "text",
          project: { kind: "object", entries: [{ key: "result", value: { kind: "whole", path: [] } }] },
        },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
    limit: { text: "result", rest: "Ask for a smaller flow." },
  },
};
