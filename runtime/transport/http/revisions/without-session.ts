import { invalidRequest } from "../../../mcp/handler.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import { isBatch, type Exchange } from "./exchange.ts";

/** What to do for who comes without a session and does not open one: a browser, a batch, a client that forgot it. */
export function withoutSession({ request, body }: Pick<Exchange, "request" | "body">): HttpRefusal {
  if (body === undefined) return new HttpRefusal(400, forReader(request.headers.accept));
  if (!isBatch(body))
    return new HttpRefusal(
      400,
      "The header Mcp-Session-Id is needed: it comes with the answer to initialize, which goes first.",
    );
  const opens = body.some((message) => message.method === "initialize");
  const what = opens
    ? "initialize must not be part of a batch. Send it alone."
    : "a batch is not allowed before a revision is agreed on. Send one message at a time, initialize first.";
  return new HttpRefusal(400, `Invalid request: ${what}`, {}, invalidRequest);
}

function forReader(accept = ""): string {
  return accept.toLowerCase().includes("text/html")
    ? "This is the MCP endpoint of kestra-mcp, which has no page to show. Give this address to an MCP client, as a server of the kind Streamable HTTP (http)."
    : "The header Mcp-Session-Id is needed: it comes with the answer to initialize, which is sent by POST.";
}
