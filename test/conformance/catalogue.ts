import { setTimeout as sleep } from "node:timers/promises";
import { internalError, invalidParams, ProtocolError, type Handler } from "../../runtime/mcp/handler.ts";
import type { Service } from "../../runtime/mcp/service.ts";
import { inputTools } from "./input-tools.ts";
import { prompts } from "./prompts.ts";
import { resources } from "./resources.ts";
import { png, text, wav, type Tool } from "./tool.ts";

/** The tools that the official suite asks for; their names, texts and fields are its own. */
const tools: Readonly<Record<string, Tool>> = {
  test_simple_text: { run: () => text("This is a simple text response for testing.") },
  test_image_content: { run: () => ({ content: [{ type: "image", data: png, mimeType: "image/png" }] }) },
  test_audio_content: { run: () => ({ content: [{ type: "audio", data: wav, mimeType: "audio/wav" }] }) },
  test_embedded_resource: {
    run: () => ({ content: [embedded("test://embedded-resource", "This is an embedded resource content.")] }),
  },
  test_multiple_content_types: {
    run: () => ({
      content: [
        { type: "text", text: "Multiple content types test:" },
        { type: "image", data: png, mimeType: "image/png" },
        embedded("test://mixed-content-resource", '{"test":"data","value":123}', "application/json"),
      ],
    }),
  },
  test_tool_with_logging: {
    async run(_, { tell }) {
      for (const message of ["Tool execution started", "Tool processing data", "Tool execution completed"]) {
        tell?.("info", () => message);
        await sleep(50);
      }
      return text("Logged.");
    },
  },
  test_error_handling: {
    run: () => ({ ...text("This tool intentionally returns an error for testing"), isError: true }),
  },
  test_tool_with_progress: {
    async run(_, { progress }) {
      for (const done of [0, 50, 100]) {
        progress(done, 100, `Completed step ${done} of 100`);
        await sleep(50);
      }
      return text("Done.");
    },
  },
  test_logging_tool: {
    run(_, { tell }) {
      tell?.("info", () => "A message");
      return text("Logged.");
    },
  },
  json_schema_2020_12_tool: {
    inputSchema: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      $defs: {
        address: {
          $anchor: "addressDef",
          type: "object",
          properties: { street: { type: "string" }, city: { type: "string" } },
        },
      },
      properties: {
        name: { type: "string" },
        address: { $ref: "#/$defs/address" },
        contactMethod: { type: "string", enum: ["phone", "email"] },
        phone: { type: "string" },
        email: { type: "string" },
      },
      allOf: [{ anyOf: [{ required: ["phone"] }, { required: ["email"] }] }],
      if: { properties: { contactMethod: { const: "phone" } }, required: ["contactMethod"] },
      then: { required: ["phone"] },
      else: { required: ["email"] },
      additionalProperties: false,
    },
    run: () => text("A schema."),
  },
  ...inputTools,
};

/** What the suite asks for, served as the real tools are. */
export const catalogue: Service = {
  info: { name: "conformance", title: "Conformance", version: "1.0.0" },
  capabilities: {
    tools: { listChanged: true },
    prompts: { listChanged: true },
    resources: { subscribe: true, listChanged: true },
    completions: {},
    logging: {},
  },
  instructions: "A catalogue for tests.",
  methods: { "tools/list": listTools(), "tools/call": callTool, ...prompts, ...resources },
  cacheHints: Object.fromEntries(
    [
      "server/discover",
      "tools/list",
      "prompts/list",
      "resources/list",
      "resources/templates/list",
      "resources/read",
    ].map((method) => [method, { ttlMs: 1000, cacheScope: "private" }]),
  ),
  watch: () => ({
    seen: () => false,
    listed: () => undefined,
    listen: () => undefined,
    stop: () => undefined,
  }),
};

function listTools(): Handler {
  const list = Object.entries(tools).map(([name, { inputSchema }]) => ({
    name,
    description: `The suite's ${name}.`,
    inputSchema: inputSchema ?? { type: "object", properties: {} },
  }));
  return () => Promise.resolve({ tools: list });
}

async function callTool(...[{ name, arguments: values }, context]: Parameters<Handler>): Promise<object> {
  const tool = typeof name === "string" && Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (tool === undefined) throw new ProtocolError(invalidParams, "Unknown tool.");
  const result = await tool.run((values ?? {}) as Record<string, never>, context);
  if (typeof result !== "object") throw new ProtocolError(internalError, "No result.");
  return result;
}

function embedded(uri: string, content: string, mimeType = "text/plain"): object {
  return { type: "resource", resource: { uri, mimeType, text: content } };
}
