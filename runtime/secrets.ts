import type { Credentials } from "./connection.ts";

/** Shorter ones are words such as `admin`: masking them would garble every message, and hide nothing. */
const shortestMasked = 8;

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
 */
export function masker(credentials: Credentials): (text: string) => string {
  const secrets = secretsOf(credentials);
  return (text) => secrets.reduce((masked, secret) => masked.replaceAll(secret, "***"), text);
}

function secretsOf(credentials: Credentials): readonly string[] {
  if (credentials.kind === "none") return [];
  const header = authorization(credentials)?.split(" ")[1] ?? "";
  const secret = credentials.kind === "basic" ? credentials.password : credentials.token;
  const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  return [header, ...forms.filter((form) => form.length >= shortestMasked)];
}
