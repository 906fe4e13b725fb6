import { auditPlace, type AuditPlaced } from "../config/endpoint.ts";
import type { Observer } from "../observe/observer.ts";
import { appendedFile, codeOf, requireAppendable, type AppendedFile } from "./appended-file.ts";
import { auditObserver } from "./audit.ts";

/** Where the audit trail is written. */
export interface AuditTrail {
  readonly observer: Observer;
  close(): void;
}

/** What the process gives it. */
export interface AuditHouse {
  /** Writes to stderr, whatever the log's level is. */
  readonly err: (text: string) => void;
  /** Tells the operator, likewise. */
  readonly warn: (sentence: string) => void;
  /** Calls back at SIGHUP. */
  readonly onHangUp?: ((listener: () => void) => void) | undefined;
  readonly now: () => Date;
}

const variable = "KESTRA_MCP_AUDIT";

/** Milliseconds for which it is not told again that a file cannot be written: a full disk stays full. */
const warningInterval = 60_000;

/**
 * Opens what KESTRA_MCP_AUDIT names; undefined where it is off. A line that a file does not take goes to stderr instead.
 * @throws ConfigurationError where the file cannot be written
 */
export function openAuditTrail(endpoint: AuditPlaced, house: AuditHouse): AuditTrail | undefined {
  const place = auditPlace(endpoint);
  if (place === "off") return undefined;
  const toStderr = (line: string) => {
    house.err(`${line}\n`);
  };
  if (place === "stderr") return { observer: auditObserver(toStderr, house.now), close: () => undefined };
  const file = appendedFile(place, variable);
  const told = { at: -Infinity };
  const failed = (error: unknown) => {
    const now = house.now().getTime();
    if (now - told.at < warningInterval) return;
    told.at = now;
    house.warn(
      `${place} cannot be written (${codeOf(error)}). Until it can, the audit trail goes to stderr.`,
    );
  };
  house.onHangUp?.(() => {
    try {
      file.reopen();
    } catch (error) {
      // Whoever sent the signal wants to know, each time.
      house.warn(
        `${place} cannot be opened again (${codeOf(error)}). The audit trail goes on in the file that was open, wherever that is now. Send SIGHUP again once it can.`,
      );
    }
  });
  return {
    observer: auditObserver((line) => {
      if (!isWritten(file, line, failed)) toStderr(line);
    }, house.now),
    close: () => {
      file.close();
    },
  };
}

/** Whether it could be opened. @throws ConfigurationError as the opening does */
export function requireAuditPlace(endpoint: AuditPlaced): void {
  const place = auditPlace(endpoint);
  if (place !== "off" && place !== "stderr") requireAppendable(place, variable);
}

function isWritten(file: AppendedFile, line: string, failed: (error: unknown) => void): boolean {
  try {
    file.write(line);
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}
