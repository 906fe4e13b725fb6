import { hiddenTools } from "../catalog/hidden.ts";
import { saveFile } from "../downloads/save-file.ts";
import type { Host } from "../tool/host.ts";
import type { ServerFacts } from "../tool/server-facts.ts";
import type { Session } from "./session.ts";

/**
 * What tools may use besides Kestra, in a session: all but what it lacks.
 * @param protocol the revision of MCP that the call came in
 */
export function createHost(session: Session, protocol: string | undefined): Partial<Host> {
  const { downloadFolder, transport } = session.config;
  const folder = transport === "stdio" ? downloadFolder : undefined;
  return {
    server: () => serverFacts(session, protocol),
    ...(session.saved !== undefined && { connections: session.saved.connections }),
    ...(session.local !== undefined && { local: session.local }),
    ...(folder !== undefined && {
      downloads: { save: (file, argument) => saveFile(folder, file, argument) },
    }),
  };
}

function serverFacts(session: Session, protocol: string | undefined): ServerFacts {
  const { compiled, config, connection, detector, saved, selection, mask } = session;
  const { credentials } = connection;
  const name = saved?.nameOf(session);
  return {
    version: compiled.version,
    transport: config.transport,
    protocol,
    readOnly: config.readOnly,
    confirm: config.confirm,
    baseUrl: mask(connection.baseUrl),
    tenant: connection.tenant,
    credentials: credentials.kind,
    ...(credentials.kind === "basic" && { username: credentials.username }),
    ...(detector.failure && { failure: detector.failure.said.masked(mask) }),
    ...(saved !== undefined && { kestractl: saved.kestractl(session) }),
    ...(name !== undefined && { connection: name }),
    settings: config.settings,
    shown: session.shown().length,
    hidden: hiddenTools(selection, detector.known),
    ignored: config.ignored,
  };
}
