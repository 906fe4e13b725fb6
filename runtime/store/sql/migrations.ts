/** The version of the tables that this program makes and reads. */
export const newest = 1;

/**
 * What makes the tables, step after step, in SQL that SQLite and PostgreSQL both read; a step that was released stays as it is.
 * Times are numbers, which drivers read as such.
 * @param text the type of what is ordered by its bytes
 */
export function migrations(text: string): readonly (readonly string[])[] {
  return [
    [
      `create table kestra_mcp_record (
        kind text not null,
        id ${text} not null,
        owner ${text},
        body text not null,
        expires double precision,
        used double precision,
        points double precision,
        primary key (kind, id)
      )`,
      "create index kestra_mcp_record_owner on kestra_mcp_record (kind, owner, id) where owner is not null",
      "create index kestra_mcp_record_expires on kestra_mcp_record (expires) where expires is not null",
    ],
  ];
}

/** What is said of tables that a newer program made. */
export function madeByNewer(name: string, version: number): string {
  return `KESTRA_MCP_STORE: the ${name} was made by a newer kestra-mcp (its version is ${version}, and this one knows ${newest}). Start that one, or name another store.`;
}
