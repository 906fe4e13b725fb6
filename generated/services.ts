// Generated from specs/services.yaml by `npm run generate`. Do not edit.

import type { OtherServices } from "../runtime/network/connection.ts";

/** What tools ask besides Kestra. */
export const services: OtherServices = {};
