/** An error of whoever asks for a tool: its message says what was wrong and what to do. */
export class ScaffoldError extends Error {}
