import { serviceVariables } from "../../runtime/config/variables/service-variables.ts";
import type { Variable } from "../../runtime/config/variables/variable.ts";
import { variables } from "../../runtime/config/variables/variables.ts";
import type { OtherServices } from "../../runtime/network/connection.ts";
import type { PackageFacts } from "./project.ts";

/** Variables that the chart sets from values of its own. */
export const setByChart: readonly string[] = [
  "KESTRA_MCP_TRANSPORT",
  "KESTRA_MCP_HOST",
  "KESTRA_MCP_PORT",
  "KESTRA_MCP_STOP_DELAY",
];

/** `Chart.yaml`. */
export function chartYaml({
  name,
  version,
  description,
  homepage,
  repository,
  author,
  keywords,
}: PackageFacts): string {
  return [
    "# Generated from package.json: run `npm run generate`.",
    "apiVersion: v2",
    `name: ${name}`,
    `description: ${JSON.stringify(description)}`,
    "type: application",
    `version: ${version}`,
    `appVersion: ${JSON.stringify(version)}`,
    'kubeVersion: ">=1.25.0-0"',
    `home: ${homepage}`,
    "sources:",
    `  - ${repository}`,
    "keywords:",
    ...keywords.map((word) => `  - ${word}`),
    "maintainers:",
    `  - name: ${author}`,
    `    url: ${repository}`,
    "",
  ].join("\n");
}

/** `values.schema.json`: what is misspelt is told before anything is installed, a variable among it, and no secret goes into values. */
export function valuesSchema(services: OtherServices): object {
  const all: readonly Variable[] = [...variables, ...serviceVariables(services)];
  const open = all.filter(({ name, isSecret }) => isSecret !== true && !setByChart.includes(name));
  const env = {
    type: "object",
    description: "Variables of the server. What is secret stands in the secret that existingSecret names.",
    additionalProperties: false,
    properties: Object.fromEntries(
      open.map(({ name, meaning }) => [name, { ...scalar, description: meaning }] as const),
    ),
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Values of the chart kestra-mcp",
    type: "object",
    additionalProperties: false,
    properties: {
      ...shapes,
      env,
      // Of Helm itself.
      global: { type: "object" },
    },
  };
}

/** `--set` makes numbers and booleans of what looks like them. */
const scalar = { type: ["string", "boolean", "number"] };
const text = { type: "string" };
const yes = { type: "boolean" };
const free = { type: "object" };
const count = { type: "integer", minimum: 0 };
const list = { type: "array", items: { type: "object" } };

function closed(properties: Readonly<Record<string, object>>): object {
  return { type: "object", additionalProperties: false, properties };
}

const shapes: Readonly<Record<string, object>> = {
  nameOverride: text,
  fullnameOverride: text,
  replicaCount: { type: "integer", minimum: 1 },
  image: closed({ repository: text, tag: scalar, digest: text, pullPolicy: text }),
  imagePullSecrets: list,
  existingSecret: text,
  secretFiles: closed({ existingSecret: text, mountPath: text }),
  store: closed({
    kind: { enum: ["none", "volume", "postgres"] },
    volume: closed({ size: text, storageClass: text, existingClaim: text, accessMode: text }),
  }),
  stopDelay: { type: "integer", minimum: 0, maximum: 300 },
  service: closed({ type: text, port: count, annotations: free }),
  ingress: closed({ enabled: yes, className: text, annotations: free, host: text, path: text, tls: list }),
  gateway: closed({ enabled: yes, parentRefs: list, hostnames: { type: "array", items: text }, path: text }),
  networkPolicy: closed({ enabled: yes, from: list, egress: list }),
  podDisruptionBudget: closed({ enabled: yes, maxUnavailable: { type: ["integer", "string"] } }),
  autoscaling: closed({ enabled: yes, minReplicas: count, maxReplicas: count, targetCPU: count }),
  serviceAccount: closed({ create: yes, name: text, annotations: free }),
  resources: free,
  podAnnotations: free,
  podLabels: free,
  nodeSelector: free,
  tolerations: list,
  affinity: free,
  topologySpreadConstraints: list,
  extraVolumes: list,
  extraVolumeMounts: list,
};
