/** An execution as a search gives it. */
interface Found {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly state: string;
}

/**
 * The id of the newest execution of exactly this flow, and in exactly this state where one is given.
 * @param rows what a search for it gave, the newest first: a filter that Kestra does not know finds everything
 */
export function newestOf(
  rows: readonly Found[],
  wanted: { readonly namespace: string; readonly flow_id: string; readonly state?: string },
): string | undefined {
  return rows.find(
    ({ namespace, flowId, state }) =>
      namespace === wanted.namespace &&
      flowId === wanted.flow_id &&
      (wanted.state === undefined || state === wanted.state),
  )?.id;
}
