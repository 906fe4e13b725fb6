import { manageConnection } from "../../generated/connection/manage_connection.ts";
import { waysOfCalling } from "../steps/instance/status.ts";

/** Steps, because what is saved on this machine is no Kestra's. */
export const tool = manageConnection({
  add: async ({ name, host, tenant, token, username, password }, _, { connections, signal }) => {
    const added = await connections.add({ name, host, tenant, token, username, password }, signal);
    return { ...added, credentials: waysOfCalling[added.credentials] };
  },
  use: async ({ name }, _, { connections }) => {
    const used = await connections.use(name);
    return { ...used, credentials: waysOfCalling[used.credentials] };
  },
  remove: ({ name, force }, _, { connections }) => connections.remove(name, force),
});
