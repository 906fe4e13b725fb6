import type { SandboxPlugin } from "../../../sandbox/plugins/plugin.ts";

/** A plugin with one of each that the sandbox tells apart. */
export const mail: SandboxPlugin = {
  name: "plugin-mail",
  title: "Mail",
  description: "Letters without paper",
  group: "com.example.mail",
  version: "1.4.0",
  versions: ["1.4.0", "1.3.2"],
  categories: ["ALERTING"],
  types: [
    {
      cls: "com.example.mail.send.Letter",
      title: "Send a letter.",
      aliases: ["com.example.mail.SendLetter"],
      properties: {
        to: { type: "string", $dynamic: true },
        stamp: { $ref: "#/$defs/com.example.mail.Stamp" },
      },
      required: ["to"],
      outputs: { letterId: { type: "string" } },
      definitions: {
        "com.example.mail.Stamp": { type: "object", properties: { cents: { type: "integer" } } },
      },
      examples: [{ title: "To Jo.", code: "id: a" }],
    },
    { cls: "com.example.mail.send.Fax", title: "Send a fax.", deprecated: true },
    { cls: "com.example.mail.Arrived", kind: "triggers", title: "When a letter has come." },
  ],
};
