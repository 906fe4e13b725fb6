/** Commands that are about users, their credentials and the keys: each with what stands behind it. */
export const verbs = {
  "generate-key": "",
  "list-users": "[--json]",
  "add-token": "USER",
  "remove-token": "USER",
  revoke: "USER|CLIENT",
  "rotate-keys": "",
  "import-tokens": "FILE --issuer URL",
} as const satisfies Readonly<Record<string, string>>;

export type Verb = keyof typeof verbs;

/** Whether a word is one of these commands. */
export function isVerb(word: string): word is Verb {
  return Object.hasOwn(verbs, word);
}
