/** What Kestra says of itself. */
export interface Configuration {
  readonly isAiEnabled?: boolean | null | undefined;
  readonly isAiApiKeyConfigured?: boolean | null | undefined;
  readonly isConcurrencyViewEnabled?: boolean | null | undefined;
  readonly isCustomDashboardsEnabled?: boolean | null | undefined;
  readonly isBasicAuthInitialized?: boolean | null | undefined;
  readonly secretsEnabled?: boolean | null | undefined;
  readonly inMaintenance?: boolean | null | undefined;
}

interface Told {
  readonly version: string | null | undefined;
  readonly isEnterprise: boolean;
  /** MCP servers of the tenant; absent where the line has none, or did not say. */
  readonly servers: number | undefined;
}

const names = {
  isAiEnabled: "ai",
  isAiApiKeyConfigured: "aiKey",
  isConcurrencyViewEnabled: "concurrencyView",
  isCustomDashboardsEnabled: "customDashboards",
  isBasicAuthInitialized: "basicAuthInitialized",
} as const;

const ofEnterprise = { secretsEnabled: "secrets", inMaintenance: "maintenance" } as const;

/** Each feature with `on`, `off`, or why that is not known. */
export function featuresOf(
  configs: Configuration | undefined,
  { version, isEnterprise, servers }: Told,
): Readonly<Record<string, string>> {
  const unknown = configs === undefined ? "not known" : `not told by Kestra ${version ?? "of this release"}`;
  const say = (value: boolean | null | undefined): string =>
    value === undefined || value === null ? unknown : value ? "on" : "off";
  const open = entriesOf(names).map(([key, name]) => [name, say(configs?.[key])]);
  const enterprise = entriesOf(ofEnterprise).map(([key, name]) => [
    name,
    isEnterprise || configs === undefined ? say(configs?.[key]) : "only in the Enterprise Edition",
  ]);
  const mcp = servers === undefined ? [] : [["mcpServers", `${servers}`]];
  return Object.fromEntries([...open, ...enterprise, ...mcp]) as Readonly<Record<string, string>>;
}

function entriesOf<K extends string, V>(of: Readonly<Record<K, V>>): readonly (readonly [K, V])[] {
  return Object.entries(of) as unknown as readonly (readonly [K, V])[];
}
