import { contradictionsOf } from "../config/contradictions.ts";
import { openOperation } from "../operation/operation.ts";
import { openServersStore } from "../store/open-store.ts";
import { serveHttp } from "../transport/http/serve.ts";

/** All that is loaded where the program serves over HTTP, and nothing of it before. */
export const overHttp = { contradictionsOf, openOperation, openServersStore, serveHttp };
