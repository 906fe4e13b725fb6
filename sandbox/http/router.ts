import type { Operation } from "./operations.ts";
import type { Method } from "./route.ts";

export type Routed =
  | { readonly kind: "missing" }
  | { readonly kind: "method"; readonly allowed: readonly Method[] }
  | { readonly kind: "media"; readonly allowed: readonly string[] }
  | {
      readonly kind: "found";
      readonly operation: Operation;
      readonly params: Readonly<Record<string, string>>;
    };

interface Match {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
  /** How many segments are the path's own words. */
  readonly literals: number;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function matchOf(
  operation: Operation,
  segments: readonly string[],
  wanted: readonly string[],
): Match | undefined {
  if (wanted.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  let literals = 0;
  for (const [index, word] of wanted.entries()) {
    const segment = segments[index] ?? "";
    if (word.startsWith("{")) {
      if (segment === "") return undefined;
      params[word.slice(1, -1)] = decode(segment);
    } else if (word === segment) {
      literals += 1;
    } else {
      return undefined;
    }
  }
  return { operation, params, literals };
}

/** Kestra answers a route of a tenant without one, too. */
function formsOf({ segments }: Operation): readonly (readonly string[])[] {
  return segments[2] === "{tenant}" ? [segments, segments.toSpliced(2, 1)] : [segments];
}

/** The media type without its parameters. */
function mediaOf(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

function takes({ consumes }: Operation, contentType: string | undefined): boolean {
  return contentType === undefined || consumes.length === 0 || consumes.includes(mediaOf(contentType));
}

function methodsOf(matches: readonly Match[]): readonly Method[] {
  const methods = matches.map(({ operation }) => operation.method);
  return [...new Set<Method>(methods.includes("GET") ? ["HEAD", ...methods] : methods)];
}

/**
 * Finds the operation of a request as Kestra's router does: the path, then the method, then the media type of the body, and of what is
 * left the one with most words of its own. So a request whose exact route takes another body can end in a less exact route.
 */
export function route(
  operations: readonly Operation[],
  method: Method,
  path: string,
  contentType: string | undefined,
): Routed {
  const segments = path.split("/").slice(1);
  const matches = operations.flatMap((operation) =>
    formsOf(operation).flatMap((form) => matchOf(operation, segments, form) ?? []),
  );
  if (matches.length === 0) return { kind: "missing" };
  const wanted = method === "HEAD" ? "GET" : method;
  const ofMethod = matches.filter(({ operation }) => operation.method === wanted);
  if (ofMethod.length === 0) return { kind: "method", allowed: methodsOf(matches) };
  const fitting = ofMethod.filter(({ operation }) => takes(operation, contentType));
  const [best] = fitting.toSorted((a, b) => b.literals - a.literals);
  if (best === undefined) {
    return {
      kind: "media",
      allowed: [...new Set(ofMethod.flatMap(({ operation }) => operation.consumes))],
    };
  }
  return { kind: "found", operation: best.operation, params: best.params };
}
