import { invalidParams, ProtocolError } from "./handler.ts";

/** @throws ProtocolError, as there is one page */
export function refuseCursor(cursor: unknown): void {
  if (cursor === undefined) return;
  throw new ProtocolError(invalidParams, "There is one page only: no cursor is valid.");
}
