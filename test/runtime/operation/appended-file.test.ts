import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";

vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  return { ...real, writeSync: vi.fn(real.writeSync) };
});

test("a line that a full disk cut off is ended before the next one, also where the file is opened again", async () => {
  // Another test in this process may have loaded it with the real one.
  vi.resetModules();
  const { appendedFile } = await import("../../../runtime/operation/appended-file.ts");
  const folder = mkdtempSync(join(tmpdir(), "appended-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, "audit.log");
  const file = appendedFile(path, "KESTRA_MCP_AUDIT");
  const { writeSync } = vi.mocked(fs);
  const real = writeSync.getMockImplementation();
  if (real === undefined) throw new Error("There should be one.");
  writeSync.mockImplementationOnce((to, bytes) => real(to, bytes.slice(0, 3)));
  expect(() => {
    file.write("abcdef");
  }).toThrow("Only a part could be written.");
  file.reopen();
  file.write("ghi");
  file.close();
  expect(readFileSync(path, "utf8").split("\n")).toEqual(["abc", "ghi", ""]);
});
