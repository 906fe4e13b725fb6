/** The variable that says it, as errors name it. */
export const boundVariable = "KESTRA_MCP_NAMESPACES";

/** The namespaces in which the operator lets this server work, whoever calls. Never empty. */
export type Bound = readonly BoundNamespace[];

export interface BoundNamespace {
  readonly namespace: string;
  /** Whether all below it belongs to it, at dots. */
  readonly below: boolean;
}

/** The one namespace that there is, where that is one alone: then nobody has to name it. */
export function pinOf(bound: Bound | undefined): string | undefined {
  const usual = usualOf(bound);
  return usual?.below === false ? usual.namespace : undefined;
}

/** The one entry that there is, where that is one alone: what is searched where nobody names a namespace. */
export function usualOf(bound: Bound | undefined): BoundNamespace | undefined {
  const [only, ...others] = bound ?? [];
  return others.length > 0 ? undefined : only;
}

/** Whether a namespace belongs to a bound. What is no namespace does not. */
export function isWithin(bound: Bound, namespace: string): boolean {
  return bound.some((one) => one.namespace === namespace) || isBelow(bound, namespace);
}

/** Whether all below a namespace belongs to a bound, and the namespace itself. */
export function isBelow(bound: Bound, namespace: string): boolean {
  if (!/^[a-z0-9][\w.-]*$/i.test(namespace)) return false;
  return bound.some(
    (one) => one.below && (namespace === one.namespace || namespace.startsWith(`${one.namespace}.`)),
  );
}

/** As the operator writes it: `company.team.*, company.tools`. */
export function boundText(bound: Bound): string {
  return bound.map(({ namespace, below }) => (below ? `${namespace}.*` : namespace)).join(", ");
}
