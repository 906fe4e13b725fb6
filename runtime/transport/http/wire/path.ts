/**
 * What the path of a request's URL may mean, as routes know it, the likely first: without a slash at its end, which many write,
 * and without the path of the public URL, which a proxy hands on or takes away. What is left of it then may begin like it.
 * @param prefix of the public URL, or nothing
 */
export function pathsOf(url: string | undefined, prefix: string): readonly [string, ...string[]] {
  const [path = ""] = (url ?? "").split("?");
  const whole = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
  return prefix !== "" && path.startsWith(`${prefix}/`)
    ? [whole.slice(prefix.length) || "/", whole]
    : [whole];
}

/** Characters of a segment that is told: the paths that clients try are made of short words. */
const word = /^[a-z][a-z.-]{0,19}$/i;

/**
 * What a log may show of a path that leads nowhere: its first segment where that is a word, and of a well-known one the next
 * one too. What else it holds may be a secret of somebody.
 */
export function pathTold(path: string): string {
  const [, first = "", ...rest] = path.split("/");
  const [second = "", ...others] = rest;
  if (first === ".well-known" && /^[a-z0-9-]{1,40}$/.test(second)) return told(`/${first}/${second}`, others);
  return word.test(first) ? told(`/${first}`, rest) : "/…";
}

function told(head: string, rest: readonly string[]): string {
  return rest.length === 0 ? head : `${head}/…`;
}
