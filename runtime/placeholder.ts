import { ConfigurationError } from "./errors.ts";

/**
 * Values that a client or a shell should have put something in place of, such as `${KESTRA_API_TOKEN}`, `${env:TOKEN}`,
 * `${input:token}`, `{{ secret('TOKEN') }}`. A password may hold any of them, but none is one as a whole. What a shell
 * writes without braces could be: there the name must be one of ours.
 */
const whole = [/^\$\{[^{}]*\}$/, /^\{\{.*\}\}$/s, /^%KESTRA_\w+%$/, /^\$KESTRA_\w+$/, /^\$env:\w+$/i];

/** Likewise, in what is no secret of anybody's choice. */
const part = /\$\{[^{}]*\}|\{\{.*\}\}|%KESTRA_\w+%/s;

/** What a person or a program may have chosen: it can hold anything. */
const secret = /PASSWORD|TOKEN|PASSPHRASE|HEADERS|PROXY|USERNAME/;

/** @throws ConfigurationError where a variable holds what should have been replaced; its value is not told */
export function requireFilled(name: string, value = ""): void {
  const text = value.trim().replace(/^(Bearer|Basic)\s+/i, "");
  const isPlaceholder =
    whole.some((pattern) => pattern.test(text)) || (!secret.test(name) && part.test(text));
  if (!isPlaceholder) return;
  throw new ConfigurationError(
    `${name} is a placeholder that your client did not fill in. Write the value itself, or set what the placeholder names.`,
  );
}

/** Whether a value is one as a whole. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim().replace(/^(Bearer|Basic)\s+/i, "");
  return whole.some((pattern) => pattern.test(text));
}
