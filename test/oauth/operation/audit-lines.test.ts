import { expect, test } from "vitest";
import { connected } from "../../http/support/clients.ts";
import { initialize, send } from "../../http/support/raw.ts";
import { kestraMcp } from "../../runtime/support/command-line.ts";
import { dataOf } from "../server/support/flow.ts";
import { createBrowser, type Shown } from "../support/browser.ts";
import { application, installation, redirect, secrets } from "./installation.ts";

const codeOf = ({ url }: Shown) => url.searchParams.get("code") ?? "";
const browserOf = () => createBrowser(({ href }) => href.startsWith(redirect));

/** What happened, and the fields that say whose it was; what others say is looked at besides. */
const facts = ({
  audit,
  user,
  proof,
  client,
  reason,
  scopes,
  tool,
  address,
  requestId,
}: Record<string, string>) =>
  [
    audit,
    user,
    proof,
    client && "client",
    audit === "call" ? tool : (reason ?? scopes ?? tool),
    address,
    requestId && "id",
  ].map((one) => one ?? "-");

test("Each event has a line that says who it was, by which application, from where, and in which request", async () => {
  const { env, issuer, lines, text } = await installation();
  const asRegistering = (token: string) =>
    send(`${issuer}/oauth/register`, {
      headers: { Authorization: `Bearer ${token}` },
      body: { redirect_uris: [redirect] },
    });
  expect((await asRegistering("a-wrong-canary-for-registering")).status).toBe(401);
  const { asked, post, redeem } = await application(issuer);
  const browser = browserOf();
  await browser.open(asked({ response_type: "token" }));
  await browser.submit(await browser.open(asked()), { decision: "deny" });
  const strangers = browserOf();
  const atProvider = await strangers.submit(await strangers.open(asked()), { decision: "allow" });
  await strangers.submit(atProvider, { user: "eve" });
  const scope = { decision: "allow", scope: ["kestra.read"] };
  const login = await browser.submit(await browser.open(asked()), scope);
  const code = codeOf(await browser.submit(login, { user: "ann" }));
  await redeem(code, { client_secret: secrets.badClient });
  const tokens = dataOf(await redeem(code)) as Record<string, string>;
  const refreshed = dataOf(
    await post("token", { grant_type: "refresh_token", refresh_token: tokens.refresh_token }),
  ) as Record<string, string>;
  const bearer = { Authorization: `Bearer ${refreshed.access_token}` };
  await send(`${issuer}/mcp`, {
    headers: { Authorization: "Bearer a-wrong-canary-token" },
    body: initialize,
  });
  await send(`${issuer}/kestra-token`, {
    headers: { Authorization: "Bearer a-wrong-canary-token" },
    body: { kestra_token: "t" },
  });
  // The operator gives the user a token, by the command line beside the server, and the next call has it.
  const verb = async (words: string, secret = "") => {
    const readSecret = () => Promise.resolve(secret);
    return kestraMcp(words.split(" "), env, { readSecret });
  };
  // It keeps no stream open, which would come again with what was revoked.
  const client = await connected("2026-07-28", `${issuer}/mcp`, bearer);
  expect(await client.call("list_flows", { namespace: "company.team" })).toContain(`${issuer}/account`);
  for (const [token, answered] of [
    ["a-wrong-canary-of-kestra", "the credentials are missing or wrong"],
    [secrets.kestraToken, `{"flows":[]}`],
  ] as const) {
    expect(await verb("add-token ann@example.com", token)).toMatchObject({ err: "", exitCode: 0 });
    expect(await client.call("list_flows", { namespace: "company.team" })).toContain(answered);
  }
  await client.call("list_flows", { namespace: "company.other" });
  await send(`${issuer}/mcp`, {
    headers: bearer,
    body: {
      ...{ jsonrpc: "2.0", id: 1, method: "tools/call" },
      params: { name: "execute_flow", arguments: { namespace: "company.team", flow_id: "x" } },
    },
  });
  const account = await browser.open(`${issuer}/account`);
  const refused = await browser.submit(account, {
    do: "set-credentials",
    kestra_user: "ann@example.com",
    kestra_secret: secrets.wrong,
  });
  const set = await browser.submit(refused, {
    do: "set-credentials",
    kestra_user: "ann@example.com",
    kestra_secret: secrets.password,
  });
  const removed = await browser.submit(set, { do: "remove-credentials", kestra_user: null });
  const ending = removed.forms.findIndex(({ fields }) => fields.some(([name]) => name === "grant"));
  await browser.submit(removed, { do: "end-grant" }, ending);
  // Another grant, which the application gives back, and one whose code comes twice.
  const again = async () => {
    const page = await browser.submit(await browser.open(asked()), { decision: "allow" });
    return codeOf(page.forms.length > 0 ? await browser.submit(page, { user: "ann" }) : page);
  };
  const second = dataOf(await redeem(await again())) as Record<string, string>;
  await post("revoke", { token: second.refresh_token });
  const third = await again();
  await redeem(third);
  expect((await redeem(third)).status).toBe(400);
  await verb("rotate-keys");
  await verb("revoke ann@example.com");

  const here = ["127.0.0.1", "id"];
  const app = ["-", "-", "client"];
  const ann = "ann@example.com";
  expect(lines().map(facts)).toEqual([
    ["denied", "-", "-", "-", "the token for registering is wrong", ...here],
    ["registration", ...app, "-", ...here],
    ["denied", ...app, "unsupported_response_type", ...here],
    ["denied", ...app, "the user declined", ...here],
    ["consent", ...app, "kestra.read kestra.write kestra.destroy", ...here],
    ["denied", "eve@example.com", "login", "client", "the user has no role", ...here],
    ["consent", ...app, "kestra.read", ...here],
    ["login", ann, "login", "client", "kestra.read", ...here],
    ["denied", ...app, "the client's secret is missing or wrong", ...here],
    ["token", ann, "authorization code", "client", "kestra.read", ...here],
    ["refresh", ann, "refresh token", "client", "kestra.read", ...here],
    ["denied", "-", "-", "-", "This is not an access token of this server.", ...here],
    ["denied", "-", "-", "-", "This is not an access token of this server.", ...here],
    ["call", ann, "access token", "client", "list_flows", ...here],
    ["credential set", ann, "command line", "-", "-", "-", "-"],
    ["call", ann, "access token", "client", "list_flows", ...here],
    ["credential set", ann, "command line", "-", "-", "-", "-"],
    ["call", ann, "access token", "client", "list_flows", ...here],
    ["permission denied", ann, "access token", "client", "outside its namespaces", ...here],
    ["call", ann, "access token", "client", "list_flows", ...here],
    ["permission denied", ann, "access token", "client", "the scope kestra.write is missing", ...here],
    ["login", ann, "login", "-", "-", ...here],
    ["credential refused", ann, "login", "-", "Kestra does not take it", ...here],
    ["credential set", ann, "login", "-", "-", ...here],
    ["credential removed", ann, "login", "-", "-", ...here],
    ["revoke", ann, "login", "client", "the user ended it", ...here],
    ["consent", ...app, "kestra.read kestra.write kestra.destroy", ...here],
    ["login", ann, "login", "client", "kestra.read kestra.write kestra.destroy", ...here],
    ["token", ann, "authorization code", "client", "kestra.read kestra.write kestra.destroy", ...here],
    ["revoke", ann, "refresh token", "client", "the client gave it back", ...here],
    ["consent", ...app, "kestra.read kestra.write kestra.destroy", ...here],
    ["login", ann, "login", "client", "kestra.read kestra.write kestra.destroy", ...here],
    ["token", ann, "authorization code", "client", "kestra.read kestra.write kestra.destroy", ...here],
    ["reuse", ann, "authorization code", "client", "a code was used twice", ...here],
    ["keys rotated", "-", "command line", "-", "encrypted anew: 0", "-", "-"],
    ["revoke", ann, "command line", "-", "all that the user gave", "-", "-"],
  ]);
  for (const line of lines()) {
    if (line.client !== undefined)
      expect([line.audit, line.clientName]).toEqual([line.audit, "An application"]);
    if (line.requestId !== undefined) expect(line.requestId).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(text()).not.toContain("canary");
  for (const one of [code, tokens.access_token, refreshed.access_token, refreshed.refresh_token, third])
    expect(text()).not.toContain(one);
});
