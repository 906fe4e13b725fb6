import { stopLocalKestra } from "../../generated/local/stop_local_kestra.ts";

/** Steps, because what runs on this machine is not asked of a Kestra. */
export const tool = stopLocalKestra((_, __, { local, signal, deadline }) =>
  local.stop({ signal, until: deadline, tell: () => undefined }),
);
