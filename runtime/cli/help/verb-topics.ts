import { verbs, type Verb } from "../user-verbs/verbs.ts";
import type { Topic } from "./topic.ts";

const user =
  "USER is an email address that the provider says is theirs, their subject, or the key that list-users prints.";
const store = "KESTRA_MCP_STORE names the store; a server may run beside it.";
const keys = "KESTRA_MCP_ENCRYPTION_KEYS, or KESTRA_MCP_ENCRYPTION_KEYS_FILE, holds the keys.";
const place =
  "KESTRA_BASE_URL and KESTRA_TENANT_ID say at which Kestra they are taken, as the server has it.";

/** What is told of each command about users, without what stands behind it. */
const told: Readonly<Record<Verb, Omit<Topic, "form">>> = {
  "generate-key": {
    does: "make a key that encrypts what is kept of users",
    more: ["Makes a key for KESTRA_MCP_ENCRYPTION_KEYS, and prints it. Nothing is kept of it."],
  },
  "list-users": {
    does: "who is known, and what they have",
    more: [
      "Prints who is known, when they came last, what they allowed which application, and whether they have credentials for Kestra. It prints no secret.",
      store,
    ],
    takes: { "--json": "as JSON, with times in ISO 8601" },
  },
  "add-token": {
    does: "keep a user's credentials for Kestra",
    more: [
      "Keeps a Kestra API token for a user. It is asked for, or read from stdin, and never an argument.",
      user,
      `${store} ${keys} ${place}`,
    ],
    takes: {
      "--username NAME": "a password of that login, in place of a token",
      "--issuer URL": "the provider, for the subject of somebody who did not log in yet",
    },
  },
  "remove-token": {
    does: "remove a user's credentials for Kestra",
    more: ["Removes the credentials for Kestra that are kept for a user.", user, store],
    takes: { "--sessions": "ends what the user is logged in to, too" },
  },
  revoke: {
    does: "log a user out everywhere, or forget an application",
    more: [
      "Of a user: ends all that they gave to applications, and logs them out. Of an application, by its id as CLIENT: ends all that users gave it, and forgets it.",
      user,
      store,
    ],
  },
  "rotate-keys": {
    does: "encrypt with a new key what an old one encrypted",
    more: [
      "Encrypts with the first key all that another one encrypted in the store: users' credentials for Kestra, and what the identity provider is asked again with. You need it to exchange a key, such as one that others may have seen:",
      "1. Put the new key, of generate-key, before the old one, with a comma between.\n2. Restart the server, which reads both then.\n3. Run rotate-keys here, with both. It says whether the other keys can go.\n4. Take the old key away, and restart the server.",
      "It logs nobody out: sessions, access tokens and what users allowed stay as they are. It may be run again. A copy of the store from before still needs the old key.",
      `${store} ${keys}`,
    ],
  },
  "import-tokens": {
    does: "take the tokens of scramb/kestra-server-mcp",
    more: [
      "Takes users' tokens from the file of scramb/kestra-server-mcp. What a user has already stays.",
      `${store} ${keys} ${place} ENCRYPTION_KEY holds the key of the replaced server.`,
    ],
    takes: { "--issuer URL": "the provider at which these users log in" },
  },
};

/** What is told of a command about users. */
export function verbTopic(verb: Verb): Topic {
  return { form: verbs[verb], ...told[verb] };
}
