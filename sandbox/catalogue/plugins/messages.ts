import type { SandboxPlugin } from "../../plugins/plugin.ts";
import { flag, integer, listOf, secret, text } from "./schemas.ts";

const slack = "io.kestra.plugin.slack";

export const messagePlugins: readonly SandboxPlugin[] = [
  {
    name: "plugin-slack",
    title: "Slack",
    description: "Write to channels and people of Slack.",
    group: slack,
    version: "1.2.1",
    versions: ["1.2.1", "1.0.0"],
    categories: ["ALERTING", "BUSINESS"],
    types: [
      {
        cls: `${slack}.notifications.SlackIncomingWebhook`,
        title: "Send a Slack message with an incoming webhook.",
        aliases: ["io.kestra.plugin.notifications.slack.SlackIncomingWebhook"],
        properties: {
          url: secret("The address of the webhook."),
          payload: text("The message, as JSON."),
          messageText: text("The message."),
        },
        required: ["url"],
        examples: [
          {
            title: "Tell a channel.",
            code: `id: tell\nnamespace: company.team\ntasks:\n  - id: tell\n    type: ${slack}.notifications.SlackIncomingWebhook\n    url: "{{ secret('SLACK_WEBHOOK') }}"\n    messageText: Done.`,
          },
        ],
      },
      {
        cls: `${slack}.notifications.SlackExecution`,
        title: "Tell a channel of an execution.",
        properties: {
          url: secret("The address of the webhook."),
          channel: text("The channel."),
          executionId: text("The execution."),
        },
        required: ["url"],
      },
      {
        cls: `${slack}.app.chats.Post`,
        title: "Post a message to a Slack channel.",
        properties: {
          token: secret("The token of the app."),
          channel: text("The channel."),
          messageText: text("The message."),
        },
        required: ["token", "channel"],
      },
    ],
  },
  {
    name: "plugin-email",
    title: "E-mail",
    description: "Send e-mail, and wait for it.",
    group: "io.kestra.plugin.email",
    version: "1.1.0",
    categories: ["ALERTING"],
    types: [
      {
        cls: "io.kestra.plugin.email.MailSend",
        title: "Send an e-mail.",
        aliases: ["io.kestra.plugin.notifications.mail.MailSend"],
        properties: {
          host: text("The server."),
          port: integer("Its port.", { default: 587 }),
          from: text("Who writes."),
          to: text("Who shall read it."),
          subject: text("What it is about."),
          htmlTextContent: text("What it says, as HTML."),
          attachments: listOf("Files that go with it.", { type: "object" }),
          sslEnabled: flag("Whether it is encrypted.", true),
        },
        required: ["host", "to"],
      },
      {
        cls: "io.kestra.plugin.email.MailReceivedTrigger",
        kind: "triggers",
        title: "Start a flow when an e-mail comes.",
      },
    ],
  },
];
