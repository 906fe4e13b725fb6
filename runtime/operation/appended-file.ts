import { accessSync, closeSync, constants, existsSync, fstatSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigurationError } from "../errors.ts";

/** A file to whose end lines are written. */
export interface AppendedFile {
  /** Has written a line when it returns. @throws Error where it cannot be written, as on a full disk */
  write(line: string): void;
  /** Opens what has its name now: what moves logs away tells us by a signal. @throws Error, and goes on with the old one */
  reopen(): void;
  close(): void;
}

/**
 * Opens a file, which only its owner can read where it is new.
 * @param name of the variable that names it
 * @throws ConfigurationError
 */
export function appendedFile(path: string, name: string): AppendedFile {
  const open = () => openSync(path, "a", 0o600);
  let file: number;
  try {
    file = open();
  } catch (error) {
    throw notWritten(path, name, error);
  }
  // A line of which only a part could be written is ended before the next one.
  let isBroken = false;
  return {
    write(line) {
      const bytes = Buffer.from(`${isBroken ? "\n" : ""}${line}\n`);
      const written = writeSync(file, bytes);
      isBroken = written < bytes.length;
      if (isBroken) throw Object.assign(new Error("Only a part could be written."), { code: "ENOSPC" });
    },
    reopen() {
      const next = open();
      // Where nothing was moved away it is the same file, with the same end.
      isBroken &&= fstatSync(next).ino === fstatSync(file).ino;
      closeSync(file);
      file = next;
    },
    close() {
      closeSync(file);
    },
  };
}

/** Whether it could be opened: it is neither made nor changed. @throws ConfigurationError as the opening does */
export function requireAppendable(path: string, name: string): void {
  try {
    if (existsSync(path)) closeSync(openSync(path, constants.O_WRONLY | constants.O_APPEND));
    else accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw notWritten(path, name, error);
  }
}

function notWritten(path: string, name: string, error: unknown): ConfigurationError {
  return new ConfigurationError(`${name}: ${path} cannot be written (${codeOf(error)}).`);
}

/** Such as `ENOSPC`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
