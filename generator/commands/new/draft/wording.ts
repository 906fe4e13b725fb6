import { snakeCase } from "../../../spec/place.ts";

/** `createOrUpdate_1` -> `create`, `or`, `update`: the words of a name, in lower case, without digits. */
export function wordsOf(name: string): readonly string[] {
  return snakeCase(name)
    .replace(/[0-9]+/g, "")
    .split("_")
    .filter((word) => word !== "");
}

/** A text of Kestra's documents as one sentence or more that an agent may read: it names nothing as a tool. */
export function asSentence(text: string, most: number): string {
  const plain = text
    .replace(/[`*<>{}"\\]/g, "")
    .replace(/_/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const short = plain.length <= most - 1 ? plain : cut(plain, most - 1);
  const first = /^[^A-Za-z0-9]*/.exec(short)?.[0].length ?? 0;
  const begun = short.slice(first);
  const whole = `${begun.charAt(0).toUpperCase()}${begun.slice(1)}`;
  return whole === "" || /[.!?]$/.test(whole) ? whole : `${whole.replace(/[\s,;:—-]+$/, "")}.`;
}

/** The whole sentences that fit, else the words that do. */
function cut(text: string, most: number): string {
  const part = text.slice(0, most);
  const sentences = /^.*[.!?](?=\s)/.exec(part)?.[0];
  return sentences ?? part.replace(/\s\S*$/, "");
}

/** `worker_group_id` -> `Worker group id.` */
export function named(argument: string): string {
  return asSentence(argument.replaceAll("_", " "), 200);
}

const irregular: Readonly<Record<string, string>> = {
  set: "set",
  put: "put",
  reset: "reset",
  run: "run",
  send: "sent",
  get: "read",
  find: "found",
  stop: "stopped",
};

/** What was done: `delete` -> `deleted`; undefined of what is no verb in this form. */
export function pastOf(verb: string): string | undefined {
  if (Object.hasOwn(irregular, verb)) return irregular[verb];
  if (!/^[a-z]{3,}$/.test(verb)) return undefined;
  if (verb.endsWith("e")) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

/** `flows` -> `flow`, `policies` -> `policy`; other words as they are. */
export function singular(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}
