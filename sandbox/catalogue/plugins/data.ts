import type { PluginType, SandboxPlugin } from "../../plugins/plugin.ts";
import { choice, file, flag, listOf, mapOf, ref, secret, text } from "./schemas.ts";

const dbt = "io.kestra.plugin.dbt";
const duckdb = "io.kestra.plugin.jdbc.duckdb";
const script = "io.kestra.plugin.scripts";

const sql = {
  url: text("The database, as a JDBC URL."),
  username: text("The user."),
  password: secret("The user's password."),
  sql: text("The SQL."),
  fetchType: choice("What becomes of the rows.", ["FETCH", "FETCH_ONE", "STORE", "NONE"], "NONE"),
};

/** What every task that runs commands takes. */
const commands = {
  taskRunner: ref("io.kestra.core.models.tasks.runners.TaskRunner", "Where commands run."),
  containerImage: text("The image of the container."),
  beforeCommands: listOf("Commands that run first.", { type: "string" }),
  env: mapOf("Variables of the environment."),
  inputFiles: mapOf("Files that are there before.", {}),
  outputFiles: listOf("Files that are kept afterwards.", { type: "string" }),
};

const runner = {
  "io.kestra.core.models.tasks.runners.TaskRunner": {
    type: "object",
    properties: { type: { type: "string", $required: true } },
    required: ["type"],
  },
};

const scriptTypes: readonly PluginType[] = [
  {
    cls: `${script}.python.Script`,
    title: "Run a Python script.",
    description: "The script stands in the flow. For a file, use `Commands`.",
    properties: {
      ...commands,
      script: text("The script."),
      dependencies: listOf("Packages to install.", { type: "string" }),
    },
    required: ["script"],
    outputs: { exitCode: { type: "integer" }, outputFiles: { type: "object" }, vars: { type: "object" } },
    definitions: runner,
    examples: [
      {
        title: "Say hello.",
        code: `id: hello\nnamespace: company.team\ntasks:\n  - id: hello\n    type: ${script}.python.Script\n    script: print("hello")`,
      },
    ],
  },
  {
    cls: `${script}.python.Commands`,
    title: "Run Python commands.",
    properties: { ...commands, commands: listOf("The commands.", { type: "string" }) },
    required: ["commands"],
    definitions: runner,
  },
  {
    cls: `${script}.runner.docker.Docker`,
    kind: "taskRunners",
    title: "Run commands in a container.",
    properties: { pullPolicy: choice("When an image is pulled.", ["ALWAYS", "IF_NOT_PRESENT", "NEVER"]) },
  },
];

export const dataPlugins: readonly SandboxPlugin[] = [
  {
    name: "plugin-dbt",
    title: "dbt",
    description: "Transform data with dbt.",
    group: dbt,
    version: "2.2.0",
    versions: ["2.2.0", "1.9.1"],
    categories: ["DATA"],
    types: [
      {
        cls: `${dbt}.cli.DbtCLI`,
        title: "Run dbt commands.",
        properties: {
          ...commands,
          commands: listOf("The commands.", { type: "string" }),
          profiles: text("The profiles."),
        },
        required: ["commands"],
        definitions: runner,
      },
      {
        cls: `${dbt}.cli.Build`,
        title: "Build a dbt project.",
        description: "Use `DbtCLI`.",
        deprecated: true,
        properties: { profiles: text("The profiles.") },
      },
      {
        cls: `${dbt}.cloud.TriggerRun`,
        title: "Start a job of dbt Cloud.",
        properties: { jobId: text("The job."), accountId: text("The account."), token: secret("The token.") },
        required: ["jobId", "token"],
      },
    ],
  },
  {
    name: "plugin-jdbc-duckdb",
    title: "DuckDB",
    description: "Query files and tables with DuckDB.",
    group: duckdb,
    version: "2.0.4",
    versions: ["2.0.4", "1.5.0"],
    categories: ["DATA"],
    types: [
      {
        cls: `${duckdb}.Query`,
        title: "Query DuckDB once.",
        properties: { ...sql, inputFiles: mapOf("Files to query.", {}) },
        required: ["sql"],
        outputs: { row: { type: "object" }, size: { type: "integer" } },
      },
      {
        cls: `${duckdb}.Queries`,
        title: "Query DuckDB several times.",
        properties: { ...sql, inputFiles: mapOf("Files to query.", {}) },
        required: ["sql"],
      },
      {
        cls: `${duckdb}.Trigger`,
        kind: "triggers",
        title: "Start a flow when a query returns rows.",
        properties: sql,
        required: ["sql"],
      },
    ],
  },
  {
    name: "plugin-script-python",
    title: "Python",
    description: "Run Python.",
    group: script,
    version: "1.6.0",
    categories: ["CORE", "DATA"],
    types: scriptTypes,
  },
  {
    name: "plugin-serdes",
    title: "Serdes",
    description: "Turn files of one format into another.",
    group: "io.kestra.plugin.serdes",
    version: "1.3.3",
    categories: ["DATA"],
    types: [
      {
        cls: "io.kestra.plugin.serdes.csv.CsvToIon",
        title: "Read a CSV file.",
        aliases: ["io.kestra.plugin.serdes.csv.CsvReader"],
        properties: {
          from: file("The file."),
          header: flag("Whether its first line names columns.", true),
          fieldSeparator: text("What stands between columns.", { default: "," }),
        },
        required: ["from"],
        outputs: { uri: { type: "string", format: "uri" } },
      },
      {
        cls: "io.kestra.plugin.serdes.csv.IonToCsv",
        title: "Write a CSV file.",
        properties: { from: file("The rows.") },
        required: ["from"],
      },
    ],
  },
];
