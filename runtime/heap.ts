import { setFlagsFromString } from "node:v8";

/** Takes back what the program began with: many clients at once are answered faster by a heap that grows. */
export function letHeapGrow(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
}
