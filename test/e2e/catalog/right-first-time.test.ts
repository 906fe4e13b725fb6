import { describe, expect } from "vitest";
import { pluginsNamed } from "../../../sandbox/catalogue/registry.ts";
import { mail } from "../../sandbox/catalogue/mail-plugin.ts";
import { beside, checkPlanted, useCatalogue, withServer } from "../support/catalogue.ts";
import { flowYaml } from "../support/flows.ts";
import { kestra, useKestra } from "../support/kestra.ts";

const [s3, bigquery] = ["io.kestra.plugin.aws.s3", "io.kestra.plugin.gcp.bigquery"];
const letter = "com.example.mail.send.Letter";

useKestra();
/** All but what only a newer release has. */
const aws = pluginsNamed("plugin-aws").map((plugin) => ({
  ...plugin,
  version: "1.8.4",
  types: plugin.types.filter(({ cls }) => !cls.endsWith(".Query")),
}));

useCatalogue([...aws, mail]);

interface Edit {
  readonly line: number;
  readonly column: number;
  readonly replace: string;
  readonly with: string;
}

interface Problem {
  readonly severity: string;
  readonly message: string;
  readonly path?: string;
  readonly didYouMean?: readonly string[];
  readonly fix?: Edit;
}

interface Verdict {
  readonly valid: boolean;
  readonly message: string;
  readonly problems: readonly Problem[];
}

interface Hit {
  readonly type: string;
  readonly installed: boolean;
}

interface Told {
  readonly installed: boolean;
  readonly install?: string;
  readonly properties: readonly { readonly name: string; readonly required?: true }[];
  readonly outputs: Readonly<Record<string, string>>;
}

const validate = (yaml_definition: string) => beside().get<Verdict>("validate_flow", { yaml_definition });
const schema = (cls: string) => beside().get<Told>("task_schema", { cls });

/** What a reader would write: each proposed word in the place of the one that it replaces. */
function mended(yaml: string, problems: readonly Problem[]): string {
  return problems.reduce((text, { fix }) => {
    if (fix === undefined) return text;
    const lines = text.split("\n");
    const line = lines[fix.line - 1] ?? "";
    const [before, rest] = [line.slice(0, fix.column - 1), line.slice(fix.column - 1)];
    expect(rest.startsWith(fix.replace)).toBe(true);
    return lines.with(fix.line - 1, before + fix.with + rest.slice(fix.replace.length)).join("\n");
  }, yaml);
}

