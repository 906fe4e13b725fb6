import type { Route } from "../../http/route.ts";
import { appRoutes } from "./apps.ts";
import { auditLogRoutes } from "./audit-logs.ts";
import { bannerRoutes } from "./banners.ts";
import { bindingRoutes } from "./bindings.ts";
import { blueprintRoutes } from "./blueprints.ts";
import { copilotRoutes } from "./copilot.ts";
import { groupRoutes } from "./groups.ts";
import { invitationRoutes } from "./invitations.ts";
import { licenseRoutes } from "./license.ts";
import { limitRoutes } from "./limits.ts";
import { meRoutes } from "./me.ts";
import { serviceRoutes } from "./services.ts";
import { testSuiteRoutes } from "./test-suites.ts";
import { versionedPluginRoutes } from "./versioned-plugins.ts";
import { workerRoutes } from "./workers.ts";

/** What only the Enterprise edition answers: a Kestra of the other edition has none of these operations. */
export const enterpriseRoutes: readonly Route[] = [
  ...appRoutes,
  ...testSuiteRoutes,
  ...groupRoutes,
  ...bindingRoutes,
  ...invitationRoutes,
  ...bannerRoutes,
  ...licenseRoutes,
  ...meRoutes,
  ...serviceRoutes,
  ...workerRoutes,
  ...limitRoutes,
  ...auditLogRoutes,
  ...copilotRoutes,
  ...blueprintRoutes,
  ...versionedPluginRoutes,
];
