import type { MethodContext } from "../../runtime/mcp/handler.ts";

/** A tool of the suite's. */
export interface Tool {
  readonly inputSchema?: object;
  readonly run: (
    values: Readonly<Record<string, string>>,
    context: MethodContext,
  ) => object | Promise<object>;
}

/** One red pixel. */
export const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

/** No sound. */
export const wav = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

export function text(content: string): { readonly content: readonly object[] } {
  return { content: [{ type: "text", text: content }] };
}
