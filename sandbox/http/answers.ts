import type { NestedError } from "../executions/refusal.ts";
import type { SandboxAnswer, SandboxRequest, ServerEvent } from "./route.ts";

export function json(value: unknown, status = 200): SandboxAnswer {
  return {
    status,
    body: { kind: "json", value },
  };
}

export function text(content: string, type = "text/plain", status = 200): SandboxAnswer {
  return {
    status,
    body: { kind: "text", text: content, type },
  };
}

export function bytes(content: Uint8Array, filename?: string): SandboxAnswer {
  return {
    status: 200,
    headers: filename === undefined ? {} : { "content-disposition": `attachment; filename="${filename}"` },
    body: { kind: "bytes", bytes: content, type: "application/octet-stream" },
  };
}

export function events(stream: AsyncIterable<ServerEvent>): SandboxAnswer {
  return {
    status: 200,
    body: { kind: "events", events: stream },
  };
}

export function empty(status: number): SandboxAnswer {
  return { status, body: { kind: "empty" } };
}

/** A page of rows, as every search answers it. */
export function page(results: readonly unknown[], total: number): SandboxAnswer {
  return json({ results, total });
}

/** Kestra's own error body: HAL, with every member of the self link. */
export function refused(
  { href }: Pick<SandboxRequest, "href">,
  status: number,
  message: string,
  errors: readonly NestedError[] = [],
): SandboxAnswer {
  const nested = errors.map((error) => ({
    message: error.message,
    logref: null,
    path: error.path ?? null,
    _links: {},
    _embedded: {},
  }));
  const self = {
    href,
    templated: false,
    profile: null,
    deprecation: null,
    title: null,
    hreflang: null,
    type: null,
    name: null,
  };
  return json(
    {
      message,
      logref: null,
      path: null,
      _links: { self },
      _embedded: nested.length === 0 ? {} : { errors: nested },
    },
    status,
  );
}

/** What a route answers that has nothing to give. */
export function notFound(request: Pick<SandboxRequest, "href">): SandboxAnswer {
  return refused(request, 404, "Not Found");
}

/** The answer where Kestra has one and the sandbox has not. */
export function notBuilt(operation: string): SandboxAnswer {
  return json({ message: `The sandbox does not answer ${operation}.` }, 501);
}
