import { createHash } from "node:crypto";
import { authToken } from "../config/readers/token.ts";
import { ConfigurationError } from "../errors.ts";
import { didYouMean } from "../near-miss.ts";
import { isObject } from "../json.ts";
import { collectFaults, type Faults } from "./faults.ts";
import { readYamlFile, type Path } from "./yaml-file.ts";

/** A token that the operator gave somebody; of the token itself only its SHA-256 is kept. */
export interface NamedToken {
  readonly name: string;
  /** In hexadecimal. */
  readonly sha256: string;
  readonly roles: readonly string[];
}

/** The keys of an entry. */
export const tokenKeys = ["name", "token", "sha256", "roles"] as const;

/**
 * Reads a file of tokens. What it says is never told.
 * @param roles those that there are
 * @throws ConfigurationError with line and column
 */
export async function readTokens(
  name: string,
  text: string,
  roles: readonly string[],
): Promise<readonly NamedToken[]> {
  const { value, refuse } = await readYamlFile(name, text, true);
  const faults = collectFaults(true);
  const file = faults.map(value, [], "the tokens", { names: ["tokens"], required: ["tokens"] });
  const listed = faults.list(file.tokens, ["tokens"], "`tokens`");
  const tokens = listed.map((entry, i) => tokenIn(entry, ["tokens", i], roles, faults));
  for (const [i, token] of tokens.entries()) {
    const before = tokens.slice(0, i);
    if (before.some((one) => one.name === token.name))
      faults.found.push({
        path: ["tokens", i, "name"],
        message: "Another token has this name: its owners could not be told apart.",
      });
    if (before.some((one) => one.sha256 === token.sha256))
      faults.found.push({ path: ["tokens", i], on: "key", message: "Another entry has the same token." });
  }
  if (tokens.length === 0) faults.found.push({ path: ["tokens"], on: "key", message: "There is no token." });
  refuse(faults.found);
  return tokens;
}

/** How a token is looked up: whoever reads our memory or the file learns none. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function tokenIn(entry: unknown, path: Path, known: readonly string[], faults: Faults): NamedToken {
  const written = faults.map(entry, path, "a token", { names: tokenKeys, required: ["name"] });
  const { name, token, sha256 } = written;
  const isNamed = typeof name === "string" && /^[\w.@-]{1,80}$/.test(name);
  if (!isNamed && "name" in written)
    faults.found.push({
      path: [...path, "name"],
      message: "A name has letters, digits and . _ @ -, at most 80.",
    });
  if ((token === undefined) === (sha256 === undefined) && isObject(entry))
    faults.found.push({
      path,
      on: "key",
      message: "Write `token`, or `sha256`, which is that of the token: one of them.",
    });
  const given = written.roles;
  const at = [...path, "roles"];
  const roles = typeof given === "string" ? [given] : faults.texts(given, at, "`roles`");
  roles.forEach((role, i) => {
    if (known.includes(role)) return;
    const where = typeof given === "string" ? at : [...at, i];
    const hint = (didYouMean(role, known) || ` There are ${known.join(", ") || "none"}.`).trim();
    faults.found.push({ path: where, message: "There is no such role.", hint });
  });
  return { name: isNamed ? name : JSON.stringify(path), sha256: hashIn(written, path, faults), roles };
}

function hashIn({ token, sha256 }: Readonly<Record<string, unknown>>, path: Path, faults: Faults): string {
  const nothing = JSON.stringify(path);
  if (sha256 !== undefined) {
    if (typeof sha256 === "string" && /^[0-9a-f]{64}$/i.test(sha256)) return sha256.toLowerCase();
    faults.found.push({
      path: [...path, "sha256"],
      message: "A SHA-256 is 64 hexadecimal digits, in quotes.",
      hint: "printf %s TOKEN | sha256sum",
    });
    return nothing;
  }
  if (token === undefined) return nothing;
  if (typeof token !== "string") {
    faults.found.push({ path: [...path, "token"], message: "A token is a text: put it in quotes." });
    return nothing;
  }
  try {
    return hashOf(authToken(token, "The token"));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    faults.found.push({ path: [...path, "token"], message: error.message });
    return nothing;
  }
}
