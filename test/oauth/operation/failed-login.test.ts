import { expect, test } from "vitest";
import { createBrowser } from "../support/browser.ts";
import { application, installation, redirect } from "./installation.ts";

test("A wrong secret of the client is told the operator once at any level, and the page tells the request", async () => {
  const { issuer, lines, err } = await installation({
    KESTRA_MCP_OIDC_CLIENT_SECRET: "a-wrong-canary-of-the-provider",
    KESTRA_MCP_LOG_LEVEL: "CRITICAL",
  });
  const { asked } = await application(issuer);
  for (let i = 0; i < 2; i++) {
    const browser = createBrowser(({ href }) => href.startsWith(redirect));
    const consent = await browser.open(asked());
    const provider = await browser.submit(consent, { decision: "allow" });
    const page = await browser.submit(provider, { user: "ann" });
    expect(page.html).toContain(`with the number of this request: ${lines().at(-1)?.requestId ?? ""}.`);
  }
  const told = err()
    .split("\n")
    .filter((line) => line.includes("invalid_client"));
  expect(told).toEqual([
    expect.stringContaining("KESTRA_MCP_OIDC_CLIENT_SECRET must be the secret that the provider has of it."),
  ]);
  expect(err()).not.toContain("canary");
});
