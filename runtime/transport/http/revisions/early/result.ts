import type { Socket } from "node:net";
import type { EarlyAnswer } from "../../../../mcp/protocol/early-answer.ts";
import { onGone } from "../../wire/gone.ts";

/**
 * Waits for a request that is answered without an SDK.
 * @param gone is called where its client goes away
 * @returns its result; undefined where it was cancelled, or an SDK is to go on with it
 */
export async function earlyResult(
  { result }: Pick<EarlyAnswer<never>, "result">,
  socket: Socket,
  gone: () => void,
): Promise<object | undefined> {
  const left = onGone(socket, gone);
  const given = await result;
  left();
  return given;
}
