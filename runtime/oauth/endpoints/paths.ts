import type { HttpRoute } from "../../transport/http/routes/route.ts";
import type { Addresses } from "../protocol/addresses.ts";

/** A route of paths below the issuer, whose own path the server takes away. */
export function below(...paths: readonly string[]): Pick<HttpRoute, "name" | "matches"> {
  return { name: paths[0] ?? "", matches: (path) => paths.includes(path) };
}

/**
 * A route of well-known documents of some paths below the issuer: clients look for each behind the well-known part (RFC 8414), in
 * front of it (OpenID), where the server takes it away, and without any path.
 */
export function wellKnown(
  { prefix }: Addresses,
  names: readonly string[],
  paths: readonly string[],
): Pick<HttpRoute, "name" | "matches"> {
  const all = new Set(
    names
      .map((name) => `/.well-known/${name}`)
      .flatMap((base) => ["", ...paths].flatMap((path) => [base + path, base + prefix + path])),
  );
  return { name: `/.well-known/${names[0] ?? ""}`, matches: (path) => all.has(path) };
}
