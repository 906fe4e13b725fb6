import { authStatus } from "../../generated/account/auth_status.ts";
import { callerStatus } from "../steps/account/caller-status.ts";

/** Steps, because who calls is nothing that Kestra is asked. */
export const tool = authStatus(async (_input, _kestra, { caller }) => callerStatus(await caller()));
