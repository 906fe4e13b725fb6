import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

/** What oidc-provider keeps, kept in memory for one provider: its own warns, and shares all with others of the process. */
export function memoryAdapters(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>();
  const find = (isIt: (payload: AdapterPayload) => boolean) => Promise.resolve([...kept.values()].find(isIt));
  return (model: string): Adapter => {
    const key = (id: string) => `${model}:${id}`;
    return {
      upsert(id, payload) {
        kept.set(key(id), payload);
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(kept.get(key(id))),
      findByUid: (uid) => find((payload) => payload.uid === uid && payload.kind === model),
      findByUserCode: (code) => find(({ userCode }) => userCode === code),
      consume(id) {
        kept.set(key(id), { ...kept.get(key(id)), consumed: Math.floor(Date.now() / 1000) });
        return Promise.resolve();
      },
      destroy(id) {
        kept.delete(key(id));
        return Promise.resolve();
      },
      revokeByGrantId(grant) {
        for (const [id, { grantId }] of kept) if (grantId === grant) kept.delete(id);
        return Promise.resolve();
      },
    };
  };
}
