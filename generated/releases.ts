// Generated from specs/releases.yaml by `npm run generate`. Do not edit.

/** The supported Kestra release lines, oldest first. */
export const lines = ["1.0", "1.3", "2.0"] as const;
