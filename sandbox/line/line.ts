/** A release line of Kestra. */
export type Line = "1.0" | "1.3" | "2.0";

/** What a Kestra was bought as: open source, or Enterprise. */
export type Edition = "oss" | "ee";
