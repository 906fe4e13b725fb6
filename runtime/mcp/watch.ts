import { listingOf } from "./methods.ts";
import type { Notices, Watch } from "./service.ts";
import { currentOf, type Session } from "./session.ts";

/** Tells a client that the list it was given is another now, and once why Kestra cannot be reached. */
export function watchTools(first: Session, told: Notices): Watch {
  let listed: string | undefined;
  let failed: string | undefined;
  const look = () => {
    const session = currentOf(first);
    const failure = session.detector.failure?.said.masked(session.mask);
    if (failure !== undefined && failure !== failed) told.log("warning", failure);
    failed = failure;
    if (listed === undefined) return;
    const { text } = listingOf(session.shown());
    if (text === listed) return;
    listed = text;
    told.toolsChanged();
  };
  const stop = first.onChange(look);
  look();
  return {
    listed() {
      listed = listingOf(currentOf(first).shown()).text;
    },
    stop,
  };
}
