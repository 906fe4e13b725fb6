import { scopes, type OAuthScope } from "../../auth/scopes.ts";
import { wordsOf } from "./parameters.ts";

/** All scopes in one text: what a challenge asks for. */
export const allScopes = scopes.join(" ");

/** Those of ours that somebody asks for; the rest is ignored. */
export function knownScopes(asked: string | readonly string[] = []): readonly OAuthScope[] {
  const words = typeof asked === "string" ? wordsOf(asked) : asked;
  return scopes.filter((scope) => words.includes(scope));
}

/** The scopes up to the highest of some: each stands for those before it, too. */
export function withLower(given: readonly OAuthScope[]): readonly OAuthScope[] {
  return scopes.slice(0, Math.max(-1, ...given.map((one) => scopes.indexOf(one))) + 1);
}
