import type { Store } from "../../../runtime/store/store.ts";

/** A place where stores keep what outlives them. */
export interface Place {
  /** As KESTRA_MCP_STORE has it. */
  readonly address: string;
  /** Another store on the same place, as another process has one. */
  open(now: () => number): Promise<Store>;
  remove(): Promise<void>;
}

/** A kind of store. */
export interface Make {
  readonly of: string;
  /** Why it is not tested here. */
  readonly missing: string;
  /** Whether several processes share what is told. */
  readonly tellsOthers: boolean;
  make(): Promise<Place>;
}
