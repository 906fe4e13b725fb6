import { StructureKind, type ImportDeclarationStructure } from "ts-morph";
import { symbols, type RuntimeSymbol } from "../../../runtime/compiled/symbols.ts";
import { camelCase, capital, names as newNames } from "./names.ts";

const modules = new Map<string, string>(
  Object.entries(symbols).flatMap(([file, names]) => names.map((name) => [name, file] as const)),
);

/** What generated code may use: of the runtime, zod's namespace, a function of the specs, `specs/functions/x.ts#name`, and filters that were generated. */
export type Imported =
  | RuntimeSymbol
  | "z"
  | `specs/functions/${string}#${string}`
  | `generated/filters.ts#${string}`;

/** What a file imports, collected while it is written. */
export interface Imports {
  /** Notes that `name` is used, and returns it. */
  readonly use: (name: Imported) => string;
  /** @param runtime the way to the runtime's folder. */
  readonly declarations: (runtime: string) => readonly ImportDeclarationStructure[];
}

/** @param own names that the file uses for things of its own: a function with such a name is called otherwise there */
export function imports(own: readonly string[] = []): Imports {
  const used = new Set<Imported>();
  const names = newNames(own);
  const functions = new Map<Imported, string>();
  const called = (name: Imported): string => {
    const [file, written] = name.split("#");
    if (written === undefined) return name;
    const noun = file?.split("/").at(-1)?.replace(/\.ts$/, "") ?? "";
    const known = functions.get(name) ?? names.take(written, capital(camelCase(noun)));
    functions.set(name, known);
    return known;
  };
  return {
    use: (name) => {
      used.add(name);
      return called(name);
    },
    declarations: (runtime) => {
      const all = [...used].sort();
      const files = [...new Set(all.map(fileOf))].sort((a, b) => rank(a, b));
      return files.map((file) =>
        declaration(
          file,
          all.filter((name) => fileOf(name) === file),
          runtime,
          called,
        ),
      );
    },
  };
}

function nameOf(name: Imported): string {
  return name.slice(name.indexOf("#") + 1);
}

function fileOf(name: Imported): string {
  const [file = "", own] = name.split("#");
  if (own !== undefined) return `../${file}`;
  return name === "z" ? "zod" : (modules.get(name) ?? "");
}

/** Packages before our own files. */
function rank(a: string, b: string): number {
  const ours = Number(a.endsWith(".ts")) - Number(b.endsWith(".ts"));
  return ours !== 0 ? ours : a < b ? -1 : 1;
}

/** @param called what a name is called in the file */
function declaration(
  file: string,
  names: readonly Imported[],
  runtime: string,
  called: (name: Imported) => string,
): ImportDeclarationStructure {
  const kind = StructureKind.ImportDeclaration as const;
  if (file === "zod") return { kind, namespaceImport: "z", moduleSpecifier: "zod" };
  return {
    kind,
    isTypeOnly: names.every((name) => /^[A-Z]/.test(name) && name !== "InputError"),
    namedImports: names.map((name) => {
      const [own, alias] = [nameOf(name), called(name)];
      return own === alias ? own : { name: own, alias };
    }),
    moduleSpecifier: file.startsWith("../generated/")
      ? runtime.replace(/\.\.\/runtime$/, file.slice("../generated/".length))
      : file.startsWith("../")
        ? runtime.replace(/runtime$/, file.slice(3))
        : `${runtime}/${file}`,
  };
}
