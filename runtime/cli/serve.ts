import type { Config } from "../config/config.ts";
import { jsonLine, type LogLevel } from "../log.ts";
import { kestraService } from "../mcp/kestra-service.ts";
import type { Session } from "../mcp/session.ts";
import type { WatchedOperation } from "../operation/operation.ts";
import { visible } from "../text/visible.ts";
import type { Authentication } from "../transport/http/authentication.ts";
import { serveStdio } from "../transport/stdio.ts";
import type { Compiled } from "../catalog/select.ts";
import type { Running } from "./program.ts";

/** What serving meets, given from outside. */
export interface ServingSurroundings
  extends Pick<Running, "err" | "signal">, Partial<Pick<Running, "onHangUp">> {
  readonly compiled: Compiled;
}

/** Serves until it is told to stop. */
export async function serve(session: Session, surroundings: ServingSurroundings): Promise<void> {
  const { compiled, signal } = surroundings;
  const service = kestraService(compiled.version, compiled);
  if (session.config.transport === "stdio") {
    await serveStdio(service, session, signal);
  } else {
    const tell = teller(surroundings, "info");
    const { serveHttp } = await import("../transport/http/serve.ts");
    const authentication = await authenticationOf(session, surroundings);
    try {
      await serveHttp(service, session, signal, tell, authentication);
    } finally {
      await authentication?.close();
    }
  }
}

/** What proves who calls, where that is not by tokens that the operator gave out: it is loaded for that. @throws ConfigurationError */
async function authenticationOf(
  session: Session,
  surroundings: ServingSurroundings,
): Promise<Authentication | undefined> {
  const options = { warn: teller(surroundings, "warning") };
  switch (session.config.endpoint.auth) {
    case "token":
      return undefined;
    case "oauth":
      return (await import("../oauth/open.ts")).openOAuth(session, options);
    case "external":
      return (await import("../external/open.ts")).openExternal(session, options);
  }
}

/** What the operator of a server over HTTP watches it by. @throws ConfigurationError */
export async function operationOf(
  { endpoint }: Config,
  surroundings: ServingSurroundings,
): Promise<WatchedOperation> {
  const { err, onHangUp } = surroundings;
  const { openOperation } = await import("../operation/operation.ts");
  return openOperation(endpoint, {
    err,
    warn: teller(surroundings, "warning"),
    onHangUp,
    now: () => new Date(),
  });
}

/** Tells the operator something at any level of the log. */
function teller({ err }: Pick<Running, "err">, level: LogLevel): (line: string) => void {
  return (line) => {
    err(`${jsonLine(new Date().toISOString(), level, visible(line), {})}\n`);
  };
}
