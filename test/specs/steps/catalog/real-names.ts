import type { ListedPlugin } from "../../../../specs/steps/catalog/plugin-catalog.ts";

/** Types of many plugins by their real names, a line each: `plugin: class | title`. The titles are made up. */
const lines = `
core: io.kestra.plugin.core.log.Log | Write a line to the log.
core: io.kestra.plugin.core.log.Purge | Delete old logs.
core: io.kestra.plugin.core.log.Fetch | Fetch the logs of an execution.
core: io.kestra.plugin.core.debug.Return | Return a value, to look at it.
core: io.kestra.plugin.core.flow.Sleep | Wait for a while.
core: io.kestra.plugin.core.flow.Pause | Pause an execution until somebody resumes it.
core: io.kestra.plugin.core.flow.Parallel | Run tasks side by side.
core: io.kestra.plugin.core.flow.ForEach | Run tasks for each of a list of values.
core: io.kestra.plugin.core.flow.ForEachItem | Run a subflow for each batch of rows of a file.
core: io.kestra.plugin.core.flow.If | Run tasks if a condition holds.
core: io.kestra.plugin.core.flow.Switch | Run tasks by the value of an expression.
core: io.kestra.plugin.core.flow.Subflow | Run another flow.
core: io.kestra.plugin.core.flow.WorkingDirectory | Run tasks in one folder that they share.
core: io.kestra.plugin.core.http.Request | Send a request over HTTP.
core: io.kestra.plugin.core.http.Download | Download a file over HTTP.
core: io.kestra.plugin.core.http.Trigger | Start a flow when an HTTP address answers so.
core: io.kestra.plugin.core.kv.Set | Set a key in the key-value store.
core: io.kestra.plugin.core.kv.Get | Read a key of the key-value store.
core: io.kestra.plugin.core.execution.Fail | Let an execution fail.
core: io.kestra.plugin.core.storage.Concat | Join files of the internal storage.
core: io.kestra.plugin.core.storage.LocalFiles | Keep files in the working directory.
core: io.kestra.plugin.core.namespace.UploadFiles | Upload files to a namespace.
core: io.kestra.plugin.core.namespace.DownloadFiles | Download files of a namespace.
core triggers: io.kestra.plugin.core.trigger.Schedule | Start a flow at times that a cron expression tells.
core triggers: io.kestra.plugin.core.trigger.Webhook | Start a flow when somebody calls its address.
core triggers: io.kestra.plugin.core.trigger.Flow | Start a flow when another one has ended.
core taskRunners: io.kestra.plugin.core.runner.Process | Run commands as a process of the worker.
plugin-aws: io.kestra.plugin.aws.s3.Download | Download a file from an S3 bucket.
plugin-aws: io.kestra.plugin.aws.s3.Downloads | Download all files of a prefix from an S3 bucket.
plugin-aws: io.kestra.plugin.aws.s3.Upload | Upload a file to an S3 bucket.
plugin-aws: io.kestra.plugin.aws.s3.List | List the objects of an S3 bucket.
plugin-aws: io.kestra.plugin.aws.s3.Delete | Delete an object of an S3 bucket.
plugin-aws: io.kestra.plugin.aws.s3.DeleteList | Delete all objects of a prefix.
plugin-aws: io.kestra.plugin.aws.s3.CreateBucket | Create an S3 bucket.
plugin-aws: io.kestra.plugin.aws.sqs.Publish | Publish messages to an SQS queue.
plugin-aws: io.kestra.plugin.aws.sqs.Consume | Consume messages of an SQS queue.
plugin-aws: io.kestra.plugin.aws.sns.Publish | Publish messages to an SNS topic.
plugin-aws: io.kestra.plugin.aws.lambda.Invoke | Invoke an AWS Lambda function.
plugin-aws: io.kestra.plugin.aws.athena.Query | Query files with Athena.
plugin-aws: io.kestra.plugin.aws.dynamodb.PutItem | Put an item into a DynamoDB table.
plugin-aws triggers: io.kestra.plugin.aws.s3.Trigger | Start a flow when a file comes to an S3 bucket.
plugin-minio: io.kestra.plugin.minio.Download | Download a file from a MinIO bucket.
plugin-minio: io.kestra.plugin.minio.Upload | Upload a file to a MinIO bucket.
plugin-gcp: io.kestra.plugin.gcp.gcs.Download | Download a file from a GCS bucket.
plugin-gcp: io.kestra.plugin.gcp.gcs.Upload | Upload a file to a GCS bucket.
plugin-gcp: io.kestra.plugin.gcp.bigquery.Query | Run a SQL query in BigQuery.
plugin-gcp: io.kestra.plugin.gcp.bigquery.Load | Load a file of the internal storage into a BigQuery table.
plugin-gcp: io.kestra.plugin.gcp.bigquery.LoadFromGcs | Load files of a GCS bucket into a BigQuery table.
plugin-gcp: io.kestra.plugin.gcp.bigquery.StorageWrite | Write rows to BigQuery with the storage API.
plugin-gcp: io.kestra.plugin.gcp.bigquery.ExtractToGcs | Extract a BigQuery table to a GCS bucket.
plugin-gcp: io.kestra.plugin.gcp.pubsub.Publish | Publish messages to a Pub/Sub topic.
plugin-gcp: io.kestra.plugin.gcp.vertexai.ChatCompletion | Chat with a model of Vertex AI.
plugin-azure: io.kestra.plugin.azure.storage.blob.Download | Download a file from Azure Blob Storage.
plugin-azure: io.kestra.plugin.azure.storage.blob.Upload | Upload a file to Azure Blob Storage.
plugin-azure: io.kestra.plugin.azure.eventhubs.Produce | Produce events to Azure Event Hubs.
plugin-slack: io.kestra.plugin.slack.notifications.SlackIncomingWebhook | Send a Slack message with an incoming webhook.
plugin-slack: io.kestra.plugin.slack.notifications.SlackExecution | Tell a Slack channel of an execution.
plugin-slack: io.kestra.plugin.slack.app.chats.Post | Post a message to a Slack channel.
plugin-microsoft365: io.kestra.plugin.microsoft365.teams.TeamsIncomingWebhook | Send a message to Microsoft Teams.
plugin-microsoft365: io.kestra.plugin.microsoft365.sharepoint.Upload | Upload a file to SharePoint.
plugin-discord: io.kestra.plugin.discord.DiscordIncomingWebhook | Send a Discord message.
plugin-telegram: io.kestra.plugin.telegram.TelegramSend | Send a Telegram message.
plugin-email: io.kestra.plugin.email.MailSend | Send an e-mail.
plugin-email triggers: io.kestra.plugin.email.MailReceivedTrigger | Start a flow when an e-mail comes.
plugin-pagerduty: io.kestra.plugin.pagerduty.PagerDutyAlert | Raise an alert in PagerDuty.
plugin-jdbc-postgres: io.kestra.plugin.jdbc.postgresql.Query | Query a PostgreSQL database.
plugin-jdbc-postgres: io.kestra.plugin.jdbc.postgresql.Queries | Run several queries in a PostgreSQL database.
plugin-jdbc-postgres: io.kestra.plugin.jdbc.postgresql.CopyIn | Copy a CSV file into a PostgreSQL table.
plugin-jdbc-postgres: io.kestra.plugin.jdbc.postgresql.CopyOut | Copy a PostgreSQL table out into a CSV file.
plugin-jdbc-postgres: io.kestra.plugin.jdbc.postgresql.Batch | Insert rows into a PostgreSQL table in bulk.
plugin-jdbc-postgres triggers: io.kestra.plugin.jdbc.postgresql.Trigger | Start a flow when a query of PostgreSQL returns rows.
plugin-jdbc-mysql: io.kestra.plugin.jdbc.mysql.Query | Query a MySQL database.
plugin-jdbc-mysql: io.kestra.plugin.jdbc.mysql.Batch | Insert rows into a MySQL table in bulk.
plugin-jdbc-snowflake: io.kestra.plugin.jdbc.snowflake.Query | Query a Snowflake database.
plugin-jdbc-snowflake: io.kestra.plugin.jdbc.snowflake.Upload | Upload a file to a Snowflake stage.
plugin-jdbc-duckdb: io.kestra.plugin.jdbc.duckdb.Query | Query DuckDB.
plugin-jdbc-sqlserver: io.kestra.plugin.jdbc.sqlserver.Query | Query a Microsoft SQL Server database.
plugin-jdbc-clickhouse: io.kestra.plugin.jdbc.clickhouse.Query | Query a ClickHouse database.
plugin-mongodb: io.kestra.plugin.mongodb.Find | Find documents of a MongoDB collection.
plugin-mongodb: io.kestra.plugin.mongodb.InsertOne | Insert a document into a MongoDB collection.
plugin-elasticsearch: io.kestra.plugin.elasticsearch.Search | Search an Elasticsearch index.
plugin-elasticsearch: io.kestra.plugin.elasticsearch.Load | Load documents into an Elasticsearch index.
plugin-redis: io.kestra.plugin.redis.string.Get | Read a key of Redis.
plugin-redis: io.kestra.plugin.redis.string.Set | Set a key in Redis.
plugin-kafka: io.kestra.plugin.kafka.Produce | Produce messages to a Kafka topic.
plugin-kafka: io.kestra.plugin.kafka.Consume | Consume messages of a Kafka topic.
plugin-kafka triggers: io.kestra.plugin.kafka.Trigger | Start a flow when messages come to a Kafka topic.
plugin-kafka triggers: io.kestra.plugin.kafka.RealtimeTrigger | Start a flow for each message of a Kafka topic.
plugin-amqp: io.kestra.plugin.amqp.Publish | Publish a message over AMQP, as to RabbitMQ.
plugin-mqtt: io.kestra.plugin.mqtt.Publish | Publish a message over MQTT.
plugin-script-python: io.kestra.plugin.scripts.python.Script | Run a Python script.
plugin-script-python: io.kestra.plugin.scripts.python.Commands | Run Python from the command line.
plugin-script-shell: io.kestra.plugin.scripts.shell.Script | Run a shell script.
plugin-script-shell: io.kestra.plugin.scripts.shell.Commands | Run shell commands.
plugin-script-node: io.kestra.plugin.scripts.node.Script | Run a Node.js script.
plugin-script-node: io.kestra.plugin.scripts.node.Commands | Run Node.js commands.
plugin-script-r: io.kestra.plugin.scripts.r.Script | Run an R script.
plugin-script-powershell: io.kestra.plugin.scripts.powershell.Script | Run a PowerShell script.
plugin-docker: io.kestra.plugin.docker.Run | Run a Docker container.
plugin-docker: io.kestra.plugin.docker.Build | Build a Docker image.
plugin-docker taskRunners: io.kestra.plugin.scripts.runner.docker.Docker | Run commands in a Docker container.
plugin-kubernetes: io.kestra.plugin.kubernetes.core.PodCreate | Create a Kubernetes pod and wait for it.
plugin-kubernetes: io.kestra.plugin.kubernetes.kubectl.Apply | Apply a manifest to a Kubernetes cluster.
plugin-dbt: io.kestra.plugin.dbt.cli.DbtCLI | Run dbt commands.
plugin-dbt: io.kestra.plugin.dbt.cloud.TriggerRun | Start a job of dbt Cloud.
plugin-git: io.kestra.plugin.git.Clone | Clone a Git repository.
plugin-git: io.kestra.plugin.git.SyncFlows | Sync flows from a Git repository.
plugin-git: io.kestra.plugin.git.PushFlows | Push flows to a Git repository.
plugin-github: io.kestra.plugin.github.issues.Create | Create an issue in GitHub.
plugin-jira: io.kestra.plugin.jira.issues.Create | Create an issue in Jira.
plugin-terraform: io.kestra.plugin.terraform.cli.TerraformCLI | Run Terraform commands.
plugin-ansible: io.kestra.plugin.ansible.cli.AnsibleCLI | Run Ansible playbooks.
plugin-airbyte: io.kestra.plugin.airbyte.connections.Sync | Sync an Airbyte connection.
plugin-fivetran: io.kestra.plugin.fivetran.connectors.Sync | Sync a Fivetran connector.
plugin-spark: io.kestra.plugin.spark.PythonSubmit | Submit a PySpark job.
plugin-databricks: io.kestra.plugin.databricks.job.CreateJob | Create a job of Databricks and run it.
plugin-fs: io.kestra.plugin.fs.sftp.Download | Download a file over SFTP.
plugin-fs: io.kestra.plugin.fs.sftp.Upload | Upload a file over SFTP.
plugin-fs: io.kestra.plugin.fs.ftp.Download | Download a file over FTP.
plugin-fs: io.kestra.plugin.fs.ssh.Command | Run a command over SSH.
plugin-serdes: io.kestra.plugin.serdes.csv.CsvToIon | Read a CSV file.
plugin-serdes: io.kestra.plugin.serdes.csv.IonToCsv | Write a CSV file.
plugin-serdes: io.kestra.plugin.serdes.json.JsonToIon | Read a JSON file.
plugin-serdes: io.kestra.plugin.serdes.excel.ExcelToIon | Read an Excel file.
plugin-serdes: io.kestra.plugin.serdes.parquet.IonToParquet | Write a Parquet file.
plugin-compress: io.kestra.plugin.compress.ArchiveDecompress | Unpack an archive such as a ZIP file.
plugin-compress: io.kestra.plugin.compress.ArchiveCompress | Pack files into an archive such as a ZIP file.
plugin-openai: io.kestra.plugin.openai.ChatCompletion | Chat with a model of OpenAI.
plugin-openai: io.kestra.plugin.openai.CreateImage | Make an image with OpenAI.
plugin-googleworkspace: io.kestra.plugin.googleworkspace.sheets.Read | Read a Google sheet.
plugin-googleworkspace: io.kestra.plugin.googleworkspace.sheets.Load | Load rows into a Google sheet.
plugin-googleworkspace: io.kestra.plugin.googleworkspace.drive.Upload | Upload a file to Google Drive.
plugin-salesforce: io.kestra.plugin.salesforce.Query | Query Salesforce.
`;

const rows = lines
  .trim()
  .split("\n")
  .map((line) => {
    const [, plugin = "", kind = "tasks", cls = "", title = ""] =
      /^(\S+)(?: (\w+))?: (\S+) \| (.*)$/.exec(line) ?? [];
    return { plugin, kind, cls, title };
  });

/** What is listed of those. */
export const realNames: readonly ListedPlugin[] = [...new Set(rows.map(({ plugin }) => plugin))].map(
  (name) => {
    const own = rows.filter(({ plugin }) => plugin === name);
    const of = (kind: string) => own.filter((row) => row.kind === kind);
    return {
      name,
      title: name.replace(/^plugin-/, "").replaceAll("-", " "),
      tasks: of("tasks"),
      triggers: of("triggers"),
      taskRunners: of("taskRunners"),
    };
  },
);
