/** A blueprint of the public catalogue. */
export interface PublicBlueprint {
  readonly id: string;
  readonly kind: "FLOW" | "DASHBOARD" | "APP";
  readonly title: string;
  /** Markdown. */
  readonly description: string;
  /** Ids. */
  readonly tags: readonly string[];
  readonly subTags?: readonly string[];
  /** It needs the Enterprise edition. */
  readonly ee?: boolean;
  readonly source: string;
}

export const tags: Readonly<Record<string, string>> = {
  cloud: "Cloud",
  core: "Core",
  data: "Data",
  "getting-started": "Getting Started",
  infrastructure: "Infrastructure",
};

const s3ToBigQuery = `id: s3-to-bigquery
namespace: company.team
tasks:
  - id: read
    type: io.kestra.plugin.aws.s3.Download
    region: eu-west-3
    accessKeyId: "{{ secret('AWS_ACCESS_KEY_ID') }}"
    secretKeyId: "{{ secret('AWS_SECRET_KEY_ID') }}"
    bucket: my-bucket
    key: in/orders.csv
  - id: load
    type: io.kestra.plugin.gcp.bigquery.Load
    from: "{{ outputs.read.uri }}"
    destinationTable: my-project.sales.orders
    format: CSV
`;

const csvReport = `id: csv-report-slack
namespace: company.team
tasks:
  - id: query
    type: io.kestra.plugin.jdbc.duckdb.Queries
    sql: SELECT sum(price) AS total FROM 'orders.csv'
  - id: tell
    type: io.kestra.plugin.slack.notifications.SlackIncomingWebhook
    url: "{{ secret('SLACK_WEBHOOK') }}"
    messageText: "{{ outputs.query }}"
triggers:
  - id: daily
    type: io.kestra.plugin.core.trigger.Schedule
    cron: 0 9 * * *
`;

const hello = `id: hello-inputs
namespace: company.team
inputs:
  - id: name
    type: STRING
    defaults: Ada
tasks:
  - id: greet
    type: io.kestra.plugin.core.log.Log
    message: "Hello {{ inputs.name }}"
`;

const azureBatch = `id: azure-batch
namespace: company.team
inputs:
  - id: script
    type: STRING
  - id: pool
    type: STRING
    defaults: small
tasks:
  - id: run
    type: io.kestra.plugin.scripts.python.Script
    taskRunner:
      type: io.kestra.plugin.ee.azure.runner.Batch
      account: "{{ secret('AZURE_BATCH_ACCOUNT') }}"
      accessKey: "{{ secret('AZURE_BATCH_KEY') }}"
    script: "{{ inputs.script }}"
`;

const nowhere = `id: fax-report
namespace: company.team
tasks:
  - id: send
    type: io.kestra.plugin.fax.Send
    to: "+1 555 0100"
`;

const nightly = `id: nightly-clean-up
namespace: company.team
tasks:
  - id: wait
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT1S
  - id: done
    type: io.kestra.plugin.core.log.Log
    message: Clean.
triggers:
  - id: nightly
    type: io.kestra.plugin.core.trigger.Schedule
    cron: 0 2 * * *
`;

const board = `title: Executions of a day
charts:
  - id: states
    type: io.kestra.plugin.core.dashboard.chart.Bar
`;

export const blueprints: readonly PublicBlueprint[] = [
  {
    id: "azure-batch",
    kind: "FLOW",
    title: "Run Python in Azure Batch",
    description: "Runs a script that is **given** on machines of Azure.",
    tags: ["cloud", "infrastructure"],
    ee: true,
    source: azureBatch,
  },
  {
    id: "csv-report-slack",
    kind: "FLOW",
    title: "Query a CSV file and send the result to Slack",
    description: "Each morning DuckDB sums up orders, and a channel is told.",
    tags: ["data"],
    subTags: ["reporting"],
    source: csvReport,
  },
  {
    id: "fax-report",
    kind: "FLOW",
    title: "Send a report by fax",
    description: "It uses a plugin that is no longer published.",
    tags: ["infrastructure"],
    source: nowhere,
  },
  {
    id: "hello-inputs",
    kind: "FLOW",
    title: "Say hello with an input",
    description: "The smallest flow that takes an input.",
    tags: ["core", "getting-started"],
    source: hello,
  },
  {
    id: "nightly-clean-up",
    kind: "FLOW",
    title: "Clean up every night",
    description: "A schedule and two tasks of the core.",
    tags: ["core"],
    source: nightly,
  },
  {
    id: "s3-to-bigquery",
    kind: "FLOW",
    title: "Read a file from S3 and load it into BigQuery",
    description: "Downloads one object of a bucket and loads it into a table.",
    tags: ["cloud", "data"],
    source: s3ToBigQuery,
  },
  {
    id: "executions-of-a-day",
    kind: "DASHBOARD",
    title: "Executions of a day",
    description: "Bars by state.",
    tags: ["core"],
    source: board,
  },
];
