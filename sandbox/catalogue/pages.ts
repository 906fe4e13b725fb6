/** A page of the docs. */
export interface DocPage {
  /** Below `docs`; empty: the first page. */
  readonly path: string;
  /** What the user interface asks for it by. */
  readonly id?: string;
  readonly title: string;
  readonly description?: string;
  /** Markdown. */
  readonly body: string;
}

/** An article of the blog. */
export interface Post {
  readonly url: string;
  readonly title: string;
  readonly description: string;
}

/** In the order of the navigation. */
export const pages: readonly DocPage[] = [
  { path: "", title: "Docs", body: "# Docs\n\nHow to use Kestra." },
  {
    path: "getting-started",
    title: "Getting started",
    description: "From nothing to a flow that runs.",
    body: "# Getting started\n\n1. Start Kestra.\n2. Write a flow.\n3. Run it.",
  },
  {
    path: "workflow-components",
    title: "Parts of a flow",
    body: "# Parts of a flow\n\nTasks, triggers, inputs and outputs.",
  },
  {
    path: "workflow-components/triggers",
    id: "triggers",
    title: "Triggers",
    description: "What starts a flow by itself.",
    body: "# Triggers\n\nA trigger starts a flow: at a time, by a request, or when another flow has ended.",
  },
  {
    path: "workflow-components/triggers/schedule-trigger",
    id: "triggers.schedule",
    title: "Schedule trigger",
    description: "Start a flow at fixed times.",
    body: "# Schedule trigger\n\n```yaml\ntriggers:\n  - id: daily\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: 0 9 * * *\n```",
  },
  {
    path: "how-to-guides/secrets",
    id: "secrets",
    title: "Secrets",
    description: "Keep passwords out of flows.",
    body: "# Secrets\n\nRead one with `{{ secret('NAME') }}`.",
  },
];

export const posts: readonly Post[] = [
  {
    url: "/blogs/buckets-to-tables",
    title: "From buckets to tables",
    description: "How one team moves files from S3 into BigQuery.",
  },
  {
    url: "/blogs/slack-alerts",
    title: "Alerts that are read",
    description: "What to send to Slack, and what not.",
  },
];
