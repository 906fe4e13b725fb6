import { contradictionsOf } from "../config/contradictions.ts";
import { openFilesOf } from "../config/open-files.ts";
import { openOperation } from "../operation/operation.ts";
import { openServersStore } from "../store/open-store.ts";
import { serveHttp } from "../transport/http/serve.ts";

/** All that is loaded where the program serves over HTTP, and nothing of it before. */
export const overHttp = { contradictionsOf, openFilesOf, openOperation, openServersStore, serveHttp };
