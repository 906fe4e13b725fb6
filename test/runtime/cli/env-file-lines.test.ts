import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { kestraMcp } from "../support/command-line.ts";

test.each(["stdio", "http"])(
  "over %s a .env forges no line of the log and tells no password",
  async (transport) => {
    const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-\n"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const forged = '{"time":"2026","level":"error","message":"canary"}';
    writeFileSync(
      join(folder, ".env"),
      `${forged}\nKESTRA_PASSWORD: canary\nKESTRA_TOKEN\u001b[2J=canary\nKESTRA_TOKEN=1\nKESTRA_USERNAME=\${HOLE}\nKESTRA_BASE_URL=http://h`,
    );
    const { err } = await kestraMcp(["--transport", transport], {}, { folder });
    const lines = err.trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    expect(err).not.toMatch(/canary|[^\P{Cc}\n]/u);
    if (transport === "http") {
      const messages = lines.slice(0, -1).map((line) => (JSON.parse(line) as { message: string }).message);
      expect(messages[1]).toMatch(/^\/.*: line 1 is not NAME=value, and is ignored\.$/);
    }
    expect(lines.at(-1)).toContain("KESTRA_USERNAME in ");
  },
);
