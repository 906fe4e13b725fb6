import { startLocalKestra } from "../../generated/local/start_local_kestra.ts";

/** Steps, because what runs on this machine is not asked of a Kestra. */
export const tool = startLocalKestra(
  async ({ release, port, username, password }, _, { local, server, signal, deadline, progress }) => {
    const tell = (message: string) => {
      progress(0, undefined, message);
    };
    const wish = { release, port, username, password };
    const started = await local.start(wish, { signal, until: deadline, tell });
    const isThere = server().baseUrl === started.url;
    const next = `Calls go elsewhere: save it with manage_connection (add, then use), or set KESTRA_BASE_URL to ${started.url}, and KESTRA_USERNAME and KESTRA_PASSWORD.`;
    return { ...started, next: isThere || !started.ready ? undefined : next };
  },
);
