import { describe, expect, it } from "vitest";
import {
  executionFile,
  fileNameOf,
  isStorageUri,
  nameOnDisk,
  ownerOf,
} from "../../../../specs/steps/artifacts/storage-uri.ts";

const folder = "kestra:///company/team/get-data/executions/5xYz";

describe("the address of a file of an execution", () => {
  it("is taken as it is, whatever the file is called", () => {
    for (const name of [
      "1.csv",
      "my%20data.csv",
      "größe.csv",
      "a%2Fb.csv",
      "50%25.csv",
      "日本.ion",
      "a+b&c=d.txt",
    ])
      expect(executionFile(`${folder}/tasks/write/6aBc/${name}`, "5xYz")).toBe(
        `${folder}/tasks/write/6aBc/${name}`,
      );
  });

  it("gets its spaces back as they are stored", () => {
    expect(executionFile(`${folder}/inputs/upload/my data.csv`, "5xYz")).toBe(
      `${folder}/inputs/upload/my%20data.csv`,
    );
  });

  it.each([
    ["/etc/passwd", "no file of the internal storage"],
    ["file:///etc/passwd", "no file of the internal storage"],
    ["kestra://host/executions/5xYz/a", "no file of the internal storage"],
    ["KESTRA:///x/executions/5xYz/a", "no file of the internal storage"],
    [`${folder}/../../other/executions/6aBc/a`, "way to other places"],
    [`${folder}/%2e%2E/6aBc/a`, "way to other places"],
    [`${folder}/a%2F..%2Fb`, "way to other places"],
    [`${folder}/%2e%2e%5Cb`, "way to other places"],
    [`${folder}/a\\b`, "holds a character"],
    [`${folder}/a?x=1`, "holds a character"],
    [`${folder}/a#b`, "holds a character"],
    [`${folder}/a\nb`, "holds a character"],
    [`${folder}/50%.csv`, "a % that escapes nothing"],
    [folder, "no file of execution 5xYz"],
    ["kestra:///company/team/_files/main.py", "namespace_file_action"],
    ["kestra:///company/team/get-data/executions/6aBc/tasks/a/b/c.csv", "give that as execution_id"],
    ["kestra:///company/team/get-data/executions/5xYz2/tasks/a/b/c.csv", "a file of execution 5xYz2"],
  ])("is refused: %j", (uri, why) => {
    expect(() => executionFile(uri, "5xYz")).toThrow(why);
  });

  it("names its execution, and its file as people read it", () => {
    expect(ownerOf(`${folder}/tasks/a/b/c.csv`)).toBe("5xYz");
    expect(ownerOf("kestra:///company/team/_files/a.py")).toBeUndefined();
    expect(fileNameOf(`${folder}/inputs/upload/my%20data.csv`)).toBe("my data.csv");
    expect(fileNameOf(`${folder}/inputs/upload/50%.csv`)).toBe("50%.csv");
    expect([isStorageUri(folder), isStorageUri("kestra://x"), isStorageUri(3)]).toEqual([true, false, false]);
  });
});

it("makes a name for any disk", () => {
  expect(nameOnDisk("my data.csv")).toBe("my data.csv");
  expect(nameOnDisk("a/b\\c:d.csv")).toBe("a_b_c_d.csv");
  expect(nameOnDisk(".upl")).toBe("_upl");
  expect(nameOnDisk("a\u202eb.csv")).toBe("a_b.csv");
});
