import { listConnections } from "../../generated/instance/list_connections.ts";
import { waysOfCalling } from "../steps/instance/status.ts";

/** Steps, because what is saved on this machine is nothing that a Kestra could tell. */
export const tool = listConnections(async (_, __, { connections }) => {
  const { active, connections: rows, message } = await connections.list();
  return {
    active: active && { ...active, credentials: waysOfCalling[active.credentials] },
    connections: rows.map(({ credentials, ...row }) => ({
      ...row,
      credentials: credentials && waysOfCalling[credentials],
    })),
    message,
  };
});
