import { InputError, StoreError } from "../errors.ts";
import type { AccountHandler, AccountUser } from "../oauth/account/account-handler.ts";
import { credentialsForm } from "../oauth/pages/credentials-form.ts";
import type { AccountView, Page } from "../oauth/pages/page.ts";
import type { KestraSecret } from "../store/credentials.ts";
import type { AccountFacts } from "../tool/caller.ts";
import type { Accounts } from "./accounts.ts";

interface AccountPageGiven {
  /** Absent where users register nothing here. */
  readonly accounts?: Accounts | undefined;
  /** Makes the page of its parts. */
  readonly page: (view: AccountView) => Page;
  /** The public URL. */
  readonly server: string;
}

/** What came of a form. */
interface Done {
  readonly status: number;
  readonly notice?: string;
  /** Why what was sent is not kept. */
  readonly refused?: string;
}

/** Characters of a secret: a token of Kestra has a hundred or so. */
const longest = 4096;

/** The account page's part about credentials for Kestra. Nothing secret that a user enters is shown again. */
export function createAccountPage({ accounts, page, server }: AccountPageGiven): AccountHandler {
  const shown = async (user: AccountUser, { status, notice, refused }: Done = { status: 200 }) => {
    const { action, csrf, grants, principal } = user;
    const kept = keptSaid(await accounts?.registered(user.id));
    const view = { action, csrf, kestra: "Kestra", ...(refused !== undefined && { refused }) };
    const form = credentialsForm(kept === undefined ? view : { ...view, kept });
    const made = page({
      ...{ action, csrf, server, grants },
      who: principal.user?.email ?? principal.user?.name ?? principal.subject,
      sections: accounts === undefined ? [] : [form],
      ...(notice !== undefined && { notice }),
    });
    return { ...made, status };
  };
  const act = async (user: AccountUser, form: URLSearchParams): Promise<Done> => {
    if (accounts === undefined)
      return { status: 404, notice: "No credentials are registered at this server." };
    switch (form.get("do")) {
      case "remove-credentials": {
        const removed = await accounts.remove(user);
        return { status: 200, notice: removed ? "Your credentials were removed." : "There were none." };
      }
      case "set-credentials": {
        const secret = secretIn(form);
        if (typeof secret === "string") return { status: 400, refused: `Nothing was stored: ${secret}` };
        const whose = await accounts.set(user, secret, new AbortController().signal);
        const of = whose === undefined ? "them" : `them as those of ${whose}`;
        return { status: 200, notice: `Kestra takes ${of}. They are stored; you can close this page.` };
      }
      case null:
      default:
        return { status: 400, notice: "Nothing was done: the form is none of this page." };
    }
  };
  return {
    get: (user) => shown(user),
    async post(user, form) {
      try {
        return await shown(user, await act(user, form));
      } catch (error) {
        if (error instanceof InputError) return shown(user, { status: 400, refused: error.message });
        if (error instanceof StoreError)
          return shown(user, { status: 503, notice: "Nothing was changed: the store cannot be used now." });
        throw error;
      }
    },
    credentials: accounts,
  };
}

/** What a form holds; or what is wrong with it. */
function secretIn(form: URLSearchParams): KestraSecret | string {
  const token = (form.get("kestra_token") ?? "").trim().replace(/^Bearer\s+/i, "");
  const username = (form.get("kestra_user") ?? "").trim();
  const password = form.get("kestra_secret") ?? "";
  if ([token, username, password].some((one) => one.length > longest))
    return `at most ${longest} characters are taken.`;
  if (token !== "") {
    if (username !== "" || password !== "") return "enter a token, or a user with a password, and not both.";
    return /^[\x21-\x7e]+$/.test(token)
      ? { kind: "token", token }
      : "the token has characters that no token has.";
  }
  if (username === "" || password === "") return "enter a token, or a user with a password.";
  return username.includes(":") ? "the user may have no colon in it." : { kind: "basic", username, password };
}

function keptSaid(registered: AccountFacts["registered"]): string | undefined {
  if (registered === undefined) return undefined;
  const { kind, whose, login } = registered;
  const who = whose ?? login;
  const what = kind === "token" ? "an API token" : "a user with a password";
  const of = who === undefined ? "" : ` of ${who}`;
  const added = registered.addedBy === undefined ? "" : "added by the operator, ";
  return `${what}${of}, ${added}${triedSaid(registered)}`;
}

function triedSaid({ verifiedAt, refusedAt }: NonNullable<AccountFacts["registered"]>): string {
  if (refusedAt !== undefined) return `refused by Kestra on ${timeOf(refusedAt)}`;
  return verifiedAt === undefined ? "not tried yet" : `taken by Kestra on ${timeOf(verifiedAt)}`;
}

/** Of milliseconds since the epoch. */
function timeOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
