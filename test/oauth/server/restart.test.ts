import { expect, test } from "vitest";
import { openSession, request2026, rpc, send } from "../../http/support/raw.ts";
import { compiled } from "../../../generated/compiled.ts";
import { readRoles } from "../../../runtime/access/roles-file.ts";
import { keepUser } from "../../../runtime/oauth/grants/user.ts";
import { userId } from "../../../runtime/store/records.ts";
import { connected } from "../../http/support/clients.ts";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import {
  asking,
  authorize,
  callback,
  consent,
  dataOf,
  forwardOf,
  loggedIn,
  redeeming,
  refreshing,
  register,
  statusWith,
  token,
  tokensIn,
  type Jar,
} from "./support/flow.ts";
import { fakeUpstream, ann } from "./support/fake-upstream.ts";
import { served } from "./support/served.ts";

function lasting() {
  const clock = { now: 1_000_000_000_000 };
  return { clock, store: createMemoryStore(() => clock.now), upstream: fakeUpstream() };
}

test("A server that starts anew, or another one, goes on at each step", async () => {
  const kept = lasting();
  const jar: Jar = {};
  const { client_id: client } = await register(await served(kept));
  const page = await authorize(await served(kept), asking(client), jar);
  const provider = forwardOf(await consent(await served(kept), page, jar));
  const code = forwardOf(await callback(await served(kept), provider, jar)).searchParams.get("code") ?? "";
  const tokens = tokensIn(client, await token(await served(kept), redeeming(client, code)));
  expect(await statusWith(await served(kept), tokens.access)).not.toBe(401);
  const fresh = await refreshing(await served(kept), tokens);
  expect(fresh.status).toBe(200);
  expect((await refreshing(await served(kept), tokensIn(client, fresh))).status).toBe(200);
  expect(dataOf(await token(await served(kept), redeeming(client, code))).error).toBe("invalid_grant");
  expect(await statusWith(await served(kept), tokens.access)).toBe(401);
});

test("A token is good for the server alone that gave it out, whatever store they share", async () => {
  const kept = lasting();
  const { access } = await loggedIn(await served(kept));
  expect(await statusWith(await served({ ...kept, publicUrl: "https://other.example" }), access)).toBe(401);
});

const otherRoles = `
claims: []
groups:
  engineer: [reader]
roles:
  reader:
    - allow: [read]
`;

test("Of two servers that share a store, each has roles of its own for a user", async () => {
  const kept = lasting();
  const one = await served(kept);
  const other = await served({ ...kept, publicUrl: "https://other.example", roles: otherRoles });
  kept.upstream.identity = { ...ann, claims: { roles: ["engineer"], groups: ["engineer"] } };
  const [ones, others] = [await loggedIn(one), await loggedIn(other)];
  const toolsOf = async (server: typeof one, access: string) => {
    const client = await connected("2026-07-28", server.url, { Authorization: `Bearer ${access}` });
    return client.list();
  };
  expect(await toolsOf(one, ones.access)).toContain("delete_flow_logs");
  const shown = await toolsOf(other, others.access);
  expect(shown).toContain("search_logs");
  expect(shown).not.toContain("delete_flow_logs");
  await loggedIn(one);
  expect(await toolsOf(other, others.access)).toEqual(shown);
});

test("Neither of two servers writes over the roles that the other gives at the same time", async () => {
  const { store, clock } = lasting();
  const roles = await readRoles(
    { file: { name: "roles.yaml", text: "default: [reader]\nroles:\n  reader:\n    - allow: [read]\n" } },
    compiled,
  );
  const all = ["https://one.example/mcp", "https://two.example/mcp", "https://three.example/mcp"];
  const keepAt = (resource: string) => keepUser({ store, now: () => clock.now, roles, resource }, ann);
  for (const _ of ["new", "known"]) {
    await Promise.all(all.map(keepAt));
    const user = await store.get("user", userId(ann.issuer, ann.subject));
    expect(user?.body.rolesAt).toEqual(Object.fromEntries(all.map((one) => [one, ["reader"]])));
    await store.replace("user", { id: user?.id ?? "", body: { ...user?.body, rolesAt: {} } });
  }
});

test("Another user's token is not let into a session", async () => {
  const server = await served();
  const anns = await loggedIn(server);
  server.upstream.identity = { ...ann, subject: "bob", email: "bob@example.com" };
  const bobs = await loggedIn(server);
  const headers = (access: string) => ({ Authorization: `Bearer ${access}` });
  const session = await openSession(server.url, headers(anns.access));
  const ask = (access: string) =>
    send(server.url, { headers: { ...headers(access), "Mcp-Session-Id": session }, body: rpc("ping") });
  expect((await ask(anns.access)).status).toBe(200);
  expect((await ask(bobs.access)).status).toBe(404);
  const fresh = tokensIn(anns.client, await refreshing(server, anns));
  expect((await ask(fresh.access)).status).toBe(200);
});

test("Roles that are taken away are gone for tokens that are out", async () => {
  const server = await served();
  const { access } = await loggedIn(server);
  const list = async () => {
    const { headers, ...others } = request2026("tools/list");
    const answer = await send(server.url, {
      ...others,
      headers: { ...headers, Authorization: `Bearer ${access}` },
    });
    return answer.text;
  };
  const before = await list();
  const [user] = await server.store.page("user", 1);
  if (user !== undefined) await server.store.put("user", { ...user, body: { ...user.body, rolesAt: {} } });
  expect([before.includes("execute_flow"), (await list()).includes("execute_flow")]).toEqual([true, false]);
});
