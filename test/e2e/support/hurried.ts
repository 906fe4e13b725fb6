import type { Server } from "../../support/server.ts";
import { kestra } from "./kestra.ts";

/** Runs something on a server with a timeout of two seconds, so that a call may take eight. */
export async function hurried<T>(act: (server: Server) => Promise<T>): Promise<T> {
  const server = await kestra.start({ KESTRA_MCP_TIMEOUT: "2" });
  try {
    return await act(server);
  } finally {
    await server.close();
  }
}
