// Generated from specs/services.yaml by `npm run generate`. Do not edit.

import type { OtherServices } from "../runtime/network/connection.ts";

/** What tools ask besides Kestra. */
export const services: OtherServices = {
  catalog: {
    title: "Kestra's public catalogue",
    variable: "KESTRA_CATALOG_URL",
    default: "https://api.kestra.io",
    timeout: 10,
    keeps: true,
  },
};
