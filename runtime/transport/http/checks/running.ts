import { HttpRefusal } from "../wire/refusal.ts";
import type { Check } from "./check.ts";

/** Takes nothing new once the server is told to stop. @throws HttpRefusal 503 */
export function running(stopping: AbortSignal): Check {
  return () => {
    if (stopping.aborted) throw new HttpRefusal(503, "The server is stopping.", { Connection: "close" });
    return undefined;
  };
}
