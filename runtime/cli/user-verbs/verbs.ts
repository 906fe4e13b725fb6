/** Commands that are about users, their credentials and the keys: each with what stands behind it, and what it does. */
export const verbs = {
  "generate-key": { form: "", does: ["makes a key for KESTRA_MCP_ENCRYPTION_KEYS"] },
  "list-users": { form: "", does: ["who is known, their grants, and whether they have Kestra credentials"] },
  "add-token": {
    form: "USER",
    does: [
      "keeps a Kestra API token for a user, read from stdin;",
      "--username NAME: a password of that login;",
      "--issuer URL: for the subject of somebody who did not log in yet",
    ],
  },
  "remove-token": {
    form: "USER",
    does: ["removes it; --sessions: ends what the user is logged in to, too"],
  },
  revoke: {
    form: "USER|CLIENT",
    does: [
      "of a user: ends all that they gave, and logs them out;",
      "of a client, by its id: ends all that users gave it, and forgets it",
    ],
  },
  "rotate-keys": { form: "", does: ["encrypts all anew with the first key, so that the others can go"] },
  "import-tokens": {
    form: "FILE --issuer URL",
    does: ["", "takes the tokens of scramb/kestra-server-mcp, which ENCRYPTION_KEY opens"],
  },
} as const satisfies Readonly<Record<string, { readonly form: string; readonly does: readonly string[] }>>;

export type Verb = keyof typeof verbs;

/** Whether a word is one of these commands. */
export function isVerb(word: string): word is Verb {
  return Object.hasOwn(verbs, word);
}

/** What `--help` behind a verb prints. */
export function verbHelp(verb: Verb): string {
  const { form, does } = verbs[verb];
  const lines = does.filter((line) => line !== "").map((line) => `  ${line}\n`);
  const usage = `Usage: ${`kestra-mcp ${verb} ${form}`.trimEnd()}\n\n${lines.join("")}`;
  const user = form.includes("USER") ? `\nUSER is ${userSaid}.\n` : "";
  return `${usage}${user}${needs[verb]}`;
}

const userSaid =
  "an email address that the provider says is theirs, their subject, or the key that list-users prints";

const store = "\nKESTRA_MCP_STORE names the store; a server may run beside it.\n";
const keys = "KESTRA_MCP_ENCRYPTION_KEYS, or KESTRA_MCP_ENCRYPTION_KEYS_FILE, holds the keys.\n";
const place =
  "KESTRA_BASE_URL and KESTRA_TENANT_ID say at which Kestra they are taken, as the server has it.\n";

/** The variables that a verb reads. */
const needs: Readonly<Record<Verb, string>> = {
  "generate-key": "",
  "list-users": store,
  "add-token": `${store}${keys}${place}`,
  "remove-token": store,
  revoke: store,
  "rotate-keys": `${store}${keys}`,
  "import-tokens": `${store}${keys}${place}ENCRYPTION_KEY holds the key of the replaced server.\n`,
};
