/** The state of a trigger of company.team/load, up to 1.3. */
export const context = (triggerId: string, more: object = {}) => ({
  tenantId: "main",
  namespace: "company.team",
  flowId: "load",
  triggerId,
  date: "2026-05-01T09:00:00Z",
  disabled: false,
  ...more,
});

/** What a search of triggers answers, up to 1.3. */
export const found = (...rows: readonly object[]) => ({
  results: rows.map((triggerContext) => ({ triggerContext, abstractTrigger: { type: "a.b.Schedule" } })),
  total: rows.length,
});
