/** Milliseconds for which a provider is not looked for again that was not found, and keys that it did not have. */
export const pause = 5000;

/** A try to find something, and when it failed. */
interface Tried<T> {
  readonly found: Promise<T>;
  failed?: number;
}

/**
 * Finds something on first use, and keeps it. Where that fails, all who ask in the next seconds are told so; then it is tried
 * again. @param now milliseconds
 */
export function foundLazily<T>(find: () => Promise<T>, now: () => number): () => Promise<T> {
  let last: Tried<T> | undefined;
  return () => {
    if (last?.failed !== undefined && now() - last.failed >= pause) last = undefined;
    if (last !== undefined) return last.found;
    const tried: Tried<T> = { found: find() };
    tried.found.catch(() => {
      tried.failed = now();
    });
    last = tried;
    return tried.found;
  };
}

/** Whether two names are of one issuer: people leave out a slash at the end, or add one. What tokens say is compared as a text. */
export function isSameIssuer(one: string, other: string): boolean {
  return withoutSlash(one) === withoutSlash(other);
}

/** An issuer, for what comes behind it. */
export function withoutSlash(issuer: string): string {
  return issuer.endsWith("/") ? issuer.slice(0, -1) : issuer;
}
