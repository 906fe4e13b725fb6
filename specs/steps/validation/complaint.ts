/** What Kestra has against a flow, as its validation writes it. */
export type Complaint =
  /** It cannot be read as YAML. */
  | { readonly kind: "yaml"; readonly message: string; readonly line?: number; readonly column?: number }
  /** There is no such type. */
  | { readonly kind: "type"; readonly type: string }
  /** A class has no such property. */
  | {
      readonly kind: "property";
      readonly field: string;
      readonly of: string;
      readonly known: readonly string[];
    }
  /** A value is missing or not allowed; `path` is empty for what is wrong with the flow as a whole. */
  | { readonly kind: "value"; readonly path: string; readonly message: string };

/**
 * The complaints in the text `constraints` of a verdict. Values are complained of together; at what it cannot read at all
 * Kestra stops.
 */
export function complaintsIn(constraints: string): readonly Complaint[] {
  const text = constraints
    .replace(/^(?:jakarta\.validation\.ConstraintViolationException|Validation error): /, "")
    .trim();
  const source = /^Illegal Flow source: (?:YAML parsing error: )?/.exec(text);
  if (source !== null) return [unreadable(text.slice(source[0].length))];
  const type = /^Invalid type: (\S+)/.exec(text)?.[1];
  if (type !== undefined) return [{ kind: "type", type }];
  const property = /^Unrecognized field "([^"]*)" \(class ([^)]*)\)/.exec(text);
  if (property !== null) {
    const [, field = "", of = ""] = property;
    return [{ kind: "property", field, of, known: namesIn(text.slice(property[0].length)) }];
  }
  const failure = /^Unable to validate the flow: (.*)$/s.exec(text)?.[1];
  if (failure !== undefined) return [{ kind: "value", path: "", message: failure }];
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, path = "", message = line] = /^((?:[\w.[\]-]|\.)*): (.*)$/.exec(line) ?? [];
      return { kind: "value", path, message };
    });
}

/** True where Kestra went no further, so that there may be more behind it. */
export function isLast({ kind }: Complaint): boolean {
  return kind !== "value";
}

/** SnakeYAML's own words without the lines that it shows; the place that it names last is where it stopped. */
function unreadable(text: string): Complaint {
  const places = [...text.matchAll(/line:? (\d+),? column:? (\d+)/g)].map(([, line, column]) => ({
    line: Number(line),
    column: Number(column),
  }));
  const words = text
    .split("\n")
    .filter((line) => /^\S/.test(line))
    .join("; ");
  return { kind: "yaml", message: words, ...places.at(-1) };
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
}
