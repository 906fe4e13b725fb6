import { say } from "../text/said.ts";

/** Of a change whose request was sent, while nobody knows what became of it. */
export const mayBeDoneSaid = say`It may have been done all the same: look before you try again.`;
