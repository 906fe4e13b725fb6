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
  revoke: { form: "USER|CLIENT", does: ["ends all grants of a user or of a client, with their tokens"] },
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
