import { expect, test } from "vitest";
import type { BoundedFetch } from "../../../runtime/network/bounded-fetch.ts";
import { NotFetched } from "../../../runtime/network/bounded-fetch.ts";
import { openIdProvider } from "../../../runtime/oauth/upstream/open-id-provider.ts";
import { withGroups } from "../../../runtime/oauth/upstream/entra.ts";

const overage = {
  sub: "ada",
  roles: ["reader"],
  _claim_names: { groups: "src1" },
  _claim_sources: { src1: { endpoint: "https://attacker.example/groups" } },
};

function graph(respond: () => Response | Promise<Response>) {
  const asked: { readonly url: string; readonly sent: unknown }[] = [];
  const fetch: BoundedFetch = (url, sent) => {
    asked.push({ url: String(url), sent });
    return Promise.resolve().then(respond);
  };
  return { asked, fetch };
}

test("The groups of a user in many are those that Microsoft Graph tells, wherever the token says to ask", async () => {
  const { fetch, asked } = graph(() => Response.json({ value: ["etl", "ops"] }));
  const claims = await withGroups(overage, "the access token", fetch);
  expect(claims).toEqual({ sub: "ada", roles: ["reader"], groups: ["etl", "ops"] });
  expect(asked).toEqual([
    {
      url: "https://graph.microsoft.com/v1.0/me/getMemberGroups",
      sent: {
        method: "POST",
        headers: { authorization: "Bearer the access token", "content-type": "application/json" },
        body: '{"securityEnabledOnly":true}',
      },
    },
  ]);
});

test("Of a token that names all groups nothing is asked", async () => {
  const { fetch, asked } = graph(() => Response.json({ value: ["more"] }));
  const claims = { sub: "ada", groups: ["etl"] };
  expect(await withGroups(claims, "the access token", fetch)).toBe(claims);
  expect(asked).toEqual([]);
  expect(await withGroups({ sub: "a", hasgroups: true }, "t", fetch)).toEqual({ sub: "a", groups: ["more"] });
});

test.each<[string, () => Response, string]>([
  [
    "refuses",
    () => Response.json({}, { status: 403 }),
    "It answered 403. The application needs the delegated",
  ],
  ["answers anything else", () => Response.json({ value: [1] }), "Its answer holds no list of groups."],
  ["answers no JSON", () => new Response("<p>"), "Its answer holds no list of groups."],
  [
    "cannot be reached",
    () => {
      throw new NotFetched("It cannot be reached: ECONNREFUSED.");
    },
    "It cannot be reached: ECONNREFUSED.",
  ],
])("Where Microsoft Graph %s, nobody logs in", async (_, respond, why) => {
  const { fetch } = graph(respond);
  const failed = withGroups(overage, "the access token", fetch);
  await expect(failed).rejects.toMatchObject({ name: "UpstreamError", isUsers: false });
  await expect(failed).rejects.toThrow(why);
});

test("A provider at https:// does not have us ask this machine", async () => {
  const issuer = "https://login.example.com";
  const { fetch, asked } = graph(() =>
    Response.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: "http://127.0.0.1:8080/api/v1/token",
    }),
  );
  const settings = {
    issuer,
    clientId: "us",
    scopes: ["openid"],
    redirectUri: "https://mcp.example.com/callback",
  };
  const upstream = openIdProvider(settings, { fetch, now: () => 0 });
  const { secrets } = await upstream.begin();
  const state = typeof secrets.state === "string" ? secrets.state : "";
  const back = new URL(`https://mcp.example.com/callback?code=a&state=${state}`);
  await expect(upstream.finish(back, secrets)).rejects.toThrow("It is not at https://, as its issuer is.");
  expect(asked.map(({ url }) => url)).toEqual([`${issuer}/.well-known/openid-configuration`]);
});

test.each(["common", "organizations", "another"])(
  "%s is no tenant of its own, and nobody logs in there",
  async (name) => {
    const issuer = `https://login.microsoftonline.com/${name}/v2.0`;
    const { fetch } = graph(() =>
      Response.json({
        issuer: "https://login.microsoftonline.com/{tenantid}/v2.0",
        authorization_endpoint: "https://login.microsoftonline.com/a",
      }),
    );
    const settings = {
      issuer,
      clientId: "us",
      scopes: ["openid"],
      redirectUri: "https://mcp.example.com/oauth/callback",
    };
    const upstream = openIdProvider(settings, { fetch, now: () => 0 });
    await expect(upstream.begin()).rejects.toThrow("calls itself otherwise");
  },
);
