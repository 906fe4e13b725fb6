import type { PluginType, SandboxPlugin } from "../../plugins/plugin.ts";
import type { Values } from "../../values/values.ts";
import { choice, file, flag, integer, listOf, ref, secret, text } from "./schemas.ts";

const aws = "io.kestra.plugin.aws";
const gcp = "io.kestra.plugin.gcp";

/** What every task that talks to AWS takes. */
const awsAccess = {
  accessKeyId: secret("The id of the access key."),
  secretKeyId: secret("The secret of the access key."),
  region: text("The region of the bucket or queue, such as eu-west-3."),
  endpointOverride: text("Another address than that of AWS."),
};

const bucketAndKey = { bucket: text("The bucket."), key: text("The key of the object.") };

const gcpAccess = {
  projectId: text("The project that is billed."),
  serviceAccount: secret("The key of a service account, as JSON."),
};

const filter: Readonly<Record<string, Values>> = {
  [`${aws}.s3.Filter`]: {
    type: "object",
    title: "Which objects are meant.",
    properties: {
      prefix: { type: "string", title: "Keys begin with it.", $required: false },
      regexp: { type: "string", title: "Keys match it.", $required: false },
      maxKeys: { type: "integer", default: 1000, $required: false },
      parent: { $ref: `#/$defs/${aws}.s3.Filter`, title: "A filter that holds as well.", $required: false },
    },
  },
};

const s3: readonly PluginType[] = [
  {
    cls: `${aws}.s3.Download`,
    title: "Download a file from an S3 bucket.",
    description:
      "Reads one object and keeps it in the internal storage.\n\nThe `uri` of its outputs says where.",
    properties: {
      ...awsAccess,
      ...bucketAndKey,
      versionId: text("The version of the object."),
      compatibilityMode: flag("Whether to use the older client.", false),
    },
    required: ["bucket", "key", "region"],
    outputs: {
      uri: { type: "string", format: "uri", title: "Where the file is in the internal storage." },
      contentLength: { type: "integer", title: "Its size in bytes." },
      eTag: { type: "string", title: "What changes with its content." },
    },
    examples: [
      {
        title: "Read one object.",
        code: `id: read_object\nnamespace: company.team\ntasks:\n  - id: read\n    type: ${aws}.s3.Download\n    region: eu-west-3\n    accessKeyId: "{{ secret('AWS_KEY') }}"\n    secretKeyId: "{{ secret('AWS_SECRET') }}"\n    bucket: my-bucket\n    key: in/orders.csv`,
      },
    ],
  },
  {
    cls: `${aws}.s3.Downloads`,
    title: "Download all files of a prefix from an S3 bucket.",
    properties: {
      ...awsAccess,
      bucket: text("The bucket."),
      filter: ref(`${aws}.s3.Filter`, "Which objects are meant."),
      action: choice("What happens to an object afterwards.", ["MOVE", "DELETE", "NONE"], "NONE"),
    },
    required: ["bucket"],
    outputs: { objects: { type: "array", items: { type: "object" } } },
    definitions: filter,
  },
  {
    cls: `${aws}.s3.Upload`,
    title: "Upload a file to an S3 bucket.",
    properties: {
      ...awsAccess,
      ...bucketAndKey,
      from: { ...file("The file, or several."), anyOf: [{ type: "string" }, { type: "array" }] },
      contentType: text("Its media type."),
      storageClass: choice("How it is stored.", ["STANDARD", "GLACIER", "INTELLIGENT_TIERING"]),
    },
    required: ["bucket", "key", "from"],
    outputs: { bucket: { type: "string" }, key: { type: "string" }, eTag: { type: "string" } },
  },
  {
    cls: `${aws}.s3.List`,
    title: "List the objects of an S3 bucket.",
    properties: { ...awsAccess, bucket: text("The bucket."), prefix: text("Keys begin with it.") },
    required: ["bucket"],
  },
  {
    cls: `${aws}.s3.Trigger`,
    kind: "triggers",
    title: "Start a flow when a file comes to an S3 bucket.",
    properties: {
      ...awsAccess,
      bucket: text("The bucket."),
      prefix: text("Keys begin with it."),
      interval: text("How often it is looked at.", { format: "duration", default: "PT1M" }),
      action: choice("What happens to an object afterwards.", ["MOVE", "DELETE", "NONE"]),
    },
    required: ["bucket", "action"],
  },
];

const elsewhere: readonly PluginType[] = [
  {
    cls: `${aws}.sqs.Publish`,
    title: "Send messages to an SQS queue.",
    properties: {
      ...awsAccess,
      queueUrl: text("The queue."),
      from: file("The messages."),
      delaySeconds: integer("How long they are held back.", { minimum: 0, maximum: 900 }),
    },
    required: ["queueUrl", "from"],
  },
  {
    cls: `${aws}.athena.Query`,
    title: "Query files with Athena.",
    properties: { ...awsAccess, query: text("The SQL."), database: text("The database.") },
    required: ["query", "database"],
  },
];

