import { Needle } from "./needle.ts";
import { TextViews, unitsOf, type ViewName } from "./text-views.ts";

/** Told of where a secret stands in a text: its first character, and the one behind it. */
type Found = (start: number, end: number) => void;

/** One of the forms in which a secret may stand in a text. */
export interface SecretForm {
  /** Characters that it has at least. */
  readonly length: number;
  /** Tells of each place where it is, from first to last; places may overlap. */
  each(text: TextViews, found: Found): void;
}

/** A text as it is, whatever stands around it. */
export function plainForm(secret: string): SecretForm {
  const needle = new Needle(unitsOf(secret));
  return {
    length: secret.length,
    each({ units }, found) {
      needle.each(units, (at) => {
        found(at, at + secret.length);
      });
    },
  };
}

/**
 * A text in every form in which others may tell it: in JSON and in JSON within that, in a URL once or more often encoded, in a
 * form, in HTML; each character for itself.
 * @param charset of the bytes in a URL
 */
export function encodedForm(secret: string, charset: "utf8" | "latin1"): SecretForm {
  return formOf(secret, charset, () => 0);
}

/** What the rest of an escape may be, as the `41` of a `%41` whose `%` is another's. */
const rests = [
  /^[0-9a-f]/i,
  /^[0-9a-f]{2}/i,
  /^[0-9a-f]{3}/i,
  /^u?[0-9a-f]{4}/i,
  /^[ubfnrt]/,
  /^#?\w{1,16};/,
];

/** What an escape may begin with, as the `%4` of a `%41` whose `1` is another's. */
const beginnings = [/%[0-9a-f]?$/i, /&#?\w{0,16}$/, /\\u?[0-9a-f]{0,3}$/i];

/** Fewer characters could be anything. */
const shortestCore = 6;

/**
 * A text whose ends may have merged with what stands around it: `%` and then `41b%21` is no longer `41b!` when all of it is
 * decoded. It is looked for without the ends that can merge, beside a character that is encoded.
 */
export function mergedForms(secret: string, charset: "utf8" | "latin1"): readonly SecretForm[] {
  const lengths = (patterns: readonly RegExp[]) => [
    ...new Set([0, ...patterns.flatMap((one) => one.exec(secret)?.[0].length ?? [])]),
  ];
  return lengths(rests).flatMap((before) =>
    lengths(beginnings).flatMap((behind) => {
      const core = secret.slice(before, secret.length - behind);
      const isSecret = before + behind > 0 && core.length >= shortestCore;
      return isSecret ? [besideEncoded(encodedForm(core, charset), { secret, before, behind })] : [];
    }),
  );
}

/** What is found of a form only where its neighbours are encoded, and with them. */
function besideEncoded(
  form: SecretForm,
  { secret, before, behind }: { readonly secret: string; readonly before: number; readonly behind: number },
): SecretForm {
  return {
    length: secret.length,
    each(text, found) {
      const { decoded } = text;
      form.each(text, (start, end) => {
        const first = before === 0 ? { start } : decoded.encodedAt(decoded.endingAt(start));
        const last = behind === 0 ? { end } : decoded.encodedAt(decoded.endingAt(end) + 1);
        if (first !== undefined && last !== undefined) found(first.start, last.end);
      });
    },
  };
}

/** Text in base64, itself encoded or not, in its standard and its URL alphabet, padded and not. */
export function base64Form(base64: string): SecretForm {
  const text = base64.replace(/={1,2}$/, "");
  return formOf(text, "base64", ({ symbols }, after) =>
    symbols[after] === 0x3d ? (symbols[after + 1] === 0x3d ? 2 : 1) : 0,
  );
}

function formOf(
  secret: string,
  name: ViewName,
  more: (view: { readonly symbols: Int32Array }, after: number) => number,
): SecretForm {
  const own = new TextViews(secret);
  const { symbols, spaces } = own.view(name);
  const needle = new Needle(symbols);
  const ownSpaces = spaces[symbols.length] ?? 0;
  const startsEscaped = (own.decoded.runs[0] ?? -1) >= 0;
  const endsEscaped = (own.decoded.runs[own.decoded.length - 1] ?? -1) >= 0;

  function eachInView(text: TextViews, found: Found): void {
    const view = text.view(name);
    const { starts, ends, runs, owns } = text.decoded;
    needle.each(view.symbols, (first) => {
      const after = first + needle.length;
      // A secret's `+` is never told as a space.
      if ((view.spaces[after] ?? 0) - (view.spaces[first] ?? 0) > ownSpaces) return;
      const from = view.characters[first] ?? 0;
      const last = view.characters[after - 1 + more(view, after)] ?? 0;
      const run = startsEscaped ? (runs[from] ?? -1) : -1;
      const start = run >= 0 ? run : (starts[from] ?? 0);
      const isBehind = endsEscaped && (runs[last + 1] ?? -1) >= 0;
      const end = (isBehind ? owns[last + 1] : ends[last]) ?? 0;
      // No form is shorter: such a text is only what the secret, too, could be decoded to.
      if (end - start >= secret.length) found(start, end);
    });
  }

  /** Of a secret of backslashes alone. */
  function eachRun({ decoded: { runs, owns, length } }: TextViews, found: Found): void {
    for (let at = 0; at < length; at++) {
      const start = runs[at] ?? -1;
      const end = owns[at] ?? 0;
      if (start >= 0 && end - start >= secret.length) found(start, end);
    }
  }

  return { length: secret.length, each: needle.length === 0 ? eachRun : eachInView };
}
