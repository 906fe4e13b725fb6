import { InputError } from "../errors.ts";
import { own, say, shortened } from "../text/said.ts";

/**
 * The name of a file that Kestra puts into a URI, in which a flow then sees it: what a URI cannot hold, or what ends its
 * path, is percent-encoded. A name that is a part of a URI already stays as it is.
 * @param input that the file is for, for messages
 * @throws InputError for a name that is empty, climbs or holds a control character
 */
export function uriFileName(name: string, input: string): string {
  refuseFileName(name, faultOf(name), input);
  return isEncoded(name) ? name : name.replace(unsafe, encodeURIComponent);
}

/**
 * The name of a file in a folder of this machine: one segment that every system takes for nothing else.
 * @param input that it came in, for messages
 * @throws InputError for a name that is none of these
 */
export function diskFileName(name: string, input: string): string {
  refuseFileName(name, faultOf(name) ?? faultOnDisk(name), input);
  return name;
}

function refuseFileName(name: string, fault: string | undefined, input: string): void {
  if (fault === undefined) return;
  throw new InputError(
    say`${input}: the file name ${shortened(JSON.stringify(name), 100, "…")} ${own(fault)}; give one such as "data.csv".`,
  );
}

function faultOf(name: string): string | undefined {
  if (name.trim() === "") return "is empty";
  if (name.split(/[/\\]/).some((it) => it === "." || it === "..")) return "is a way to other places";
  return /[\u0000-\u001f\u007f]/.test(name) ? "holds a control character" : undefined;
}

/** Bytes of a name that every file system takes. */
const longestName = 255;

/** What Windows takes for devices, whatever follows a dot. */
const device =
  /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d\u00B9\u00B2\u00B3]|lpt[\d\u00B9\u00B2\u00B3])(?:\.|$)/i;

function faultOnDisk(name: string): string | undefined {
  if (/[/\\]/.test(name)) return "names a folder";
  if (/[<>:"|?*]/.test(name)) return "holds a character that not every system takes";
  if (/^[.\s]|[.\s]$/.test(name)) return "begins or ends with a dot or a space";
  if (device.test(name)) return "means a device on Windows";
  if (Buffer.byteLength(name) > longestName) return `has more than ${longestName} bytes`;
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]|\p{Surrogate}/u.test(name)
    ? "holds a character that nobody sees"
    : undefined;
}

/** Kestra's server takes `:`, `,`, `=` and `;` of a file name for a space, and drops quotes. */
const unsafe = /[%#?:,=;"<>\\^`{|}[\]\p{Z}\u0080-\u009f]/gu;

/** True for a name whose escapes all mean a character that may stand in a name. */
function isEncoded(name: string): boolean {
  if (!/%/.test(name) || name.replace(/%[0-9a-f]{2}/gi, "").match(unsafe) !== null) return false;
  return !/%(?:[01][0-9a-f]|2[ef]|5c|7f)/i.test(name);
}
