import type { HttpRoute } from "../../transport/http/routes/route.ts";
import type { Addresses } from "../protocol/addresses.ts";

/** A route of paths below the issuer, which come with its prefix or without it. */
export function below(
  { prefix }: Addresses,
  ...paths: readonly string[]
): Pick<HttpRoute, "name" | "matches"> {
  const all = new Set(paths.flatMap((path) => [path, prefix + path]));
  return { name: paths[0] ?? "", matches: (path) => all.has(path) };
}

/**
 * A route of well-known documents of some paths below the issuer: clients look for each behind the well-known part (RFC 8414), in
 * front of it (OpenID), and without any path. The part before it comes away where a proxy takes the prefix.
 */
export function wellKnown(
  { prefix }: Addresses,
  names: readonly string[],
  paths: readonly string[],
): Pick<HttpRoute, "name" | "matches"> {
  const all = new Set(
    names
      .map((name) => `/.well-known/${name}`)
      .flatMap((base) =>
        ["", ...paths].flatMap((path) => [base + path, base + prefix + path, prefix + base + path]),
      ),
  );
  return { name: `/.well-known/${names[0] ?? ""}`, matches: (path) => all.has(path) };
}
