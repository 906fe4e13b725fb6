import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openPostgresStore } from "../../../runtime/store/sql/postgres-store.ts";
import { certificates, type Certificates } from "../../runtime/support/certificates.ts";
import { missing, startPostgres, withClient, type Postgres } from "../support/postgres.ts";
import { skipped } from "../../support/skipped.ts";

describe.skipIf(missing !== "")(`a PostgreSQL with a certificate${skipped(missing)}`, () => {
  let database: Postgres;
  let files: Certificates["files"];
  let url: string;
  beforeAll(async () => {
    const made = await certificates();
    ({ files } = made);
    const { cert, key } = made.server;
    database = await startPostgres(["fsync=off", "ssl=on"], { "server.crt": cert, "server.key": key });
    url = (await database.createDatabase()).replace("127.0.0.1", "localhost");
  });
  afterAll(() => database.end());

  test("is reached as the URL says, and the driver warns of nothing", async () => {
    const warnings = vi.fn();
    process.on("warning", warnings);
    const ofAuthority = `sslrootcert=${files.authority}`;
    for (const words of [
      `sslmode=verify-full&${ofAuthority}`,
      `sslmode=require&${ofAuthority}`,
      "sslmode=no-verify",
    ]) {
      const store = await openPostgresStore(`${url}?${words}`, Date.now);
      await store.put("user", { id: words, body: {} });
      const { rows } = await withClient(url, (client) =>
        client.query(
          "select distinct ssl from pg_stat_ssl natural join pg_stat_activity where application_name = 'kestra-mcp' and datname = current_database()",
        ),
      );
      expect(rows).toEqual([{ ssl: true }]);
      await store.close();
    }
    process.off("warning", warnings);
    expect(warnings).not.toHaveBeenCalled();
  });

  test("is not trusted with a certificate of nobody who is", async () => {
    for (const words of [
      "sslmode=require",
      "sslmode=verify-full",
      `sslmode=require&sslrootcert=${files.other}`,
    ])
      await expect(openPostgresStore(`${url}?${words}`, Date.now)).rejects.toThrow(/certificate/);
  });
});
