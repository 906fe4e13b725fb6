/** What is told and heard within one process. */
export interface Channels {
  readonly tell: (channel: string, text: string) => void;
  /** @returns what ends it */
  readonly listen: (channel: string, heard: (text: string) => void) => () => void;
  /** From then on nothing is heard. */
  readonly end: () => void;
}

/** A text is heard once whoever told it goes on, as from another process. */
export function createChannels(): Channels {
  const listeners = new Map<string, Set<{ readonly heard: (text: string) => void }>>();
  return {
    tell: (channel, text) => {
      for (const listener of listeners.get(channel) ?? [])
        queueMicrotask(() => {
          if (listeners.get(channel)?.has(listener) === true) listener.heard(text);
        });
    },
    listen: (channel, heard) => {
      const listener = { heard };
      const those = listeners.get(channel) ?? new Set();
      listeners.set(channel, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0 && listeners.get(channel) === those) listeners.delete(channel);
      };
    },
    end: () => {
      listeners.clear();
    },
  };
}
