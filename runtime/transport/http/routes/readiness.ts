import { configs } from "../../../kestra/detect.ts";
import { anonymousOf } from "../../../network/connection.ts";
import { createHttp } from "../../../http-client/http-client.ts";
import type { Session } from "../../../mcp/session.ts";

/** How long an answer of Kestra holds, in milliseconds: asking us often is not asking Kestra often. */
const fresh = 5000;

/** How long Kestra may take to answer, in milliseconds. */
const patience = 3000;

/**
 * Tells whether the operator's Kestra answers, whatever it says. It is asked as nobody: whoever asks us must not try the
 * operator's login again and again, which Kestra locks where it is wrong.
 */
export function createReadiness({ connection }: Session): () => Promise<boolean> {
  const http = createHttp(anonymousOf(connection));
  let last: { readonly at: number; readonly ready: Promise<boolean> } | undefined;
  const ask = async () => {
    try {
      const { status } = await http.send(configs, { retry: false, signal: AbortSignal.timeout(patience) });
      return status < 500;
    } catch {
      return false;
    }
  };
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at > fresh) last = { at: now, ready: ask() };
    return last.ready;
  };
}
