import type { Line } from "../line/line.ts";
import { enterpriseConfiguration } from "../enterprise/configuration.ts";
import type { Resource } from "../data/filters.ts";
import { constantOf, fieldsIn, fieldsOf } from "../filters/rules.ts";
import type { Kestra } from "./kestra.ts";

interface Release {
  readonly version: string;
  readonly commitId: string;
  readonly commitDate: string;
}

/** The build that each line's dialect was taken from. */
const releases: Readonly<Record<Line, Release>> = {
  "1.0": { version: "1.0.3", commitId: "baa07dd", commitDate: "2025-09-30T13:16:48+02:00" },
  "1.3": { version: "1.3.25", commitId: "2a102a6", commitDate: "2026-06-26T13:34:36+07:00" },
  "2.0": { version: "2.0.0-SNAPSHOT", commitId: "c94e774", commitDate: "2026-07-01T17:44:44+02:00" },
};

const searchable: readonly Resource[] = [
  "FLOW",
  "NAMESPACE",
  "EXECUTION",
  "LOG",
  "TASK",
  "TEMPLATE",
  "TRIGGER",
];

function option(text: string): { readonly name: string; readonly value: string } {
  return {
    name: text,
    value: text,
  };
}

/** What 1.0 tells of its filters. */
function resourceToFilters(): unknown {
  const operations = fieldsOf("1.0");
  return searchable.map((resource) => ({
    name: resource.toLowerCase(),
    fields: fieldsIn(resource, "1.0").map((field) => ({
      name: constantOf(field, "1.0").toLowerCase(),
      value: field,
      operations: (operations.get(field) ?? []).map(option),
    })),
  }));
}

const ofLine: Readonly<Record<Line, () => Readonly<Record<string, unknown>>>> = {
  "1.0": () => ({
    isTaskRunEnabled: false,
    isTemplateEnabled: false,
    resourceToFilters: resourceToFilters(),
    isAiEnabled: false,
  }),
  "1.3": () => ({
    chartDefaultDuration: "PT24H",
    isTemplateEnabled: false,
    isAiEnabled: true,
    isAiApiKeyConfigured: false,
    isConcurrencyViewEnabled: true,
  }),
  "2.0": () => ({
    chartDefaultDuration: "PT24H",
    flowTemplate: "",
    isAiEnabled: true,
    isAiApiKeyConfigured: false,
    isConcurrencyViewEnabled: true,
  }),
};

export function versionOf(line: Line): string {
  return releases[line].version;
}

/** What `/configs` tells of an instance. */
export function configurationOf({
  line,
  edition,
  uuid,
  enterprise,
  access,
  limits,
  plugins,
  tenant,
  clock,
  address,
}: Kestra): Readonly<Record<string, unknown>> {
  return {
    uuid,
    ...releases[line],
    edition: edition.toUpperCase(),
    isCustomDashboardsEnabled: true,
    isAnonymousUsageEnabled: false,
    isUiAnonymousUsageEnabled: false,
    url: `${address.url}/`,
    preview: { initial: 100, max: 5000 },
    systemNamespace: "system",
    hiddenLabelsPrefixes: ["system.", "internal."],
    isBasicAuthInitialized: access.credentials.isSetUp !== false,
    pluginsHash: plugins.hash,
    ...ofLine[line](),
    ...(edition === "ee"
      ? enterpriseConfiguration(line, enterprise, limits, tenant, clock.now().getTime())
      : {}),
  };
}
