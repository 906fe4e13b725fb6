import { ConfigurationError } from "./errors.ts";

/** What a client or a build puts values in place of: `${X}`, `$${X}`, `${{ X }}`, `{{ X }}`, `{env:X}`, `#{X}#`. */
const hole =
  "\\$\\$?\\{[^{}]*\\}|\\$?\\{\\{[^{}]*\\}\\}|\\{(?:env|input|file|secrets?|vault):[^{}]*\\}|#\\{[^{}]*\\}#?";

/**
 * Values that a client, a shell or a person should have put something in place of: holes alone, an output of a command,
 * `<your-token>`. A password may hold any of them, but is none as a whole.
 */
const whole = [new RegExp(`^(?:${hole})+$`, "s"), /^\{\{.*\}\}$/s, /^\$\(.*\)$/s, /^<[a-z][^<>]+>$/i];

/** Likewise, in what is no secret of anybody's choice. */
const part = new RegExp(`${hole}|%[A-Z][A-Z0-9_]{2,}%|\\$[A-Z][A-Z0-9_]{2,}|<[a-zA-Z][^<>]+>`, "s");

/** What a shell writes without braces. */
const shell = /^(?:\$env:(?<powerShell>\w+)|\$(?<posix>\w+)|%(?<windows>\w+)%)$/i;

/** What a person or a program may have chosen: it can hold anything. */
const secret = /PASSWORD|ENCRYPTION_KEY|TOKEN|PASSPHRASE|HEADER|USERNAME/i;

/** What programs alone make, by whose look no name of a variable is one. */
const made = /API_TOKEN$|^X-Kestra-Token$/i;

/** URLs, in which a user and a password may stand. */
const address = /BASE_URL$|MCP_STORE$|(HTTPS?|ALL)_PROXY$/i;

/**
 * @param file that the value stands in, if any: no client fills it in
 * @throws ConfigurationError where a variable holds what should have been replaced; its value is not told
 */
export function requireFilled(name: string, value = "", file?: string): void {
  if (value === "") return;
  const [, login = ""] = (address.test(name) ? /\/\/([^/@]*)@/.exec(value) : null) ?? [];
  const colon = login.includes(":") ? login.indexOf(":") : login.length;
  const [user, password] = [login.slice(0, colon), login.slice(colon + 1)];
  const rest = user + password === "" ? value : value.replace(/\/\/[^/@]*@/, "//");
  const isUnfilled =
    [user, password, value].some((text) => isPlaceholder(text, name)) ||
    (!secret.test(name) && part.test(rest));
  if (isUnfilled) throw new ConfigurationError(unfilled(name, file));
}

/** The sentence about what should have been replaced. @param name of the variable, or of what stands in it */
export function unfilled(name: string, file?: string): string {
  if (file !== undefined)
    return `${name} in ${file} is a placeholder, and nothing is put in its place there. Write the value itself into that file.`;
  return `${name} is a placeholder that your client did not fill in. Write the value itself, or set what the placeholder names.`;
}

/** Whether a value is one as a whole, in quotes or behind the name of a scheme, too. @param name what it is the value of */
export function isPlaceholder(value: string, name: string): boolean {
  const text = unquoted(unquoted(value).replace(/^(Bearer|Basic|Token)\s+/i, ""));
  if (whole.some((pattern) => pattern.test(text))) return true;
  const { powerShell, posix, windows }: Readonly<Record<string, string | undefined>> =
    shell.exec(text)?.groups ?? {};
  if (powerShell !== undefined) return true;
  const variable = posix ?? windows;
  if (variable === undefined) return false;
  return made.test(name) || !secret.test(name) ? /^[a-z_]/i.test(variable) : isTelling(variable);
}

/** A person may like a `$` before a word: only what is written as variables are, and says what it is, is one. */
function isTelling(variable: string): boolean {
  return (
    /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(variable) ||
    /^(TOKEN|PASSWORD|PASSWD|PASS|PWD|SECRET|KEY|USER|USERNAME|LOGIN|EMAIL)$/.test(variable)
  );
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^(["'`])(.*)\1$/s, "$2")
    .trim();
}