const bigquery: readonly PluginType[] = [
  {
    cls: `${gcp}.bigquery.Load`,
    title: "Load a file of the internal storage into a BigQuery table.",
    description: "The table is made where `createDisposition` says so.",
    aliases: [`${gcp}.bigquery.LoadFromStorage`],
    properties: {
      ...gcpAccess,
      from: file("The file to load."),
      destinationTable: text("The table, as project.dataset.table."),
      format: choice("How the file is written.", ["AVRO", "CSV", "JSON", "ORC", "PARQUET"]),
      createDisposition: choice("Whether a table is made.", ["CREATE_IF_NEEDED", "CREATE_NEVER"]),
      writeDisposition: choice(
        "What becomes of rows that are there.",
        ["WRITE_APPEND", "WRITE_EMPTY", "WRITE_TRUNCATE"],
        "WRITE_APPEND",
      ),
      autodetect: flag("Whether its columns are guessed.", false),
      csvOptions: ref(`${gcp}.bigquery.CsvOptions`, "How a CSV file is read."),
    },
    required: ["from", "destinationTable"],
    outputs: {
      jobId: { type: "string", title: "The id of the job." },
      rows: { type: "integer", title: "How many rows were loaded." },
    },
    definitions: {
      [`${gcp}.bigquery.CsvOptions`]: {
        type: "object",
        properties: {
          fieldDelimiter: { type: "string", default: ",", $required: false },
          skipLeadingRows: { type: "integer", $required: false },
        },
      },
    },
    examples: [
      {
        title: "Load a CSV file.",
        code: `id: load\nnamespace: company.team\ntasks:\n  - id: load\n    type: ${gcp}.bigquery.Load\n    from: "{{ outputs.read.uri }}"\n    destinationTable: my-project.sales.orders\n    format: CSV\n    autodetect: true`,
      },
    ],
  },
  {
    cls: `${gcp}.bigquery.LoadFromGcs`,
    title: "Load files of a GCS bucket into a BigQuery table.",
    properties: {
      ...gcpAccess,
      from: listOf("The files.", { type: "string" }),
      destinationTable: text("The table."),
    },
    required: ["from", "destinationTable"],
  },
  {
    cls: `${gcp}.bigquery.Query`,
    title: "Query BigQuery with SQL.",
    properties: {
      ...gcpAccess,
      sql: text("The SQL."),
      fetchType: choice("What becomes of the rows.", ["FETCH", "FETCH_ONE", "STORE", "NONE"], "NONE"),
      fetch: { ...flag("Whether rows are fetched.", false), $deprecated: true },
    },
    required: ["sql"],
    outputs: { rows: { type: "array", items: { type: "object" } }, size: { type: "integer" } },
  },
  { cls: `${gcp}.bigquery.Trigger`, kind: "triggers", title: "Start a flow when a query returns rows." },
  {
    cls: `${gcp}.gcs.Download`,
    title: "Download a file from a GCS bucket.",
    required: ["from"],
    properties: { from: text("The file, as gs://bucket/key.") },
  },
  {
    cls: `${gcp}.gcs.Upload`,
    title: "Upload a file to a GCS bucket.",
    required: ["from", "to"],
    properties: { from: file("The file."), to: text("Where to, as gs://bucket/key.") },
  },
  { cls: `${gcp}.runner.Batch`, kind: "taskRunners", title: "Run commands in Google Batch." },
];

export const cloudPlugins: readonly SandboxPlugin[] = [
  {
    name: "plugin-aws",
    title: "AWS",
    description: "Tasks for buckets, queues and queries of Amazon Web Services.",
    longDescription: "# AWS\n\nWorks with **S3**, SQS and Athena.",
    group: aws,
    version: "1.9.2",
    versions: ["1.9.2", "1.9.0", "1.8.4", "1.0.3"],
    categories: ["CLOUD", "DATA"],
    types: [...s3, ...elsewhere],
  },
  {
    name: "plugin-gcp",
    title: "Google Cloud",
    description: "Tasks for BigQuery and buckets of Google Cloud.",
    group: gcp,
    version: "2.1.0",
    versions: ["2.1.0", "2.0.1", "1.7.5"],
    categories: ["CLOUD", "DATA"],
    types: bigquery,
  },
  {
    name: "plugin-ee-azure",
    title: "Azure (Enterprise)",
    description: "Task runners and log exporters for Azure.",
    group: "io.kestra.plugin.ee.azure",
    version: "1.8.2",
    license: "EE",
    categories: ["CLOUD"],
    types: [
      {
        cls: "io.kestra.plugin.ee.azure.runner.Batch",
        kind: "taskRunners",
        title: "Run commands in Azure Batch.",
      },
      {
        cls: "io.kestra.plugin.ee.azure.monitor.LogExporter",
        kind: "logExporters",
        title: "Send logs to Azure Monitor.",
      },
    ],
  },
  {
    name: "storage-gcs",
    title: "GCS storage",
    group: "io.kestra.storage.gcs",
    version: "1.1.4",
    categories: ["CLOUD"],
    types: [
      {
        cls: "io.kestra.storage.gcs.GcsStorage",
        kind: "storages",
        title: "Keep the internal storage in GCS.",
      },
    ],
  },
];
