import type { Environment } from "../environment.ts";

/**
 * The environment without what a form of the host left open: a host of bundles or plugins puts the answers of its user in place
 * of `${user_config.x}`, and hands over that very text where there is no answer. Any other placeholder stays, and is an error.
 */
export function withoutUnfilled(env: Environment): Environment {
  const open = (value = ""): boolean => /^\$\{user_config\.\w+\}$/.test(value);
  return Object.fromEntries(Object.entries(env).filter(([, value]) => !open(value)));
}
