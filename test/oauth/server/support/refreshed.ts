import { expect } from "vitest";
import { dataOf, refreshing, tokensIn, type Tokens } from "./flow.ts";
import type { Served } from "./served.ts";

/** What a token endpoint says of an error. */
export const statusAndError = (answer: Parameters<typeof dataOf>[0]) => [answer.status, dataOf(answer).error];
/** Of a token that counts no more. */
export const revoked = [400, "invalid_grant"];

/** Refreshes, which must work. */
export async function next(server: Served, tokens: Tokens): Promise<Tokens> {
  const answer = await refreshing(server, tokens);
  expect(answer.status).toBe(200);
  return tokensIn(tokens.client, answer);
}
