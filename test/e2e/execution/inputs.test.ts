import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { everyType } from "../support/every-type.ts";
import { createFlow, execute, hello, run } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const readsFile = `
inputs:
  - id: upload
    type: FILE
tasks:
  - id: text
    type: io.kestra.plugin.core.debug.Return
    format: "{{ read(inputs.upload) }}"
outputs:
  - id: text
    type: STRING
    value: "{{ outputs.text.value }}"
`;

const counts = `
inputs:
  - id: count
    type: INT
${hello}`;

beforeAll(async () => {
  await createFlow("counts", counts);
  await createFlow("every_type", everyType);
  await createFlow("reads_file", readsFile);
  await createFlow("plain", hello);
});

const inputsOf = async (inputs: object): Promise<Data["inputs"]> => {
  const { inputs: echoed } = await execute("every_type", { inputs: { name: "Ada", ...inputs } });
  return echoed;
};
const refused = (inputs: object, more: object = {}): Promise<string> =>
  kestra.refusal("execute_flow", { namespace: kestra.namespace, flow_id: "every_type", inputs, ...more });

describe("inputs arrive as they are meant", () => {
  check("an empty text or null takes no default without a word, and starts nothing", async () => {
    for (const size of ["", null]) {
      const text = await refused({ name: "Ada", size });
      expect(text).toContain("Nothing was started: input size (SELECT): Kestra takes");
      expect(text).toContain("for no value, so that its default would be used; leave the input out for that");
    }
    expect(await refused({ name: "" })).toMatch(
      /input name \(STRING\): [^]*Kestra takes an empty text for no value/,
    );
    expect(await inputsOf({ colours: null })).toMatchObject({ name: "Ada", size: "M" });
  });

  check("a file has one content and no other keys", async () => {
    const upload = { $file: "x.txt", text: "a" };
    expect(await refused({ name: "Ada", upload: { ...upload, base64: "YQ==" } })).toContain(
      "upload: a file has one content",
    );
    expect(await refused({ name: "Ada", upload: { ...upload, mode: "r" } })).toContain("not mode");
  });

  check("false and true", async () => {
    expect(await inputsOf({ enabled: false })).toMatchObject({ enabled: false });
    expect(await inputsOf({ enabled: true })).toMatchObject({ enabled: true });
  });

  check("whole numbers and decimals", async () => {
    expect(await inputsOf({ count: 7, ratio: 0.25 })).toMatchObject({ count: 7, ratio: 0.25 });
    expect(await inputsOf({ ratio: -1.5e-3 })).toMatchObject({ ratio: -0.0015 });
  });

  check("nested JSON", async () => {
    const config = { a: 1, b: [true, null, { c: 'd "e"\nf' }], "g h": {}, ü: "→" };
    expect(await inputsOf({ config })).toMatchObject({ config });
  });

  check("JSON as text, with all digits of its numbers", async () => {
    const big = "1234567890123456789";
    expect(await inputsOf({ config: `{"id": ${big}, "ids": [-${big}], "half": 0.5}` })).toMatchObject({
      config: { id: big, ids: [`-${big}`], half: 0.5 },
    });
  });

  check("and says which texts are numbers, and how a JSON input keeps them numbers", async () => {
    const config = '{"id": 1234567890123456789, "text": "1234567890123456789"}';
    expect((await execute("every_type", { inputs: { name: "Ada", config } })).note).toBe(
      "inputs.config.id is a number, written as text here, so that no digit is lost.",
    );
  });

  check("arrays", async () => {
    const tags = ["x", "a, b", 'c "d"', "e\nf"];
    expect(await inputsOf({ tags })).toMatchObject({ tags });
    expect(await inputsOf({ colours: ["red", "blue"] })).toMatchObject({ colours: ["red", "blue"] });
  });

  check("dates and date-times", async () => {
    const { day, at } = await inputsOf({ day: "2026-05-01", at: "2026-05-01T10:20:30Z" });
    expect(day).toBe("2026-05-01");
    expect(Date.parse(at as string)).toBe(Date.parse("2026-05-01T10:20:30Z"));
  });

  check("texts with quotes, newlines, braces and every script", async () => {
    for (const name of [
      `She said "it's 5 o'clock"`,
      "one\ntwo\n\nthree",
      "tab\tand \\ backslash",
      "--boundary--",
      "%41+%2B&a=b;c",
      "ünïcödé 漢字 🚀",
      " spaces around ",
      "true",
      "42",
    ]) {
      expect(await inputsOf({ name })).toMatchObject({ name });
    }
  });

  check("a file", async () => {
    const { upload } = await inputsOf({ upload: { $file: "data.csv", text: "a,b\n1,2\n" } });
    expect(upload).toMatch(/^kestra:\/\/\/.*data\.csv$/);
  });

  check("files of any name, which is encoded where no URI holds it", async () => {
    for (const [name, seen] of [
      ["orders 2024.csv", "orders%202024.csv"],
      ["orders%202024.csv", "orders%202024.csv"],
      ["a[1].csv", "a%5B1%5D.csv"],
      ["50%.csv", "50%25.csv"],
      ["a;b,c=d:e.csv", "a%3Bb%2Cc%3Dd%3Ae.csv"],
      ["a#b.csv", "a%23b.csv"],
      ["a?b.csv", "a%3Fb.csv"],
      ["a+b.csv", "a+b.csv"],
      ["grün.csv", "grün.csv"],
      ['"quoted".csv', "%22quoted%22.csv"],
    ] as const) {
      const { upload } = await inputsOf({ upload: { $file: name, text: "content" } });
      expect(upload).toMatch(/^kestra:\/\/\//);
      expect(String(upload).split("/").at(-1)).toBe(seen);
    }
  });

  check("the content of such a file too", async () => {
    const upload = { $file: "orders #1 [2024]; 50%.csv", text: "a,b\n1,2\n" };
    const { state, outputs } = await run("reads_file", { inputs: { upload } });
    expect(state.current).toBe("SUCCESS");
    expect(outputs).toEqual({ text: "a,b\n1,2\n" });
  });

  check("and reach the flow", async () => {
    const { state, outputs } = await run("every_type", { inputs: { name: 'A "quoted" name' } });
    expect(state.current).toBe("SUCCESS");
    expect(outputs).toEqual({ shown: 'A "quoted" name' });
  });

  check("defaults stand where none is given", async () => {
    expect(await inputsOf({})).toMatchObject({ count: 3, enabled: true, size: "M" });
  });
});

describe("inputs that are wrong", () => {
  check("a missing one is named, with its type and the reason", async () => {
    for (const inputs of [{}, { count: 2 }, { name: "" }, { name: null }]) {
      expect(await refused(inputs)).toMatch(/Nothing was started[^]*input name \(STRING\): .*required/);
    }
  });

  check("a wrong one is named, with its type and the reason", async () => {
    for (const [id, type, value, reason] of [
      ["count", "INT", "many", /many/],
      ["count", "INT", 11, /10/],
      ["count", "INT", 2.5, /2\.5/],
      ["ratio", "FLOAT", "half", /half/],
      ["at", "DATETIME", "yesterday", /could not be parsed/],
      ["day", "DATE", "01/05/2026", /could not be parsed/],
      ["config", "JSON", "{'a': 1}", /./],
      ["tags", "ARRAY", "x,y", /./],
      ["size", "SELECT", "XL", /S, M, L/],
      ["colours", "MULTISELECT", ["pink"], /red, green, blue/],
    ] as const) {
      const text = await refused({ name: "Ada", [id]: value });
      expect(text).toContain(`input ${id} (${type}): `);
      expect(text).toMatch(reason);
    }
  });

  check("a whole number that Kestra's INT does not hold is named, also as text", async () => {
    for (const count of [2147483648, -2147483649, "1234567890123456789"]) {
      const text = await refused({ count }, { flow_id: "counts" });
      expect(text).toMatch(/input count \(INT\): .*For input string/);
    }
    const { inputs } = await execute("counts", { inputs: { count: 2147483647 } });
    expect(inputs).toEqual({ count: 2147483647 });
  });

  check("JSON in a text whose decimals would be rounded is named", async () => {
    for (const config of ['{"a": 0.1000000000000000055}', "[1e400]", "[12345678901234567890.5]"])
      expect(await refused({ name: "Ada", config })).toMatch(
        /input config \(JSON\): it holds the number .* in quotes/,
      );
    expect(await inputsOf({ config: '{"a": 0.1, "b": [1e3]}' })).toMatchObject({
      config: { a: 0.1, b: [1000] },
    });
  });

  check("all wrong ones are named at once", async () => {
    const text = await refused({ count: "many", day: "tomorrow" });
    for (const id of ["name (STRING)", "count (INT)", "day (DATE)"]) expect(text).toContain(`input ${id}: `);
  });

  check("no text is taken for a false", async () => {
    for (const enabled of ["perhaps", "yes", 1, "on"]) {
      expect(await refused({ name: "Ada", enabled })).toMatch(
        /input enabled \(BOOL\): .*neither true nor false/,
      );
    }
    expect(await inputsOf({ enabled: "False" })).toMatchObject({ enabled: false });
    expect(await inputsOf({ enabled: "True" })).toMatchObject({ enabled: true });
  });

  check("a file for one that is no file is refused: its address would arrive", async () => {
    const text = await refused({
      name: { $file: "a.csv", text: "content" },
      config: { $file: "b.json", text: "{}" },
    });
    expect(text).toMatch(/Nothing was started[^]*input name \(STRING\): .*takes no file/);
    expect(text).toMatch(/input config \(JSON\): .*takes no file/);
    expect(await refused({ name: "Ada", upload: { $file: "../x", text: "" } })).toContain(
      "upload: the file name",
    );
  });

  check("one that is not there is not dropped without a word", async () => {
    expect(await refused({ name: "Ada", colour: "red" })).toContain(
      "there is no input colour, it takes name, count",
    );
    expect(
      await kestra.refusal("execute_flow", {
        namespace: kestra.namespace,
        flow_id: "plain",
        inputs: { a: 1 },
      }),
    ).toContain("there is no input a, it takes none");
  });

  check("a text where a file belongs is refused, and nothing is started", async () => {
    await createFlow("untouched", everyType);
    expect(await refused({ name: "Ada", upload: "some text" }, { flow_id: "untouched" })).toMatch(
      /upload|No such file/,
    );
    const { total } = await kestra.get("list_executions", {
      namespace: kestra.namespace,
      flow_id: "untouched",
    });
    expect(total).toBe(0);
  });

  check("a file without content is refused before anything is sent", async () => {
    expect(await refused({ name: "Ada", upload: { $file: "x.csv" } })).toMatch(/upload[^]*text[^]*base64/);
  });

  check("inputs that are no object are refused", async () => {
    expect(
      await kestra.refusal("execute_flow", { namespace: kestra.namespace, flow_id: "plain", inputs: ["a"] }),
    ).toMatch(/execute_flow: inputs must be an object/);
  });
});
