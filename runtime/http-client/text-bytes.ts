import { isUtf8 } from "node:buffer";

/** Whether bytes are text: UTF-8 without a NUL. @param isWhole false: they may end within a character */
export function isText(bytes: Uint8Array, isWhole = true): boolean {
  if (bytes.includes(0)) return false;
  if (isWhole) return isUtf8(bytes);
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
