import type { Credentials } from "./connection.ts";

/** Shorter ones are in every message: masking them would hide nothing else. */
const shortestMasked = 4;

/** Shorter ones are masked as words of their own, so that `admin` does not garble `administrator`. */
const shortestAnywhere = 8;

/** The value of the `Authorization` header; undefined where there are no credentials. */
export function authorization(credentials: Credentials): string | undefined {
  switch (credentials.kind) {
    case "none":
      return undefined;
    case "basic":
      return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64")}`;
    case "bearer":
      return `Bearer ${credentials.token}`;
  }
}

/**
 * Takes a connection's credentials out of a text, in every form in which one could come back. No message is built from
 * them: this is for what Kestra or a library says.
 * @param others secrets that are not Kestra's
 */
export function masker(credentials: Credentials, ...others: readonly string[]): (text: string) => string {
  const patterns = [...secretsOf(credentials), ...others.flatMap(formsOf)].map(patternOf);
  return (text) => patterns.reduce((masked, pattern) => masked.replace(pattern, "***"), text);
}

function patternOf(secret: string): RegExp {
  const literal = secret.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (secret.length >= shortestAnywhere) return new RegExp(literal, "g");
  return new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, "gu");
}

function secretsOf(credentials: Credentials): readonly string[] {
  if (credentials.kind === "none") return [];
  const header = authorization(credentials)?.split(" ")[1] ?? "";
  const secret = credentials.kind === "basic" ? credentials.password : credentials.token;
  return [header, ...formsOf(secret)];
}

function formsOf(secret: string): readonly string[] {
  const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  return forms.filter((form) => form.length >= shortestMasked);
}
