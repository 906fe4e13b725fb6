import { setFlagsFromString } from "node:v8";

/**
 * V8 doubles the room for objects that do not live long, up to 48 MB, while much is made in a short time such as a start, and
 * gives none of it back. It looks at this setting whenever it would.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Takes that back: many clients at once are answered faster by a heap that grows. */
export function letHeapGrow(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
}