/** A flow of tasks, each a type and its properties. */
function flow(
  id: string,
  ...tasks: readonly (readonly [string, Readonly<Record<string, unknown>>])[]
): string {
  const lines = tasks.flatMap(([type, properties], i) => [
    `  - id: task${i}`,
    `    type: ${type}`,
    ...Object.entries(properties).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`),
  ]);
  return flowYaml(id, `tasks:\n${lines.join("\n")}\n`);
}

describe("from words to a flow", () => {
  /** A task with what its schema requires, and the output of the one before it. */
  async function written(cls: string, from?: string) {
    const { properties, ...told } = await schema(cls);
    const required = properties.filter((one) => one.required === true);
    const value = (name: string) => (name === "from" && from !== undefined ? from : "x");
    return {
      ...told,
      task: [cls, Object.fromEntries(required.map(({ name }) => [name, value(name)]))] as const,
    };
  }

  checkPlanted("what is wanted is found, and what is not here is said with what brings it", async () => {
    const { results } = await beside().get<{ readonly results: readonly Hit[] }>("search", {
      query: "read from S3 and load into BigQuery",
    });
    const installed = Object.fromEntries(results.map((hit) => [hit.type, hit.installed]));
    expect(installed).toMatchObject({ [`${s3}.Download`]: true, [`${bigquery}.Load`]: false });

    const read = await written(`${s3}.Download`);
    const load = await written(`${bigquery}.Load`, "{{ outputs.task0.uri }}");
    const version = kestra.target.line === "2.0" ? "2.1.0" : "1.7.5";
    const install = `io.kestra.plugin:plugin-gcp:${version}`;
    expect([read.installed, load.installed, load.install]).toEqual([true, false, install]);
    expect(read.outputs).toHaveProperty("uri");

    const yaml = flow("s3_to_bigquery", read.task, load.task);
    const dryRun = { yaml_definition: yaml, dry_run: true };
    expect(await beside().get("create_flow_from_yaml", dryRun)).toMatchObject({ valid: false });
    expect((await validate(yaml)).problems).toEqual([
      {
        severity: "error",
        message: `Invalid type: ${bigquery}.Load: it comes with plugin-gcp, which is not installed here: install ${install}`,
        path: "tasks[1].type",
        line: 10,
        column: 5,
      },
    ]);

    kestra.target.plant?.({ plugins: pluginsNamed("plugin-gcp") });
    expect(await written(`${bigquery}.Load`)).toMatchObject({ installed: true });
    expect(await validate(yaml)).toMatchObject({ valid: true, problems: [] });
    expect(await beside().get("create_flow_from_yaml", dryRun)).toMatchObject({ valid: true });
    const saved = { action: "get_yaml", namespace: kestra.namespace, flow_id: "s3_to_bigquery" };
    expect(await kestra.refusal("manage_flow", saved)).toContain("404");
  });
});

describe("validate_flow", () => {
  const right = { bucket: "b", key: "k", region: "r" };

  checkPlanted("tells types that are not here behind the first one, too", async () => {
    const { message, problems } = await validate(
      flow(
        "three",
        ["io.kestra.plugin.slack.app.chats.Post", {}],
        [`${s3}.Download`, right],
        ["io.kestra.plugin.dbt.cli.DbtCLI", {}],
        ["io.kestra.plugin.core.log.Lgo", {}],
      ),
    );
    expect(problems.map(({ path, didYouMean, fix }) => [path, didYouMean, fix?.with])).toEqual([
      ["tasks[0].type", undefined, undefined],
      ["tasks[2].type", undefined, undefined],
      [
        "tasks[3].type",
        expect.arrayContaining(["io.kestra.plugin.core.log.Log"]),
        "io.kestra.plugin.core.log.Log",
      ],
    ]);
    expect(problems[0]?.message).toMatch(/install io\.kestra\.plugin:plugin-slack:1\.2\.1$/);
    expect(problems[1]?.message).toMatch(/install io\.kestra\.plugin:plugin-dbt:\d/);
    expect(message).toContain("validate again");
  });

  checkPlanted("proposes no type of another plugin for one that is only not here", async () => {
    const { problems } = await validate(flow("minio", ["io.kestra.plugin.scripts.python.Scrpit", {}]));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ didYouMean: ["io.kestra.plugin.scripts.python.Script"] });
    expect(problems[0]?.message).toContain("plugin-script-python");
    expect(problems[0]).not.toHaveProperty("fix");
  });

  checkPlanted("tells a type that only a newer release of an installed plugin has", async () => {
    const type = "io.kestra.plugin.aws.athena.Query";
    const install = "io.kestra.plugin:plugin-aws:1.9.2";
    const { problems } = await validate(flow("newer", [type, {}]));
    expect(problems.map(({ message }) => message)).toEqual([
      `Invalid type: ${type}: it comes with a newer plugin-aws than is installed here: install ${install}`,
    ]);
    expect(problems[0]).not.toHaveProperty("fix");
    expect(await schema(type)).toMatchObject({ installed: false, install });
  });

  checkPlanted("proposes types of the public catalogue where that alone is asked", async () => {
    await withServer({ KESTRA_CATALOG: "public" }, async (server) => {
      const yaml_definition = flow("public", ["io.kestra.plugin.scripts.python.Scrpit", {}]);
      const { problems } = await server.get<Verdict>("validate_flow", { yaml_definition });
      expect(problems[0]?.didYouMean?.[0]).toBe("io.kestra.plugin.scripts.python.Script");
    });
  });

  checkPlanted("takes the types of what tasks send for what they are", async () => {
    const body = { type: "com.example.happened", data: { type: "text.html" } };
    const { problems } = await validate(
      flow("payload", [`${s3}.Downlod`, {}], [`${s3}.Upload`, { ...right, from: "f", body }]),
    );
    expect(problems.map(({ path }) => path)).toEqual(["tasks[0].type"]);
  });

  checkPlanted("proposes edits that make a flow valid one after the other, and makes none", async () => {
    let yaml = flow(
      "wrong",
      [`${s3}.Downlod`, { buket: "b", key: "k", region: "r" }],
      ["com.example.mail.send.Leter", { recipient: "jo", to: "jo" }],
    ).replace('recipient: "jo"\n    ', "");
    const seen: (readonly string[])[] = [];
    for (let round = 0; round < 5; round++) {
      const { valid, problems } = await validate(yaml);
      if (valid) break;
      expect(problems.every(({ fix }) => fix !== undefined)).toBe(true);
      seen.push(problems.map(({ fix }) => fix?.with ?? ""));
      yaml = mended(yaml, problems);
    }
    expect(seen).toEqual([[`${s3}.Download`, letter], ["bucket"]]);
    expect(await validate(yaml)).toMatchObject({ valid: true, problems: [] });
    const saved = { action: "get_yaml", namespace: kestra.namespace, flow_id: "wrong" };
    expect(await kestra.refusal("manage_flow", saved)).toContain("404");
  });

  checkPlanted("proposes a property that means the same, from what the class says of it", async () => {
    const yaml = flow("meaning", [`${s3}.Upload`, { ...right, from: "f", mediaType: "text/csv" }]);
    const { problems } = await validate(yaml);
    expect(problems[0]).toMatchObject({ path: "tasks[0].mediaType", didYouMean: ["contentType"] });
    expect(await validate(mended(yaml, problems))).toMatchObject({ valid: true });
  });

  checkPlanted("proposes the present name of a type that has a new one", async () => {
    const yaml = flow("former", ["com.example.mail.SendLetter", { to: "jo" }]);
    const { valid, problems } = await validate(yaml);
    expect(valid).toBe(true);
    expect(problems).toMatchObject([
      {
        severity: "deprecated",
        path: "tasks[0].type",
        didYouMean: [letter],
        fix: { replace: "com.example.mail.SendLetter", with: letter },
      },
    ]);
    expect(await validate(mended(yaml, problems))).toMatchObject({ valid: true, problems: [] });
  });

  checkPlanted("tells the plugin of a former name, where that is not here", async () => {
    const { problems } = await validate(
      flow("gone", ["io.kestra.plugin.notifications.slack.SlackIncomingWebhook", {}]),
    );
    expect(problems[0]?.message).toContain("it comes with plugin-slack, which is not installed here");
  });

  checkPlanted("proposes what it can where the public catalogue is not asked", async () => {
    await withServer({ KESTRA_CATALOG: "instance" }, async (server) => {
      const yaml_definition = flow(
        "alone",
        [`${s3}.Downlod`, right],
        ["io.kestra.plugin.slack.app.chats.Post", {}],
      );
      const { problems } = await server.get<Verdict>("validate_flow", { yaml_definition });
      expect(problems[0]).toMatchObject({ fix: { with: `${s3}.Download` } });
      expect(problems[1]?.message).toContain("the instance has no plugin io.kestra.plugin.slack");
    });
  });
});
