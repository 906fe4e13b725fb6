import type { Line } from "../line/line.ts";
import type { Values } from "../values/values.ts";
import { isActive, renderKillSwitch, type Limits } from "./limits.ts";
import type { EnterpriseStore } from "./store.ts";

const passwords: Readonly<Record<Line, Values>> = {
  "1.0": { passwordRegexp: "^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d).{8,}$" },
  "1.3": { passwordRegexp: "^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d).{8,}$" },
  "2.0": {
    passwordConfiguration: {
      passwordMinLength: 8,
      passwordMinUpperCase: 1,
      passwordMinLowerCase: 1,
      passwordMinDigits: 1,
      passwordRequireSpecial: true,
      passwordAllowedSpecialCharacters: "!@#$%^&*",
      passwordReset: { cooldown: "PT5M", rateLimit: { maxRequests: 10, window: "PT1H" } },
    },
  },
};

/** What `/configs` of the Enterprise edition tells besides. */
export function enterpriseConfiguration(
  line: Line,
  { banners }: EnterpriseStore,
  { maintenance, killSwitches }: Limits,
  tenant: string,
  now: number,
): Values {
  const active = killSwitches.filter((it) => isActive(it, now)).map((it) => renderKillSwitch(it, tenant));
  const banner = [...banners.values()].find(({ active }) => active === true);
  return {
    tenants: { storageByTenant: false, secretByTenant: false },
    secretsEnabled: true,
    supportedStorages: [{ id: "local", version: line }],
    supportedSecrets: [{ id: "jdbc", version: line }],
    pluginManagementEnabled: true,
    pluginCustomEnabled: false,
    ...(banner === undefined ? {} : { banner }),
    mailServiceEnabled: false,
    outputsInInternalStorageEnabled: false,
    leftSidebar: { disabledMenus: [] },
    rightSidebar: { customLinks: {} },
    inMaintenance: maintenance,
    passwordlessEnabled: false,
    ...passwords[line],
    ...(line === "1.0" ? {} : { airgapped: false, featureGating: false, features: [], killSwitches: active }),
    ...(line === "2.0" ? { supportEnabled: false, workerAuthEnabled: false } : {}),
  };
}
