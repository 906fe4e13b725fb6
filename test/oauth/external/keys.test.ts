import { expect, test } from "vitest";
import { tokenIssuer } from "../../../runtime/external/token-issuer.ts";
import { forgedProvider } from "../support/forged-provider.ts";

test("An authorization server at https:// does not have us ask this machine", async () => {
  const issuer = "https://login.example.com";
  const asked: string[] = [];
  const tokens = tokenIssuer(
    issuer,
    ["us"],
    (url) => {
      asked.push(String(url));
      return Promise.resolve(Response.json({ issuer, jwks_uri: "http://127.0.0.1:8080/api/v1/keys" }));
    },
    () => 0,
  );
  const { sign } = await forgedProvider();
  const token = await sign({ iss: issuer, sub: "ada", aud: "us" });
  await expect(tokens.claimsOf(token)).rejects.toThrow("It is not at https://, as its issuer is.");
  expect(asked).toEqual([`${issuer}/.well-known/oauth-authorization-server`]);
});
