// Where the tests' identity provider keeps its sessions and codes: in memory, each provider for itself, until it is closed.
import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

export function createStorage(): AdapterFactory {
  return () => {
    const kept = new Map<string, AdapterPayload>();
    const findBy = async (isWanted: (payload: AdapterPayload) => boolean) =>
      [...kept.values()].find(isWanted);
    return {
      async upsert(id, payload) {
        kept.set(id, payload);
      },
      find: async (id) => kept.get(id),
      findByUid: (uid) => findBy((payload) => payload.uid === uid),
      findByUserCode: (userCode) => findBy((payload) => payload.userCode === userCode),
      async consume(id) {
        const payload = kept.get(id);
        if (payload) kept.set(id, { ...payload, consumed: Math.floor(Date.now() / 1000) });
      },
      async destroy(id) {
        kept.delete(id);
      },
      async revokeByGrantId(grantId) {
        for (const [id, payload] of kept) if (payload.grantId === grantId) kept.delete(id);
      },
    } satisfies Adapter;
  };
}
