import { corePlugin } from "../../plugins/core.ts";
import type { SandboxPlugin } from "../../plugins/plugin.ts";
import { file, mapOf, text } from "./schemas.ts";

const core = corePlugin("2.0");

/** The public list of the core is that of the newest release, with what only the Enterprise edition has. */
export const corePlugins: readonly SandboxPlugin[] = [
  {
    ...core,
    description: "What comes with Kestra.",
    types: [
      ...core.types,
      {
        cls: "io.kestra.plugin.core.http.Request",
        title: "Send a request to a web server.",
        aliases: ["io.kestra.plugin.fs.http.Request"],
        properties: {
          uri: text("Where to."),
          method: text("The method.", { default: "GET" }),
          body: text("What to send."),
          headers: mapOf("Headers to send."),
          formData: mapOf("Fields of a form.", {}),
          from: file("A file to send."),
        },
        required: ["uri"],
        outputs: { code: { type: "integer" }, body: { type: "string" }, headers: { type: "object" } },
      },
      {
        cls: "io.kestra.plugin.ee.core.log.FileLogExporter",
        kind: "logExporters",
        title: "Write logs to files.",
      },
    ],
  },
];
