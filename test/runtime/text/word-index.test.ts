import { describe, expect, it } from "vitest";
import { wordIndex } from "../../../runtime/text/word-index.ts";

const texts = [
  { name: "aws.s3.Download", title: "Download a file from an S3 bucket", parts: "bucket key accessKeyId" },
  { name: "aws.s3.Upload", title: "Upload a file to an S3 bucket", parts: "bucket key contentType" },
  { name: "gcp.bigquery.Load", title: "Load a file into a BigQuery table" },
  { name: "gcp.bigquery.Query", title: "Run a SQL query" },
  { name: "slack.SlackIncomingWebhook", title: "Send a Slack message through a webhook" },
  { name: "notifications.slack.SlackOld", title: "Send a Slack message", weight: 0.3 },
  { name: "core.http.Request", title: "Send an HTTP request" },
  { name: "jdbc.postgresql.Query", title: "Query a database" },
];

const index = await wordIndex(texts);
const names = (query: string) => index.search(query).map((at) => texts[at]?.name);

describe("the index of words", () => {
  it.each([
    ["s3 download", "aws.s3.Download"],
    ["send slack message", "slack.SlackIncomingWebhook"],
    ["BigQuery load", "gcp.bigquery.Load"],
    ["bigqery lod", "gcp.bigquery.Load"],
    ["big query load", "gcp.bigquery.Load"],
    ["HttpRequest", "core.http.Request"],
    ["aws.s3.Upload", "aws.s3.Upload"],
    ["postgres", "jdbc.postgresql.Query"],
    ["get a file from s3", "aws.s3.Download"],
    ["accessKeyId", "aws.s3.Download"],
    ["buckets upload", "aws.s3.Upload"],
    ["queries database", "jdbc.postgresql.Query"],
    ["downlaod", "aws.s3.Download"],
    ["rest api", "core.http.Request"],
  ])("finds what %s means", (query, expected) => {
    expect(names(query)[0]).toBe(expected);
  });

  it("finds each thing that a sentence is about", () => {
    expect(names("read from S3 and load into BigQuery").slice(0, 4)).toEqual(
      expect.arrayContaining(["aws.s3.Download", "gcp.bigquery.Load"]),
    );
  });

  it("finds nothing of words that nothing has", () => {
    expect(names("zzzzqqqq")).toEqual([]);
    expect(names("")).toEqual([]);
    expect(index.unknown("s3 zzzzqqqq")).toEqual(["zzzzqqqq"]);
  });

  it("takes a query for words alone", () => {
    expect(names("constructor __proto__ toString")).toEqual([]);
  });
});
