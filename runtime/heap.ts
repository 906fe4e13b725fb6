import { setFlagsFromString } from "node:v8";

/**
 * V8 doubles the room for objects that do not live long, up to 48 MB, while much is made in a short time, and gives none of it back.
 * It looks at this setting whenever it would. While it is set V8 compiles Node's own modules anew, since what Node brings of them
 * was compiled without: a start sets it once it has loaded them.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Takes that back. */
export function letHeapGrow(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
}
