import { credentialsForm } from "../../../runtime/oauth/pages/credentials-form.ts";
import { signedOutPage } from "../../../runtime/oauth/pages/messages.ts";
import type { ApplicationView, ConsentView, Page } from "../../../runtime/oauth/pages/page.ts";
import { pages } from "../../../runtime/oauth/pages/pages.ts";

const action = "https://mcp.example.com/kestra/account";
const server = "https://mcp.example.com/kestra";

const vsCode: ApplicationView = {
  name: "Visual Studio Code",
  isOperators: false,
  redirectHost: "vscode.dev",
  isLoopback: false,
};

function consent(application: Partial<ApplicationView>, more: Partial<ConsentView> = {}): Page {
  return pages.consent({
    action: "https://mcp.example.com/kestra/oauth/consent",
    login: "the-login",
    csrf: "the-csrf-token",
    server,
    application: { ...vsCode, ...application },
    scopes: [
      { scope: "kestra.read", isAsked: true },
      { scope: "kestra.write", isAsked: true },
      { scope: "kestra.destroy", isAsked: false },
    ],
    ...more,
  });
}

const account = {
  action,
  csrf: "the-csrf-token",
  server,
  who: "Ada Lovelace",
  grants: [
    {
      id: "grant-1",
      application: "Claude Code",
      scopes: ["kestra.read", "kestra.write"],
      born: Date.UTC(2026, 10, 28),
    },
    { id: "grant-2", application: "Visual Studio Code", scopes: [], born: Date.UTC(2026, 10, 1) },
  ],
};

const credentials = { action, csrf: "the-csrf-token", kestra: "https://kestra.example.com" };

/** Each page as it may be, by the name of its file. */
export const examples: Readonly<Record<string, Page>> = {
  consent: consent({}),
  "consent-loopback": consent({ redirectHost: "localhost:3118", isLoopback: true, name: "Claude Code" }),
  "consent-metadata": consent({ metadataHost: "claude.ai", redirectHost: "claude.ai", name: "Claude" }),
  "consent-scheme": consent({ redirectHost: "cursor:", name: "Cursor" }),
  "consent-operators": consent({ isOperators: true, name: "Our agent", redirectHost: "agent.example.com" }),
  "consent-nameless": pages.consent({
    action,
    login: "the-login",
    csrf: "the-csrf-token",
    server,
    application: { isOperators: false, redirectHost: "app.example.com", isLoopback: false },
    scopes: [],
  }),
  "consent-lying": consent({
    name: "Claude</strong> <script>alert(1)</script>\u202Egnp.exe\u200B\n& \"co'`",
    redirectHost: "attacker.example",
  }),
  error: pages.error(
    400,
    "This login is over",
    "It took longer than 10 minutes. Start again in your application.",
  ),
  "no-role": pages.noRole({
    who: "ada@example.com",
    back: "http://localhost:3118/callback?error=access_denied",
  }),
  "no-role-overage": pages.noRole({ reason: "This user is in more groups than a token of Entra holds." }),
  refused: pages.refused({
    reason: "PKCE is needed: code_challenge, and S256 as code_challenge_method.",
    back: "https://app.example.com/callback?error=invalid_request&state=a&iss=b",
    redirectHost: "app.example.com",
  }),
  forward: pages.forward("cursor://anysphere.cursor-mcp/oauth/callback?code=a&state=b&iss=c"),
  account: pages.account({ ...account, sections: [credentialsForm(credentials)] }),
  "account-kept": pages.account({
    ...account,
    grants: [],
    notice: "Visual Studio Code has no access any longer.",
    sections: [credentialsForm({ ...credentials, kept: "an API token, tried on 2026-11-28" })],
  }),
  "account-refused": pages.account({
    ...account,
    sections: [credentialsForm({ ...credentials, refused: "Kestra does not take this token (401)." })],
  }),
  "signed-out": signedOutPage(action),
};
