import type { PermittedEffect } from "./permission.ts";

/** What a user may let a client do, each with all before it. */
export const scopes = ["kestra.read", "kestra.write", "kestra.destroy"] as const;

export type OAuthScope = (typeof scopes)[number];

const needed: Readonly<Record<PermittedEffect, OAuthScope>> = {
  read: "kestra.read",
  write: "kestra.write",
  destructive: "kestra.destroy",
};

/** The scope that an effect needs. */
export function scopeOf(effect: PermittedEffect): OAuthScope {
  return needed[effect];
}

/** The effects that scopes allow; words that are no scope of ours allow none. */
export function effectsOf(given: readonly string[]): readonly PermittedEffect[] {
  const highest = Math.max(...given.map((one) => (scopes as readonly string[]).indexOf(one)), -1);
  return (Object.keys(needed) as PermittedEffect[]).filter(
    (effect) => scopes.indexOf(needed[effect]) <= highest,
  );
}
