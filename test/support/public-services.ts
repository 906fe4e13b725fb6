import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";

/* No test asks a public service: a name of one is never looked up, in this process or in one that a test starts. */

const isPublic = /(^|\.)kestra\.io$/i;
const asked: string[] = [];

/** The names of public services that were looked up since this was asked last. */
export function askedFor(): readonly string[] {
  return asked.splice(0);
}

/** From now on this process looks no such name up; it remembers that somebody wanted to. */
export function watch(): void {
  const { lookup } = dns;
  if (lookup.name === "watched") return;
  const watched = (name: string, ...rest: unknown[]): unknown => {
    if (!isPublic.test(name)) return Reflect.apply(lookup, dns, [name, ...rest]);
    asked.push(name);
    const then = rest.at(-1) as (error: Error) => void;
    process.nextTick(then, new Error(`No test may ask ${name}.`));
    return undefined;
  };
  dns.lookup = Object.assign(watched, lookup) as typeof lookup;
  syncBuiltinESMExports();
}

/** The same in a program: it ends at once, and says why. */
const watcher = `
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
const { lookup } = dns;
dns.lookup = (name, ...rest) => {
  if (!${String(isPublic)}.test(name)) return lookup(name, ...rest);
  process.stderr.write("No test may ask " + name + ".\\n");
  process.exit(99);
};
syncBuiltinESMExports();`;

/**
 * The environment of a program that a test starts: Kestra alone answers it, unless the test says which catalogue does, and no
 * public service.
 */
export function aloneWith<Given extends Readonly<Record<string, string>>>(
  env: Given,
): Record<string, string> & Given {
  return {
    ...("KESTRA_CATALOG_URL" in env ? {} : { KESTRA_CATALOG: "instance" }),
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(watcher)}`,
    ...env,
  };
}
