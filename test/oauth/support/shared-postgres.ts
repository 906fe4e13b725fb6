import { lazy } from "../../../runtime/lazy.ts";
import { startPostgres } from "./postgres.ts";

/** One for all test files of a worker: each has databases of its own. It ends with the worker. */
export const sharedPostgres = lazy(() => startPostgres());
