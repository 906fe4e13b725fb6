import { promised } from "./promised.ts";
import type { Store } from "./store.ts";

/** What is told and heard within one process. */
export interface Channels extends Pick<Store, "tell" | "listen"> {
  /** From then on nothing is heard. */
  end(): void;
}

/** For a store of one process. A text is heard once whoever told it goes on, as from another process. */
export function createChannels(): Channels {
  const listeners = new Map<string, Set<{ readonly heard: (text: string) => void }>>();
  return {
    tell: promised((channel: string, text: string) => {
      for (const listener of listeners.get(channel) ?? [])
        queueMicrotask(() => {
          if (listeners.get(channel)?.has(listener) === true) listener.heard(text);
        });
    }),
    listen: promised((channel: string, heard: (text: string) => void) => {
      const listener = { heard };
      const those = listeners.get(channel) ?? new Set();
      listeners.set(channel, those.add(listener));
      return promised(() => {
        those.delete(listener);
        if (those.size === 0 && listeners.get(channel) === those) listeners.delete(channel);
      });
    }),
    end: () => {
      listeners.clear();
    },
  };
}
