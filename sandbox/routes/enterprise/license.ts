import { json } from "../../http/answers.ts";
import { formatInstant } from "../../values/duration.ts";
import type { Route } from "../../http/route.ts";

const day = 24 * 60 * 60 * 1000;

/** A licence of another year, as each line tells of it. */
const license: Route["handle"] = (_, { line, clock }) => {
  const expiry = clock.now().getTime() + 365 * day;
  return json({
    type: "ENTERPRISE",
    expiry: formatInstant(expiry),
    expired: false,
    standalone: true,
    workerGroups: true,
    maxServers: 10,
    ...(line === "1.0" ? {} : { online: false, gracePeriod: formatInstant(expiry + 30 * day) }),
  });
};

export const licenseRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/license-info", handle: license },
];
