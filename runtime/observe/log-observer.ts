import { describe, type Log, type LogFields } from "../log.ts";
import { own, say, type Said } from "../text/said.ts";
import { anotherRoute, type HttpServed, type Observer, type RequestSent } from "./observer.ts";

/** Writes a line to the log for each request that was served, and for each that went to Kestra. */
export function logObserver(log: Log): Observer {
  return {
    request(sent) {
      log("debug", () => requestSaid(sent), { requestId: sent.requestId });
    },
    http(served) {
      const { requestId, refused, error } = served;
      if (error !== undefined) log("error", describe(error), { requestId });
      else if (refused !== undefined && isWarned(refused))
        log("warning", ownOf(refused), { requestId, path: pathSaid(served), address: served.address });
      log("info", say`request`, () => fieldsOf(served));
    },
  };
}

/** `GET /api/v1/main/flows/company.team/hello: 200, 12 ms` */
export function requestSaid({ request, status, ms }: RequestSent): Said {
  const outcome = status === undefined ? say`no answer` : say`${status}`;
  return say`${request()}: ${outcome}, ${ms} ms`;
}

type Refused = NonNullable<HttpServed["refused"]>;

/** Somebody may be trying to get in: that has a line of its own, which says why. */
function isWarned({ status }: Refused): boolean {
  return status === 401 || status === 403;
}

function ownOf({ reason }: Refused): Said {
  return typeof reason === "string" ? own(reason) : reason;
}

/** Of a path that is none of ours, what may be told of it. */
function pathSaid({ route, path }: HttpServed): Said {
  return own(route === anotherRoute && path !== undefined ? path : route);
}

function fieldsOf(served: HttpServed): LogFields {
  const { requestId, method, rpc, refused, status, ms, address } = served;
  const path = pathSaid(served);
  const reason = refused === undefined || isWarned(refused) ? undefined : refused.reason;
  if (requestId === undefined) return { path, status, reason };
  return { requestId, method: own(method ?? ""), path, rpc, reason, status, ms, address };
}
