import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { rolesOfFiles } from "../../../runtime/access/access.ts";
import { hasRoles } from "../../../runtime/config/endpoint.ts";

const roles = "roles:\n  reader:\n    - allow: [read]\n";

test("roles may stand in the variable itself, with those of a preset", async () => {
  expect(hasRoles({ roles })).toBe(true);
  expect((await rolesOfFiles({ roles }, compiled))?.names).toEqual(["reader"]);
  const both = await rolesOfFiles({ roles, rolesPreset: "kestra-server-mcp" }, compiled);
  expect(both?.names).toEqual(expect.arrayContaining(["reader", "kestra.flow.read"]));
  expect(await rolesOfFiles({}, compiled)).toBeUndefined();
});

test("what is wrong in it is told with its line and column", async () => {
  await expect(rolesOfFiles({ roles: roles.replace("read]", "reed]") }, compiled)).rejects.toThrow(
    'KESTRA_MCP_ROLES:3:15 "reed" is nothing that a role allows.',
  );
});

test.each(["/etc/kestra-mcp/roles.yaml", "./roles.yml", "roles.yaml", "/run/credentials/roles"])(
  "the path %s in the place of the YAML is told as one",
  async (path) => {
    await expect(rolesOfFiles({ roles: path }, compiled)).rejects.toThrow(
      `KESTRA_MCP_ROLES is ${path}, and it holds the YAML itself: for a file set KESTRA_MCP_ROLES_FILE.`,
    );
  },
);

test("roles in braces are no path", async () => {
  const inBraces = "{roles: {a/b.yaml: [{allow: [read]}]}}";
  expect((await rolesOfFiles({ roles: inBraces }, compiled))?.names).toEqual(["a/b.yaml"]);
});

test("a file besides is one too many", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const rolesFile = join(folder, "roles.yaml");
  writeFileSync(rolesFile, roles);
  await expect(rolesOfFiles({ roles, rolesFile }, compiled)).rejects.toThrow(
    "KESTRA_MCP_ROLES and KESTRA_MCP_ROLES_FILE are both set: set one of them.",
  );
});
