import type { Origin } from "../tool/kept.ts";

/** What answered in place of services, in one call. */
export interface Origins {
  note(service: string, origin: Origin): void;
  /** Of a service the one that came first; undefined where it answered all itself. */
  oldest(service: string): Origin | undefined;
}

export function createOrigins(): Origins {
  const oldest = new Map<string, Origin>();
  return {
    note(service, origin) {
      const before = oldest.get(service);
      if (before === undefined || origin.at < before.at) oldest.set(service, origin);
    },
    oldest: (service) => oldest.get(service),
  };
}
