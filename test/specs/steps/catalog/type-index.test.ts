import { describe, expect, it } from "vitest";
import { fullInstall } from "../../../../sandbox/catalogue/full-install.ts";
import { entryOf } from "../../../../sandbox/plugins/listing.ts";
import { pluginCatalog } from "../../../../specs/steps/catalog/plugin-catalog.ts";
import { typeIndex } from "../../../../specs/steps/catalog/type-index.ts";
import { realNames } from "./real-names.ts";

const made = fullInstall().map((plugin) => entryOf(plugin, "2.0"));
const queries = `
s3 download -> aws.s3.Download
download a file from s3 -> aws.s3.Download
upload file to s3 -> aws.s3.Upload
read from S3 -> aws.s3.Download
trigger when a file arrives in s3 -> aws.s3.Trigger
load into BigQuery -> gcp.bigquery.Load
send slack message -> slack.notifications.SlackIncomingWebhook
post to slack channel -> slack.app.chats.Post
run python script -> scripts.python.Script
python -> scripts.python.Script
bash script -> scripts.shell.Script
query postgres -> jdbc.postgresql.Query
postgres copy csv into table -> jdbc.postgresql.CopyIn
insert rows postgres -> jdbc.postgresql.Batch
snowflake query -> jdbc.snowflake.Query
mongodb insert -> mongodb.InsertOne
http request -> core.http.Request
call a REST API -> core.http.Request
schedule -> core.trigger.Schedule
cron -> core.trigger.Schedule
every day -> core.trigger.Schedule
webhook trigger -> core.trigger.Webhook
send email -> email.MailSend
docker run -> docker.Run
run another flow -> core.flow.Subflow
for each -> core.flow.ForEach
parallel tasks -> core.flow.Parallel
pause for approval -> core.flow.Pause
read kafka topic -> kafka.Consume
kafka producer -> kafka.Produce
read csv -> serdes.csv.CsvToIon
unzip -> compress.ArchiveDecompress
openai chat -> openai.ChatCompletion
git clone -> git.Clone
create jira issue -> jira.issues.Create
ms teams message -> microsoft365.teams.TeamsIncomingWebhook
k8s pod -> kubernetes.core.PodCreate
sftp upload -> fs.sftp.Upload
log message -> core.log.Log
store a value in kv -> core.kv.Set
rabbitmq publish -> amqp.Publish
if condition -> core.flow.If
sownload s3 -> aws.s3.Download
bigqueri load -> gcp.bigquery.Load
slak mesage -> slack.notifications.SlackIncomingWebhook
pyhton script -> scripts.python.Script
postgers query -> jdbc.postgresql.Query
scheduel -> core.trigger.Schedule
HttpRequest -> core.http.Request
SlackIncomingWebhook -> slack.notifications.SlackIncomingWebhook
io.kestra.plugin.core.log.Log -> core.log.Log
`
  .trim()
  .split("\n")
  .map((line) => line.split(" -> ") as [string, string]);

describe.each([
  ["some plugins", realNames],
  ["a full install", [...realNames, ...made]],
])("among the types of %s", (_, plugins) => {
  const catalog = pluginCatalog(plugins, undefined);
  const find = async (query: string) => (await typeIndex(catalog)).search(query).map(({ cls }) => cls);

  it.each(queries)("%s means %s", async (query, expected) => {
    expect((await find(query))[0]).toBe(`io.kestra.plugin.${expected}`);
  });

  it("a sentence finds both ends of what it is about", async () => {
    expect((await find("read from S3 and load into BigQuery")).slice(0, 10)).toEqual(
      expect.arrayContaining(["io.kestra.plugin.aws.s3.Download", "io.kestra.plugin.gcp.bigquery.Load"]),
    );
  });

  it("words that no type has find none", async () => {
    expect(await find("zzzzqqqq")).toEqual([]);
    expect(await find(" ")).toEqual([]);
  });
});

describe("what comes first", () => {
  const type = (cls: string, more: object = {}) => ({ cls, title: "Send a letter.", ...more });

  it("is what is installed, and never what is deprecated", async () => {
    const catalog = pluginCatalog(
      [{ name: "b", tasks: [type("b.Letter"), type("b.old.Letter", { deprecated: true })] }],
      [{ name: "a", tasks: [type("a.Letter")] }],
    );
    const found = (await typeIndex(catalog)).search("letter").map(({ cls }) => cls);
    expect(found).toEqual(["b.Letter", "a.Letter", "b.old.Letter"]);
  });

  it("may have no more than a property of that name", async () => {
    const catalog = pluginCatalog([{ name: "b", tasks: [type("b.Letter"), type("b.Fax")] }], undefined);
    expect((await typeIndex(catalog)).words.unknown("stampColour")).toEqual(["stampColour"]);
    const properties = new Map([["b.Fax", ["stampColour", "to"]]]);
    const index = await typeIndex(catalog, properties);
    expect(index.search("stampColour").map(({ cls }) => cls)).toEqual(["b.Fax"]);
    expect(index.search("colour").map(({ cls }) => cls)).toEqual(["b.Fax"]);
  });

  it("is looked for in an index that is made once", async () => {
    const catalog = pluginCatalog(realNames, undefined);
    expect(await typeIndex(catalog)).toBe(await typeIndex(catalog));
  });
});
